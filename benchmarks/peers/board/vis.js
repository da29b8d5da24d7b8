// vis-timeline: a group for each row, an item for each bar, stacking off, only what is in sight kept in the page.
import { frames, painted } from "/frames.js";

const text = await fetch("/content.json").then((r) => r.text());
const began = performance.now(), content = JSON.parse(text), { bars } = content, day = 86400;
const at = (seconds) => new Date((content.epoch + seconds) * 1000);
const groups = new vis.DataSet(content.rows.map((row, id) => ({ id, content: `${row.name} ${row.unit}` })));
const items = new vis.DataSet(bars.row.map((group, id) => ({ id, group, start: at(bars.setup[id]), end: at(bars.end[id]), content: content.labels[bars.label[id]] })));
const timeline = new vis.Timeline(document.getElementById("board"), items, groups, {
  stack: false, height: "100%", verticalScroll: true, start: at(30 * day), end: at(44 * day), orientation: "top", showCurrentTime: false,
});
while (!document.querySelector(".vis-item")) await painted();
await painted();
const first = performance.now() - began;
let [from, to] = [30 * day, 44 * day];
const show = () => timeline.setWindow(at(from), at(to), { animation: false });
const pan = (n) => { const step = ((to - from) / 160) * (n % 60 < 30 ? 1 : -1); from += step; to += step; show(); };
const weeks = await frames(pan, 60);
[from, to] = [30 * day, 120 * day];
show();
await painted();
const quarter = await frames(pan, 15);
window.found = { first, weeks, quarter, year: null, whole: null, hit: null, heap: performance.memory?.usedJSHeapSize ?? 0 };
