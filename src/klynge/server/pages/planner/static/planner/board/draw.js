// Draws the board's ground and bars from the model and the view; what moves with the pointer is drawn over it.
import { drawAxis, drawGrid } from "./axis.js";
import { drawGutter } from "./gutter.js";
import { drawHeat } from "./heat.js";
import { hatch } from "./look.js";
import { FINISHED, FROZEN, LOCKED, REPORTED, STARTED, upper } from "./model.js";
import { AXIS } from "./view.js";

const SMALLEST = 2; // narrower bars are drawn together
const LABEL = 60; // below this width a bar has no text

export function drawBoard(ctx, m, v, s, look, words) {
  const lines = v.visible();
  ctx.fillStyle = look.paper;
  ctx.fillRect(0, 0, v.width, v.height);
  ctx.save();
  ctx.beginPath();
  ctx.rect(v.gutter, AXIS, v.plotWidth, v.plotHeight);
  ctx.clip();
  if (!v.heat) closed(ctx, m, v, look, lines);
  drawGrid(ctx, m, v, look);
  if (!v.heat) stops(ctx, m, v, look);
  drawHeat(ctx, m, v, look, v.heat ? lines : lines.filter((line) => line.kind !== "row"));
  if (!v.heat) bars(ctx, m, v, s, look, lines.filter((line) => line.kind === "row"));
  ctx.restore();
  drawGutter(ctx, m, v, s, look, lines);
  drawAxis(ctx, m, v, look, words);
}

function closed(ctx, m, v, look, lines) {
  ctx.fillStyle = look.sunk;
  for (let at = 0; at < lines.length; at++) {
    if (lines[at].kind !== "row") continue;
    const number = m.calendarOf(lines[at].row), top = lines[at];
    while (at + 1 < lines.length && lines[at + 1].kind === "row" && m.calendarOf(lines[at + 1].row) === number) at++;
    const y = v.top(top), height = v.top(lines[at]) + lines[at].height - y, { starts, ends } = m.calendars[number];
    let shut = v.t0;
    for (let n = Math.max(0, upper(starts, v.t0) - 1); n <= starts.length && shut < v.t1; n++) {
      const opens = n < starts.length ? starts[n] : v.t1, width = (Math.min(opens, v.t1) - shut) * v.scale;
      if (width >= 1.5) ctx.fillRect(v.x(shut), y, width, height);
      shut = n < starts.length ? Math.max(shut, ends[n]) : v.t1;
    }
  }
}

// A unit that stands still is barred for as long.
function stops(ctx, m, v, look) {
  look.hatch ??= hatch(ctx, look.ink);
  for (const [row, from, to] of m.content.stops) {
    const line = v.lines[v.rowLine[row]];
    if (!line || to < v.t0 || from > v.t1) continue;
    const x = v.x(from), width = (to - from) * v.scale;
    ctx.globalAlpha = 0.28;
    ctx.fillStyle = look.late;
    ctx.fillRect(x, v.top(line), width, line.height);
    ctx.globalAlpha = 1;
    ctx.fillStyle = look.hatch;
    ctx.fillRect(x, v.top(line), width, line.height);
  }
}

function bars(ctx, m, v, s, look, lines) {
  const pad = v.rowHeight > 14 ? 2 : v.rowHeight > 6 ? 1 : 0, height = v.rowHeight - 2 * pad;
  const lists = { bars: look.fills.map(() => []), setups: [], late: [], batches: [], frozen: [], locked: [], begun: [], labels: look.inks.map(() => []) };
  for (const line of lines) gather(m, v, s, lists, line.row, v.top(line) + pad, height);
  lists.bars.forEach((list, n) => fill(ctx, look.fills[n], list, height));
  look.hatch ??= hatch(ctx, look.ink);
  fill(ctx, look.hatch, lists.setups, height);
  batches(ctx, look, lists.batches, height);
  frame(ctx, look.ink, lists.frozen, height);
  begun(ctx, look, lists.begun, height);
  const thick = height > 9 ? 3 : 2;
  ctx.fillStyle = look.late;
  for (let n = 0; n < lists.late.length; n += 3) ctx.fillRect(lists.late[n], lists.late[n + 1] + height - thick, lists.late[n + 2], thick);
  for (let n = 0; n < lists.locked.length; n += 2) padlock(ctx, look, lists.locked[n], lists.locked[n + 1], height);
  ctx.font = `11.5px ${look.font}`;
  lists.labels.forEach((list, fillNumber) => {
    ctx.fillStyle = look.inks[fillNumber];
    for (let n = 0; n < list.length; n += 3) ctx.fillText(list[n + 2], list[n], list[n + 1] + height / 2 + 4);
  });
}

function gather(m, v, s, lists, row, y, height) {
  const { list, from } = m.bars, end = from[row + 1];
  let left = 0, to = 0, hue = -1, late = false; // the block of narrow bars that is being gathered
  const flush = () => {
    if (hue < 0) return;
    lists.bars[hue].push(left, y, Math.max(1, to - left));
    if (late) lists.late.push(left, y, Math.max(1, to - left));
    hue = -1;
  };
  for (let at = m.firstBar(row, v.t0); at < end; at++) {
    const n = list[at];
    if (m.setup[n] >= v.t1) break;
    const x = Math.max(v.gutter - 2, v.x(m.setup[n])), right = Math.min(v.width + 2, v.x(m.end[n]));
    if (right - x < SMALLEST) {
      if (hue >= 0 && x - to < 1) { to = Math.max(to, right); late ||= m.isLate(n); }
      else { flush(); left = x; to = right; hue = s.fills[n]; late = m.isLate(n); }
      continue;
    }
    flush();
    one(m, v, s, lists, n, { x, right, y, height });
  }
  flush();
}

function one(m, v, s, lists, n, { x, right, y, height }) {
  const width = right - x - (right - x > 4 ? 1 : 0), flags = m.flags[n], mates = m.group[n] >= 0 ? m.matesOf(n) : null;
  let from = Math.max(x, v.gutter); // where the label begins: after the set-up
  lists.bars[s.fills[n]].push(x, y, width);
  if (m.start[n] > m.setup[n]) {
    const begin = Math.max(x, v.x(m.start[n]));
    if (begin - x > 1) lists.setups.push(x, y, begin - x);
    from = Math.max(from, begin);
  }
  if (m.isLate(n)) lists.late.push(x, y, width);
  if (mates && width > 8) lists.batches.push(x, y, width, mates.length);
  if (flags & FROZEN) lists.frozen.push(x, y, width);
  if (flags & (REPORTED | STARTED | FINISHED)) lists.begun.push(x, y, flags & FINISHED ? width : Math.min(4, width));
  if (flags & LOCKED && width > 14 && height >= 11) { lists.locked.push(from + 4, y); from += 14; }
  if (height < 12 || right - from < LABEL) return;
  const text = label(m, n, mates, Math.floor((right - from - 8) / s.letter));
  if (text) lists.labels[s.fills[n]].push(from + 4, y, text);
}

// What fits of an order's name and its step; of a name that is too long the end tells most.
function label(m, n, mates, room) {
  const several = mates && mates.length > 1, name = several ? `${mates.length} × ${m.familyOf(n)}` : m.nameOf(n), full = `${name} · ${m.stepOf(n)}`;
  if (full.length <= room) return full;
  if (name.length <= room) return room - name.length > 7 ? `${full.slice(0, room - 1)}…` : name;
  if (room < 4) return "";
  if (several) return `${name.slice(0, room - 1)}…`;
  const at = name.search(/[\p{L}\p{N}]+$/u), last = at > 0 && name.length - at < room ? name.slice(at) : ""; // the number that tells orders apart
  return `…${last || name.slice(1 - room)}`;
}

function fill(ctx, colour, list, height) {
  if (!list.length) return;
  ctx.fillStyle = colour;
  for (let n = 0; n < list.length; n += 3) ctx.fillRect(list[n], list[n + 1], list[n + 2], height);
}

function frame(ctx, colour, list, height) {
  if (!list.length) return;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1;
  ctx.setLineDash([3, 2]);
  for (let n = 0; n < list.length; n += 3) ctx.strokeRect(list[n] + 0.5, list[n + 1] + 0.5, list[n + 2] - 1, height - 1);
  ctx.setLineDash([]);
}

// Work under way has a dark left edge, work that is done a line along its top.
function begun(ctx, look, list, height) {
  ctx.fillStyle = look.ink;
  for (let n = 0; n < list.length; n += 3) {
    if (list[n + 2] <= 4) ctx.fillRect(list[n], list[n + 1], Math.min(3, list[n + 2]), height);
    else ctx.fillRect(list[n], list[n + 1], list[n + 2], 2);
  }
}

// A tick for each portion of a batch along its right edge.
function batches(ctx, look, list, height) {
  if (!list.length) return;
  ctx.strokeStyle = look.soft;
  ctx.lineWidth = 1;
  ctx.beginPath();
  for (let n = 0; n < list.length; n += 4) {
    const x = list[n] + 0.5, y = list[n + 1] + 0.5, width = list[n + 2] - 1, count = Math.min(list[n + 3], 8);
    ctx.rect(x, y, width, height - 1);
    for (let tick = 1; tick < count && height > 8 && width > 14; tick++) {
      ctx.moveTo(x + width - 7, y + (tick * (height - 1)) / count);
      ctx.lineTo(x + width, y + (tick * (height - 1)) / count);
    }
  }
  ctx.stroke();
}

function padlock(ctx, look, x, y, height) {
  const middle = y + height / 2;
  ctx.fillStyle = ctx.strokeStyle = look.ink;
  ctx.lineWidth = 1.4;
  ctx.fillRect(x, middle - 0.5, 8, 5.5);
  ctx.beginPath();
  ctx.arc(x + 4, middle - 1, 2.4, Math.PI, 0);
  ctx.stroke();
}
