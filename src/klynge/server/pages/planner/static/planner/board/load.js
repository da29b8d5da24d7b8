// Load against capacity under the board, on its time axis: work centres by day or week from the bars, people by week.
import { loadOf } from "./heat.js";
import { upper } from "./model.js";

const TIGHT = 0.9;

// Hours, and of a pool of power its kilowatt hours.
function unitOf(m, words, which) {
  const pool = m.content.load.pools.find((each) => `p:${each.pool}` === which);
  return pool?.kind === "power" ? "kWh" : words.say("h");
}

// The stretches in sight with their load and capacity in hours; `which`: all, c:work centre or p:pool.
export function profile(m, v, which) {
  const daily = v.perDay >= 60 && which[0] !== "p", step = daily ? 1 : 7, found = [], days = m.days.length - 1;
  const from = Math.floor(Math.max(0, upper(m.days, v.t0) - 1) / step) * step;
  const rows = rowsOf(m, which), pool = m.content.load.pools.find((each) => `p:${each.pool}` === which);
  for (let day = from; day < days && m.days[day] < v.t1; day += step) {
    const end = Math.min(days, day + step), week = m.weeks[Math.floor(day / 7)];
    const at = pool ? m.content.load.weeks.indexOf(week) : -1;
    const { load, capacity } = pool ? { load: (pool.load_h[at] ?? 0) * 3600, capacity: (pool.capacity_h[at] ?? 0) * 3600 } : loadOf(m, rows, day, end);
    found.push({ from: m.days[day], to: m.days[end], day: daily ? day : null, week, load: load / 3600, capacity: capacity / 3600 });
  }
  return found;
}

function rowsOf(m, which) {
  const found = [];
  for (let row = 0; row < m.rowCount; row++) {
    const centre = m.centres[m.rowCentre[row]];
    if (which === "all" ? centre.kind !== "external" : `c:${centre.id}` === which) found.push(row);
  }
  return found;
}

export function drawLoad(ctx, m, v, look, words, which, width, height) {
  const parts = profile(m, v, which), most = Math.max(1, ...parts.map((part) => Math.max(part.load, part.capacity))) * 1.12;
  const floor = height - 5, y = (hours) => floor - (hours / most) * (floor - 6);
  ctx.fillStyle = look.paper;
  ctx.fillRect(0, 0, width, height);
  ctx.font = `11.5px ${look.font}`;
  for (const part of parts) {
    const x = Math.max(v.gutter, v.x(part.from)), right = Math.min(width, v.x(part.to));
    if (right > v.gutter && x < width) stretch(ctx, look, words, part, { x, width: right - x, y, floor });
  }
  ctx.fillStyle = look.paper;
  ctx.fillRect(0, 0, v.gutter, height);
  ctx.fillStyle = look.soft;
  ctx.textAlign = "right";
  const top = Math.max(0, ...parts.map((part) => part.capacity));
  ctx.fillText(`${words.say("capacity")} ${words.number(top)} ${unitOf(m, words, which)}`, v.gutter - 10, Math.max(13, y(top) + 4));
  ctx.fillText("0", v.gutter - 10, floor);
  ctx.textAlign = "left";
  ctx.fillStyle = look.line;
  ctx.fillRect(v.gutter - 1, 0, 1, height);
  ctx.fillRect(0, floor, width, 1);
}

function stretch(ctx, look, words, { load, capacity }, { x, width, y, floor }) {
  const part = capacity ? load / capacity : load ? Infinity : 0, colour = part > 1.0005 ? look.late : part > TIGHT ? look.tight : look.good;
  ctx.fillStyle = colour;
  ctx.fillRect(x + 1, y(load), Math.max(1, width - 3), floor - y(load));
  ctx.fillStyle = look.ink;
  ctx.fillRect(x, y(capacity) - 1, width, 1.5);
  if (width < 44 || !capacity || part < 0.005) return;
  const inside = floor - y(load) > 18;
  ctx.fillStyle = inside ? look.inkOn(colour) : look.ink;
  ctx.fillText(words.share(part), x + 6, inside ? floor - 5 : y(load) - 4);
}

// What the profile says at a moment, and all of it for who listens.
export function loadSays(m, v, words, which, moment) {
  const part = profile(m, v, which).find(({ from, to }) => moment >= from && moment < to);
  return part ? inWords(m, words, part, unitOf(m, words, which)) : "";
}

export const loadInWords = (m, v, words, which) => profile(m, v, which).slice(0, 60).map((part) => inWords(m, words, part, unitOf(m, words, which))).join("; ");

function inWords(m, words, { day, week, load, capacity, from }, unit) {
  const when = day === null ? `${words.say("wk")} ${+week.slice(6)}` : words.date(null, ...words.calendarDay(from + 43200).slice(1), day % 7);
  return words.say("load_is", { when, unit, load: words.number(load), capacity: words.number(capacity), share: capacity ? words.share(load / capacity) : "–" });
}
