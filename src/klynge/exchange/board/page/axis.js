// The time axis: two tiers, from months and weeks down to hours, in the cluster's local time.
import { calendarDay, clockTime, dayText, t } from "./text.js";
import { AXIS, GUTTER } from "./view.js";
import { upper } from "./data.js";

let dates = null;

function dateOf(m, day) {
  if (!dates) {
    const [year, month, first] = calendarDay(m.time.days[0] + 43200);
    dates = Array.from(m.time.days, (_, n) => { const d = new Date(Date.UTC(year, month - 1, first + n)); return [d.getUTCFullYear(), d.getUTCMonth() + 1, d.getUTCDate()]; });
  }
  return dates[day];
}

const weekText = (m, day) => { const [year, week] = m.time.weeks[Math.floor(day / 7)].split("-W"); return `${t("wk")} ${+week}, ${year}`; };
const shortWeek = (m, day) => String(+m.time.weeks[Math.floor(day / 7)].split("-W")[1]);
const fullDay = (m, day) => { const [year, month, date] = dateOf(m, day); return `${dayText(year, month, date, day % 7)} · ${t("wk")} ${shortWeek(m, day)}`; };
const shortDay = (m, day) => { const [, month, date] = dateOf(m, day); return dayText(null, month, date, day % 7); };
const monthText = (m, day) => { const [year, month] = dateOf(m, day); return `${t("months").split(" ")[month - 1]} ${year}`; };

function tiers(m, v) {
  const perDay = v.perDay, monday = (day) => day % 7 === 0;
  const newMonth = (day) => dateOf(m, day)[2] === 1;
  if (perDay >= 620) return { top: [() => true, fullDay], low: null };
  if (perDay >= 88) return { top: [monday, weekText], low: [() => true, shortDay] };
  if (perDay >= 58) return { top: [monday, weekText], low: [() => true, (_, day) => `${t("weekdays").split(" ")[day % 7]} ${dateOf(m, day)[2]}`] };
  if (perDay >= 22) return { top: [monday, weekText], low: [() => true, (_, day) => String(dateOf(m, day)[2])] };
  if (perDay >= 13) return { top: [newMonth, monthText], low: [monday, (_, day) => `${t("wk")} ${shortWeek(m, day)}`] };
  return { top: [newMonth, monthText], low: [monday, shortWeek] };
}

export function drawAxis(ctx, m, v, look) {
  const first = Math.max(0, upper(m.time.days, v.t0) - 1), last = Math.min(m.time.days.length - 2, upper(m.time.days, v.t1) - 1);
  const { top, low } = tiers(m, v);
  ctx.fillStyle = look.surface;
  ctx.fillRect(0, 0, v.width, AXIS);
  ctx.strokeStyle = look.line;
  ctx.lineWidth = 1;
  ctx.font = "600 12px Inter, 'Segoe UI', system-ui, sans-serif";
  drawTier(ctx, m, v, look, first, last, top, 15, 0, look.ink);
  ctx.font = "12px Inter, 'Segoe UI', system-ui, sans-serif";
  if (low) drawTier(ctx, m, v, look, first, last, low, 36, 22, look.soft);
  else drawHours(ctx, m, v, look, first, last);
  ctx.beginPath();
  ctx.moveTo(0, AXIS - 0.5);
  ctx.lineTo(v.width, AXIS - 0.5);
  ctx.stroke();
}

function drawTier(ctx, m, v, look, first, last, [isTick, text], y, from, ink) {
  ctx.fillStyle = ink;
  let begin = first;
  while (begin > 0 && !isTick(begin)) begin--;
  for (let day = begin; day <= last;) {
    let next = day + 1;
    while (next < m.time.days.length - 1 && !isTick(next)) next++;
    const x = v.x(m.time.days[day]), end = v.x(m.time.days[next]), at = Math.max(x, GUTTER);
    if (x >= GUTTER) line(ctx, x, from, AXIS);
    const label = text(m, day);
    if (end - at > ctx.measureText(label).width + 8) ctx.fillText(label, at + 5, y);
    day = next;
  }
}

function drawHours(ctx, m, v, look, first, last) {
  const step = [1, 2, 3, 6].find((hours) => hours * v.scale * 3600 >= 48) ?? 6;
  ctx.fillStyle = look.soft;
  for (let day = first; day <= last; day++) {
    for (let moment = m.time.days[day]; moment < m.time.days[day + 1]; moment += step * 3600) {
      const x = v.x(moment);
      if (x < GUTTER) continue;
      line(ctx, x, 22, AXIS);
      ctx.fillText(clockTime(moment), x + 5, 36);
    }
  }
}

function line(ctx, x, from, to) {
  ctx.beginPath();
  ctx.moveTo(Math.round(x) + 0.5, from);
  ctx.lineTo(Math.round(x) + 0.5, to);
  ctx.stroke();
}

// Faint lines down the board at each day or week.
export function drawGrid(ctx, m, v, look) {
  const weekly = v.perDay < 22;
  ctx.strokeStyle = look.line;
  ctx.globalAlpha = 0.65;
  ctx.beginPath();
  for (let day = Math.max(0, upper(m.time.days, v.t0) - 1); day < m.time.days.length && m.time.days[day] < v.t1; day++) {
    const x = Math.round(v.x(m.time.days[day])) + 0.5;
    if (x < GUTTER || (weekly && day % 7)) continue;
    ctx.moveTo(x, AXIS);
    ctx.lineTo(x, v.height);
  }
  ctx.stroke();
  ctx.globalAlpha = 1;
}
