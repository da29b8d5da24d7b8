// Load of each row by day, for when single bars are too small to see.
import { openingOfRow, upper } from "./data.js";
import { AXIS, GUTTER } from "./view.js";

export function heatOf(m) {
  const days = m.time.days.length - 1, size = m.rowCount * days;
  const busy = new Float32Array(size), late = new Uint8Array(size);
  const open = m.openings.map((opening) => openByDay(m, opening, days));
  for (let row = 0; row < m.rowCount; row++) {
    const opening = m.openings[openingOfRow(m, row)];
    for (let at = m.bars.from[row]; at < m.bars.from[row + 1]; at++) {
      const n = m.bars.list[at];
      spread(m, opening, m.p.setup[n], m.p.end[n], row * days, busy);
      if (m.p.order[n] >= 0 && m.late[m.p.order[n]] > 0) {
        const to = upper(m.time.days, m.p.end[n] - 1) - 1;
        for (let day = Math.max(0, upper(m.time.days, m.p.setup[n]) - 1); day <= to && day < days; day++) late[row * days + day] = 1;
      }
    }
  }
  return { days, busy, late, open };
}

function openByDay(m, opening, days) {
  const open = new Float32Array(days);
  for (let n = 0; n < opening.starts.length; n++) addTo(m, opening.starts[n], opening.ends[n], 0, open);
  return open;
}

function spread(m, opening, from, to, base, into) {
  for (let n = Math.max(0, upper(opening.starts, from) - 1); n < opening.starts.length && opening.starts[n] < to; n++) {
    const a = Math.max(from, opening.starts[n]), b = Math.min(to, opening.ends[n]);
    if (b > a) addTo(m, a, b, base, into);
  }
}

function addTo(m, from, to, base, into) {
  const last = m.time.days.length - 1;
  for (let day = Math.max(0, upper(m.time.days, from) - 1); day < last && m.time.days[day] < to; day++) {
    into[base + day] += Math.max(0, Math.min(to, m.time.days[day + 1]) - Math.max(from, m.time.days[day]));
  }
}

export function drawHeat(ctx, m, v, look, heat, rows) {
  const step = v.perDay >= 5 ? 1 : 7, height = v.lay.rowHeight;
  const gap = height > 5 ? 1 : 0;
  const from = Math.floor(Math.max(0, upper(m.time.days, v.t0) - 1) / step) * step;
  const cells = look.heat.map(() => []), marks = [];
  for (let day = from; day < heat.days && m.time.days[day] < v.t1; day += step) {
    const end = Math.min(heat.days, day + step);
    const x = Math.max(GUTTER, v.x(m.time.days[day])), width = v.x(m.time.days[end]) - x - (step > 1 ? 1 : v.perDay > 7 ? 0.6 : 0);
    for (const row of rows) {
      let busy = 0, open = 0, late = 0;
      const base = row * heat.days, opening = heat.open[openingOfRow(m, row)];
      for (let d = day; d < end; d++) { busy += heat.busy[base + d]; open += opening[d]; late |= heat.late[base + d]; }
      if (!busy || !open) continue;
      cells[Math.min(9, Math.floor(busy / open * 9.99))].push(x, v.rowTop(row), width);
      if (late) marks.push(x, v.rowTop(row) + height - gap - 2, width);
    }
  }
  cells.forEach((list, level) => {
    ctx.fillStyle = look.heat[level];
    for (let n = 0; n < list.length; n += 3) if (list[n + 1] > AXIS - height) ctx.fillRect(list[n], list[n + 1], list[n + 2], height - gap);
  });
  ctx.fillStyle = look["bar-late"];
  for (let n = 0; n < marks.length; n += 3) ctx.fillRect(marks[n], marks[n + 1], marks[n + 2], Math.min(2, height / 3));
}

export function busyShare(m, heat, row, day) {
  const open = heat.open[openingOfRow(m, row)][day];
  return open ? heat.busy[row * heat.days + day] / open : 0;
}
