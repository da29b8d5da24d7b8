// The time axis: two tiers, from months and ISO weeks down to hours, in the cluster's local time.
import { upper } from "./model.js";
import { AXIS } from "./view.js";

// The dates of the days of the axis, which begin at a Monday.
function datesOf(m, words) {
  if (!m.dates) {
    const [year, month, first] = words.calendarDay(m.days[0] + 43200);
    m.dates = Array.from(m.days, (_, n) => { const d = new Date(Date.UTC(year, month - 1, first + n)); return [d.getUTCFullYear(), d.getUTCMonth() + 1, d.getUTCDate()]; });
  }
  return m.dates;
}

function tiers(m, v, words) {
  const dates = datesOf(m, words), { perDay } = v, week = words.say("wk");
  const number = (day) => +m.weeks[Math.floor(day / 7)].slice(6), monday = (day) => day % 7 === 0, always = () => true;
  const ofWeek = (day) => `${week} ${number(day)}, ${m.weeks[Math.floor(day / 7)].slice(0, 4)}`;
  const whole = (day) => `${words.date(...dates[day], day % 7)} · ${week} ${number(day)}`;
  const month = [(day) => dates[day][2] === 1, (day) => `${words.months[dates[day][1] - 1]} ${dates[day][0]}`];
  if (perDay >= 620) return { high: [always, whole], low: null };
  if (perDay >= 88) return { high: [monday, ofWeek], low: [always, (day) => words.date(null, dates[day][1], dates[day][2], day % 7)] };
  if (perDay >= 58) return { high: [monday, ofWeek], low: [always, (day) => `${words.weekdays[day % 7]} ${dates[day][2]}`] };
  if (perDay >= 22) return { high: [monday, ofWeek], low: [always, (day) => String(dates[day][2])] };
  return { high: month, low: [monday, (day) => (perDay >= 8 ? `${week} ${number(day)}` : String(number(day)))] };
}

export function drawAxis(ctx, m, v, look, words) {
  const first = Math.max(0, upper(m.days, v.t0) - 1), last = Math.min(m.days.length - 2, upper(m.days, v.t1) - 1);
  const { high, low } = tiers(m, v, words);
  ctx.fillStyle = look.paper;
  ctx.fillRect(0, 0, v.width, AXIS);
  ctx.save();
  ctx.beginPath();
  ctx.rect(v.gutter, 0, v.plotWidth, AXIS);
  ctx.clip();
  ctx.strokeStyle = look.line;
  ctx.lineWidth = 1;
  ctx.font = `600 12px ${look.font}`;
  tier(ctx, m, v, [first, last], high, { y: 15, from: 0, ink: look.ink });
  ctx.font = `12px ${look.font}`;
  if (low) tier(ctx, m, v, [first, last], low, { y: 36, from: 22, ink: look.soft });
  else hours(ctx, m, v, look, words, [first, last]);
  ctx.restore();
  if (v.heat && v.gutter > 150) legend(ctx, v, look, words);
  ctx.fillStyle = look.line;
  ctx.fillRect(0, AXIS - 1, v.width, 1);
}

// What the shades of load mean, over the names.
function legend(ctx, v, look, words) {
  const width = Math.floor((v.gutter - 110) / look.heat.length), left = 12, middle = 30;
  ctx.fillStyle = look.soft;
  ctx.font = `12px ${look.font}`;
  ctx.fillText(words.say("load"), left, 15);
  ctx.fillText(words.share(0), left, middle + 4);
  look.heat.forEach((colour, n) => { ctx.fillStyle = colour; ctx.fillRect(left + 30 + n * width, middle - 6, width, 12); });
  ctx.fillStyle = look.soft;
  ctx.fillText(words.share(1), left + 36 + look.heat.length * width, middle + 4);
}

function tier(ctx, m, v, [first, last], [begins, text], { y, from, ink }) {
  ctx.fillStyle = ink;
  let day = first;
  while (day > 0 && !begins(day)) day--;
  while (day <= last) {
    let next = day + 1;
    while (next < m.days.length - 1 && !begins(next)) next++;
    const x = v.x(m.days[day]), end = v.x(m.days[next]), at = Math.max(x, v.gutter), label = text(day);
    if (x >= v.gutter) stroke(ctx, x, from);
    if (end - at > ctx.measureText(label).width + 8) ctx.fillText(label, at + 5, y);
    day = next;
  }
}

function hours(ctx, m, v, look, words, [first, last]) {
  const step = [1, 2, 3, 6].find((each) => each * v.scale * 3600 >= 48) ?? 6;
  ctx.fillStyle = look.soft;
  for (let day = first; day <= last; day++) {
    for (let moment = m.days[day]; moment < m.days[day + 1]; moment += step * 3600) {
      const x = v.x(moment);
      if (x < v.gutter - 60) continue;
      stroke(ctx, x, 22);
      ctx.fillText(words.clock(moment), x + 5, 36);
    }
  }
}

function stroke(ctx, x, from) {
  ctx.beginPath();
  ctx.moveTo(Math.round(x) + 0.5, from);
  ctx.lineTo(Math.round(x) + 0.5, AXIS);
  ctx.stroke();
}

// Faint lines down the board at each day or week.
export function drawGrid(ctx, m, v, look) {
  const weekly = v.perDay < 22;
  ctx.strokeStyle = look.line;
  ctx.globalAlpha = 0.65;
  ctx.beginPath();
  for (let day = Math.max(0, upper(m.days, v.t0) - 1); day < m.days.length && m.days[day] < v.t1; day++) {
    const x = Math.round(v.x(m.days[day])) + 0.5;
    if (x < v.gutter || (weekly && day % 7)) continue;
    ctx.moveTo(x, AXIS);
    ctx.lineTo(x, v.height);
  }
  ctx.stroke();
  ctx.globalAlpha = 1;
}
