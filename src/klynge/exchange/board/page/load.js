// Load against capacity by week, under the board and on its time axis: all work centres, one, or a pool.
import { number, share, t } from "./text.js";
import { GUTTER } from "./view.js";

const TIGHT = 0.9;

export function loadOf(m, which) {
  const { work_centres: centres, pools, weeks } = m.content.measures;
  const chosen = which === "all" ? centres : which[0] === "c" ? centres.filter((c) => `c:${c.work_centre}` === which) : pools.filter((p) => `p:${p.pool}` === which);
  const sum = (key) => weeks.map((_, n) => chosen.reduce((total, each) => total + each[key][n], 0));
  return { weeks, load: sum("load_h"), capacity: sum("capacity_h"), kwh: chosen[0]?.kind === "power" };
}

export function fillChoice(m, select, wanted) {
  const { work_centres: centres, pools } = m.content.measures;
  const names = new Map(m.net.centres.map((c) => [c[0], `${c[1]} · ${m.net.sites[c[2]][1]}`]));
  const group = (label, options) => {
    if (!options.length) return;
    const box = document.createElement("optgroup");
    box.label = label;
    for (const [value, text] of options) box.append(new Option(text, value));
    select.append(box);
  };
  select.replaceChildren(new Option(t("load_all"), "all"));
  group(t("load_centres"), centres.map((c) => [`c:${c.work_centre}`, names.get(c.work_centre)]));
  group(t("load_people"), pools.filter((p) => p.kind === "people").map((p) => [`p:${p.pool}`, p.pool]));
  group(t("load_other"), pools.filter((p) => p.kind !== "people").map((p) => [`p:${p.pool}`, p.pool]));
  select.value = wanted;
}

function weekEdges(m, name) {
  const at = m.time.weeks.indexOf(name) * 7;
  return [m.time.days[at], m.time.days[Math.min(at + 7, m.time.days.length - 1)]];
}

export function drawLoad(ctx, m, v, look, which, width, height) {
  const { weeks, load, capacity, kwh } = loadOf(m, which);
  const top = Math.max(1, ...load, ...capacity) * 1.08, floor = height - 6, y = (hours) => floor - (hours / top) * (floor - 8);
  ctx.fillStyle = look.surface;
  ctx.fillRect(0, 0, width, height);
  ctx.font = "11.5px Inter, 'Segoe UI', system-ui, sans-serif";
  weeks.forEach((week, n) => {
    const [from, to] = weekEdges(m, week), x = Math.max(GUTTER, v.x(from)), right = v.x(to);
    if (right <= GUTTER || x >= width) return;
    drawWeek(ctx, look, { x, width: right - x, load: load[n], capacity: capacity[n], y, floor });
  });
  ctx.fillStyle = look.surface;
  ctx.fillRect(0, 0, GUTTER, height);
  ctx.fillStyle = look.soft;
  ctx.textAlign = "right";
  ctx.fillText(`${t("capacity")}: ${number(Math.max(...capacity))} ${kwh ? "kWh" : t("h")}`, GUTTER - 10, Math.max(15, y(Math.max(...capacity)) + 4));
  ctx.fillText("0", GUTTER - 10, floor);
  ctx.textAlign = "left";
  ctx.fillStyle = look.line;
  ctx.fillRect(GUTTER - 1, 0, 1, height);
  ctx.fillRect(0, floor, width, 1);
}

function drawWeek(ctx, look, { x, width, load, capacity, y, floor }) {
  const part = capacity ? load / capacity : load ? Infinity : 0;
  ctx.fillStyle = part > 1 ? look["bar-late"] : part > TIGHT ? look["bar-tight"] : look["bar-good"];
  ctx.fillRect(x + 2, y(load), Math.max(1, width - 5), floor - y(load));
  ctx.fillStyle = look.ink;
  ctx.fillRect(x, y(capacity) - 1, width, 1.5);
  if (width < 40 || !capacity) return;
  const inside = floor - y(load) > 20;
  const amber = part > TIGHT && part <= 1;
  ctx.fillStyle = !inside ? look.ink : look.dark || amber ? "#0c1217" : "#ffffff";
  ctx.fillText(share(part), x + 7, inside ? floor - 6 : y(load) - 5);
}

export function loadSays(m, v, which, x) {
  const { weeks, load, capacity, kwh } = loadOf(m, which), moment = v.moment(x);
  const n = weeks.findIndex((week) => { const [from, to] = weekEdges(m, week); return moment >= from && moment < to; });
  return n < 0 || x < GUTTER ? "" : weekSays(weeks[n], load[n], capacity[n], kwh);
}

function weekSays(week, load, capacity, kwh) {
  const facts = { week, load: number(load), capacity: number(capacity), share: capacity ? share(load / capacity) : "–" };
  return t(kwh ? "load_week_kwh" : "load_week", facts);
}

export function loadInWords(m, which) {
  const { weeks, load, capacity, kwh } = loadOf(m, which);
  return weeks.map((week, n) => weekSays(week, load[n], capacity[n], kwh)).join("; ");
}
