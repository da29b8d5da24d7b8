// Load of each row by day, for when single bars are too small to tell; a work centre folded together shows it always.
import { LATE, upper } from "./model.js";
import { AXIS } from "./view.js";

export function heatOf(m) {
  if (m.heat) return m.heat;
  const days = m.days.length - 1, busy = new Float32Array(m.rowCount * days), late = new Uint8Array(m.rowCount * days);
  const open = m.calendars.map(({ starts, ends }) => {
    const found = new Float32Array(days);
    for (let n = 0; n < starts.length; n++) add(m, starts[n], ends[n], 0, found);
    return found;
  });
  for (let row = 0; row < m.rowCount; row++) {
    const calendar = m.calendars[m.calendarOf(row)], base = row * days;
    for (let at = m.bars.from[row]; at < m.bars.from[row + 1]; at++) {
      const n = m.bars.list[at];
      spread(m, calendar, m.setup[n], m.end[n], base, busy);
      if (m.flags[n] & LATE) {
        const to = upper(m.days, m.end[n] - 1) - 1;
        for (let day = Math.max(0, upper(m.days, m.setup[n]) - 1); day <= to && day < days; day++) late[base + day] = 1;
      }
    }
  }
  m.heat = { days, busy, late, open };
  return m.heat;
}

// Work pauses over closed hours, so only the open ones of its time are load.
function spread(m, { starts, ends }, from, to, base, into) {
  for (let n = Math.max(0, upper(starts, from) - 1); n < starts.length && starts[n] < to; n++) {
    const a = Math.max(from, starts[n]), b = Math.min(to, ends[n]);
    if (b > a) add(m, a, b, base, into);
  }
}

function add(m, from, to, base, into) {
  const last = m.days.length - 1;
  for (let day = Math.max(0, upper(m.days, from) - 1); day < last && m.days[day] < to; day++) {
    into[base + day] += Math.max(0, Math.min(to, m.days[day + 1]) - Math.max(from, m.days[day]));
  }
}

// Seconds busy and open of some rows from one day to another, and whether something late is there.
export function loadOf(m, rows, from, to) {
  const { days, busy, late, open } = heatOf(m);
  let load = 0, capacity = 0, marked = 0;
  for (const row of rows) {
    const hours = open[m.calendarOf(row)], base = row * days;
    for (let day = from; day < to; day++) { load += busy[base + day]; capacity += hours[day]; marked |= late[base + day]; }
  }
  return { load, capacity, late: marked !== 0 };
}

export function drawHeat(ctx, m, v, look, lines) {
  const step = v.perDay >= 5 ? 1 : 7, days = m.days.length - 1;
  const from = Math.floor(Math.max(0, upper(m.days, v.t0) - 1) / step) * step;
  const cells = look.heat.map(() => []), marks = [];
  for (const line of lines) {
    if (!line.rows.length) continue;
    const gap = line.height > 5 ? 1 : 0, height = line.height - gap, y = v.top(line);
    if (y + height <= AXIS) continue;
    for (let day = from; day < days && m.days[day] < v.t1; day += step) {
      const end = Math.min(days, day + step), { load, capacity, late } = loadOf(m, line.rows, day, end);
      if (!load || !capacity) continue;
      const x = Math.max(v.gutter, v.x(m.days[day])), width = v.x(m.days[end]) - x - (v.perDay * step > 12 ? 1 : 0);
      cells[Math.min(9, Math.floor((load / capacity) * 9.99))].push(x, y, width, height);
      if (late) marks.push(x, y + height - Math.min(3, height / 3), width, Math.min(3, height / 3));
    }
  }
  cells.forEach((list, level) => fill(ctx, look.heat[level], list));
  fill(ctx, look.late, marks);
}

function fill(ctx, colour, list) {
  ctx.fillStyle = colour;
  for (let n = 0; n < list.length; n += 4) ctx.fillRect(list[n], list[n + 1], list[n + 2], list[n + 3]);
}
