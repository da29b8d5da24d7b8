// Apache ECharts: a custom series of rectangles on a time axis, as its own examples draw a Gantt chart.
import { frames, painted } from "/frames.js";

const text = await fetch("/content.json").then((r) => r.text());
const began = performance.now(), content = JSON.parse(text), { bars } = content, count = content.rows.length;
const chart = echarts.init(document.getElementById("board"), null, { renderer: "canvas" });
const at = (seconds) => (content.epoch + seconds) * 1000, shown = 26; // rows in sight, as on the own board
const data = bars.row.map((row, n) => [row, at(bars.setup[n]), at(bars.end[n]), bars.source[n]]);
const hues = ["#9ac9fa", "#9dd4a7", "#e5bd86", "#d5b5ee", "#7ed6d5", "#c7c989", "#b9bffb", "#f0b68f"];
const names = content.rows.map((row) => `${row.name} ${row.unit}`), day = 86400;
let [from, to, top, bottom] = [30 * day, 44 * day, 0, shown];
chart.setOption({
  animation: false, grid: { left: 120, right: 10, top: 30, bottom: 10 },
  xAxis: { type: "time", position: "top", min: at(0), max: at(365 * day) },
  yAxis: { type: "category", data: names, inverse: true },
  dataZoom: [
    { type: "inside", xAxisIndex: 0, startValue: at(from), endValue: at(to), filterMode: "weakFilter" },
    { type: "inside", yAxisIndex: 0, startValue: top, endValue: bottom, filterMode: "weakFilter" },
  ],
  series: [{
    type: "custom", encode: { x: [1, 2], y: 0 }, data, progressive: 0, clip: true,
    renderItem: (params, api) => {
      const a = api.coord([api.value(1), api.value(0)]), b = api.coord([api.value(2), api.value(0)]), height = api.size([0, 1])[1] * 0.8;
      const shape = echarts.graphic.clipRectByRect({ x: a[0], y: a[1] - height / 2, width: Math.max(1, b[0] - a[0]), height }, params.coordSys);
      return shape && { type: "rect", shape, style: { fill: hues[api.value(3) % 8] } };
    },
  }],
});
await painted();
const first = performance.now() - began;
const zoom = () => {
  chart.dispatchAction({ type: "dataZoom", batch: [{ dataZoomIndex: 0, startValue: at(from), endValue: at(to) }, { dataZoomIndex: 1, startValue: top, endValue: bottom }] });
  chart.getZr().flush();
};
const pan = (n) => { const step = (to - from) / 160; from += n % 60 < 30 ? step : -step; to += n % 60 < 30 ? step : -step; zoom(); };
const frameCount = count > 300 ? 20 : 60;
const weeks = await frames(pan, frameCount);
[from, to] = [30 * day, 120 * day];
const quarter = await frames(pan, frameCount);
[from, to] = [0, 365 * day];
const year = await frames(pan, frameCount);
[top, bottom] = [0, Math.min(count - 1, 200)];
const whole = await frames(pan, count > 300 ? 5 : 15);
window.found = { first, weeks, quarter, year, whole, hit: null, heap: performance.memory?.usedJSHeapSize ?? 0 };
