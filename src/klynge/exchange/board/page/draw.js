// Draws the board from the model and the view; nothing is kept between frames but patterns.
import { firstBar, linksOf, matesOf, openingOfRow, orderName, portionsOf, stepName, upper } from "./data.js";
import { drawAxis, drawGrid } from "./axis.js";
import { drawGutter } from "./gutter.js";
import { drawHeat } from "./heat.js";
import { fillsOf } from "./colour.js";
import { AXIS, GUTTER } from "./view.js";

export const LABEL = "11.5px Inter, 'Segoe UI', system-ui, sans-serif";
const SMALLEST = 2; // narrower bars are drawn together

export function drawBoard(ctx, m, v, s, look) {
  const rows = v.visibleRows();
  ctx.fillStyle = look.surface;
  ctx.fillRect(0, 0, v.width, v.height);
  ctx.save();
  ctx.beginPath();
  ctx.rect(GUTTER, AXIS, v.plotWidth, v.plotHeight);
  ctx.clip();
  if (!v.heat) drawClosed(ctx, m, v, look, rows);
  drawGrid(ctx, m, v, look);
  if (v.heat) {
    ctx.globalAlpha = s.order >= 0 ? 0.4 : 1;
    drawHeat(ctx, m, v, look, s.heat, rows);
    ctx.globalAlpha = 1;
  } else drawBars(ctx, m, v, s, look, rows);
  if (s.order >= 0) drawChosen(ctx, m, v, s, look);
  outline(ctx, m, v, look, s.focus, 2, look.ink);
  outline(ctx, m, v, look, s.hover, 1, look.ink);
  drawNow(ctx, v, s.now, look);
  ctx.restore();
  drawGutter(ctx, m, v, s, look, rows);
  drawAxis(ctx, m, v, look);
}

function drawClosed(ctx, m, v, look, rows) {
  ctx.fillStyle = look.sunk;
  for (let at = 0; at < rows.length;) {
    const number = openingOfRow(m, rows[at]), { starts, ends } = m.openings[number];
    let next = at + 1;
    while (next < rows.length && openingOfRow(m, rows[next]) === number && v.lay.rowY[rows[next]] - v.lay.rowY[rows[next - 1]] === v.lay.rowHeight) next++;
    const y = v.rowTop(rows[at]), height = v.rowTop(rows[next - 1]) + v.lay.rowHeight - y;
    let closed = v.t0;
    for (let n = Math.max(0, upper(starts, v.t0) - 1); n <= starts.length && closed < v.t1; n++) {
      const opens = n < starts.length ? starts[n] : v.t1;
      const x = v.x(closed), width = (Math.min(opens, v.t1) - closed) * v.scale;
      if (width >= 1.5) ctx.fillRect(x, y, width, height);
      closed = n < starts.length ? Math.max(closed, ends[n]) : v.t1;
    }
    at = next;
  }
}

function emptyLists(fills) {
  return { bars: fills.map(() => []), setups: [], late: [], batches: [], frozen: [], labels: [] };
}

function drawBars(ctx, m, v, s, look, rows) {
  const fills = fillsOf(look, s.colour), lists = emptyLists(fills);
  const pad = v.lay.rowHeight > 14 ? 2 : v.lay.rowHeight > 6 ? 1 : 0;
  const height = v.lay.rowHeight - 2 * pad;
  for (const row of rows) gatherRow(m, v, s, lists, row, v.rowTop(row) + pad, height);
  ctx.globalAlpha = s.order >= 0 ? 0.32 : 1;
  lists.bars.forEach((list, n) => fillAll(ctx, fills[n], list, height));
  fillAll(ctx, s.hatch, lists.setups, height);
  drawBatches(ctx, look, lists.batches, height);
  drawFrozen(ctx, look, lists.frozen, height);
  const thick = height > 9 ? 3 : 2;
  ctx.fillStyle = look["bar-late"];
  for (let n = 0; n < lists.late.length; n += 3) ctx.fillRect(lists.late[n], lists.late[n + 1] + height - thick, lists.late[n + 2], thick);
  drawLabels(ctx, look, lists.labels, height);
  ctx.globalAlpha = 1;
}

function gatherRow(m, v, s, lists, row, y, height) {
  const { p } = m, list = m.bars.list, end = m.bars.from[row + 1];
  let from = 0, to = 0, hue = -1, lateBlock = false; // the block of narrow bars that is being gathered
  const flush = () => {
    if (hue < 0) return;
    const width = Math.max(1, to - from);
    lists.bars[hue].push(from, y, width);
    if (lateBlock) lists.late.push(from, y, width);
    hue = -1;
  };
  for (let at = firstBar(m, row, v.t0); at < end; at++) {
    const n = list[at];
    if (p.setup[n] >= v.t1) break;
    const x = Math.max(GUTTER - 2, v.x(p.setup[n])), right = Math.min(v.width + 2, v.x(p.end[n]));
    const late = isLate(m, n);
    if (right - x < SMALLEST) {
      if (hue >= 0 && x - to < 1) { to = Math.max(to, right); lateBlock ||= late; }
      else { flush(); from = x; to = right; hue = s.hues[n]; lateBlock = late; }
      continue;
    }
    flush();
    gatherBar(m, v, s, lists, n, x, right, y, height, late);
  }
  flush();
}

function gatherBar(m, v, s, lists, n, x, right, y, height, late) {
  const { p } = m, gap = right - x > 4 ? 1 : 0, width = right - x - gap;
  let from = Math.max(x, GUTTER); // where the label begins: after the set-up
  const mates = p.batch[n] >= 0 ? matesOf(m, n) : null;
  lists.bars[s.hues[n]].push(x, y, width);
  if (p.start[n] > p.setup[n]) {
    const begin = Math.max(x, v.x(p.start[n]));
    if (begin - x > 1) lists.setups.push(x, y, begin - x);
    from = begin;
  }
  if (late) lists.late.push(x, y, width);
  if (mates && width > 8) lists.batches.push(x, y, width, mates.length);
  if (p.frozen[n]) lists.frozen.push(x, y, width);
  if (height >= 12 && right - from > 26) {
    const text = labelOf(m, n, mates, Math.floor((right - from - 8) / s.letter));
    if (text) lists.labels.push(from + 4, y, text);
  }
}

export function isLate(m, n) {
  if (m.p.batch[n] >= 0) return matesOf(m, n).some((mate) => m.p.order[mate] >= 0 && m.late[m.p.order[mate]] > 0);
  return m.p.order[n] >= 0 && m.late[m.p.order[n]] > 0;
}

function labelOf(m, n, mates, room) {
  const name = mates && mates.length > 1 ? `${mates.length} × ${m.p.families[m.p.family[n]] ?? ""}` : orderName(m, n);
  const full = `${name} · ${stepName(m, n)}`;
  if (full.length <= room) return full;
  if (name.length <= room) return room - name.length > 7 ? `${full.slice(0, room - 1)}…` : name;
  if (room < 4) return "";
  return mates && mates.length > 1 ? `${name.slice(0, room - 1)}…` : `…${name.slice(1 - room)}`; // of an identifier the end tells most
}

function fillAll(ctx, fill, list, height) {
  if (!list.length) return;
  ctx.fillStyle = fill;
  for (let n = 0; n < list.length; n += 3) ctx.fillRect(list[n], list[n + 1], list[n + 2], height);
}

function drawBatches(ctx, look, list, height) {
  if (!list.length) return;
  ctx.strokeStyle = look.soft;
  ctx.lineWidth = 1;
  ctx.beginPath();
  for (let n = 0; n < list.length; n += 4) {
    const [x, y, width, count] = [list[n] + 0.5, list[n + 1] + 0.5, list[n + 2] - 1, list[n + 3]];
    ctx.rect(x, y, width, height - 1);
    // A tick for each portion in the batch along its right edge.
    for (let tick = 1; tick < Math.min(count, 8) && height > 8 && width > 14; tick++) {
      const at = y + (tick * (height - 1)) / Math.min(count, 8);
      ctx.moveTo(x + width - 7, at);
      ctx.lineTo(x + width, at);
    }
  }
  ctx.stroke();
}

function drawFrozen(ctx, look, list, height) {
  ctx.strokeStyle = look.ink;
  ctx.setLineDash([3, 2]);
  for (let n = 0; n < list.length; n += 3) ctx.strokeRect(list[n] + 0.5, list[n + 1] + 0.5, list[n + 2] - 1, height - 1);
  ctx.setLineDash([]);
}

function drawLabels(ctx, look, list, height) {
  ctx.fillStyle = look.onFill;
  ctx.font = LABEL;
  for (let n = 0; n < list.length; n += 3) ctx.fillText(list[n + 2], list[n], list[n + 1] + height / 2 + 4);
}

function box(m, v, n) {
  const pad = v.lay.rowHeight > 14 ? 2 : 1;
  const x = v.x(m.p.setup[n]);
  return [x, v.rowTop(m.p.row[n]) + pad, Math.max(3, v.x(m.p.end[n]) - x), v.lay.rowHeight - 2 * pad];
}

function outline(ctx, m, v, look, n, width, ink) {
  if (n < 0) return;
  const [x, y, w, h] = box(m, v, n);
  ctx.strokeStyle = ink;
  ctx.lineWidth = width;
  ctx.strokeRect(x - 0.5, y - 0.5, w + 1, h + 1);
}

function drawChosen(ctx, m, v, s, look) {
  const fills = fillsOf(look, s.colour), mine = new Set(portionsOf(m, s.order)), pairs = linksOf(m, s.order);
  for (const pair of pairs) pair.forEach((n) => mine.add(n));
  drawLinks(ctx, m, v, look, pairs);
  for (const n of mine) {
    const [x, y, w, h] = box(m, v, n);
    if (x > v.width || x + w < GUTTER) continue;
    ctx.fillStyle = fills[s.hues[n]];
    ctx.fillRect(x, y, w, h);
    if (m.p.start[n] > m.p.setup[n]) { ctx.fillStyle = s.hatch; ctx.fillRect(x, y, v.x(m.p.start[n]) - x, h); }
    if (isLate(m, n)) { ctx.fillStyle = look["bar-late"]; ctx.fillRect(x, y + h - 3, w, 3); }
    outline(ctx, m, v, look, n, n === s.portion ? 3 : 1.5, look.accent);
    const from = Math.max(v.x(m.p.start[n]), GUTTER), room = x + w - from;
    const text = room > 30 && h >= 12 ? labelOf(m, n, null, Math.floor((room - 8) / s.letter)) : "";
    if (text) drawLabels(ctx, look, [from + 4, y, text], h);
  }
  drawTarget(ctx, v, m.target[s.order], look, m.late[s.order] > 0);
}

function drawLinks(ctx, m, v, look, pairs) {
  ctx.strokeStyle = look.accent;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  for (const [before, after] of pairs) {
    const [x1, y1, w1, h1] = box(m, v, before), [x2, y2, , h2] = box(m, v, after);
    const from = x1 + w1, middle = Math.max(14, Math.abs(x2 - from) / 2);
    ctx.moveTo(from, y1 + h1 / 2);
    ctx.bezierCurveTo(from + middle, y1 + h1 / 2, x2 - middle, y2 + h2 / 2, x2, y2 + h2 / 2);
    ctx.moveTo(x2 - 5, y2 + h2 / 2 - 3);
    ctx.lineTo(x2, y2 + h2 / 2);
    ctx.lineTo(x2 - 5, y2 + h2 / 2 + 3);
  }
  ctx.stroke();
}

function drawTarget(ctx, v, moment, look, late) {
  const x = Math.round(v.x(moment)) + 0.5;
  ctx.strokeStyle = late ? look.late : look.accent;
  ctx.lineWidth = 1.5;
  ctx.setLineDash([6, 4]);
  ctx.beginPath();
  ctx.moveTo(x, AXIS);
  ctx.lineTo(x, v.height);
  ctx.stroke();
  ctx.setLineDash([]);
}

function drawNow(ctx, v, now, look) {
  const x = Math.round(v.x(now)) + 0.5;
  ctx.strokeStyle = look.accent;
  ctx.lineWidth = 2;
  ctx.beginPath();
  ctx.moveTo(x, AXIS);
  ctx.lineTo(x, v.height);
  ctx.stroke();
}
