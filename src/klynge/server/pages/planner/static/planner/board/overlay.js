// What lies over the bars and changes by itself: now, the chosen order, the selection, the focus, a ghost that is dragged.
import { AXIS } from "./view.js";

export function drawOverlay(ctx, m, v, s, look, words) {
  ctx.clearRect(0, 0, v.width, v.height);
  ctx.save();
  ctx.beginPath();
  ctx.rect(v.gutter, AXIS, v.plotWidth, v.plotHeight);
  ctx.clip();
  if (s.order >= 0 && !v.heat) chosen(ctx, m, v, s, look);
  if (s.order >= 0 && m.orders[s.order].target !== null) target(ctx, v, look, m.orders[s.order].target, m.orders[s.order].late > 0);
  for (const n of s.selected) outline(ctx, m, v, look.act, n, 2.5);
  if (s.hover >= 0) outline(ctx, m, v, look.ink, s.hover, 1);
  if (s.focus >= 0) outline(ctx, m, v, look.ink, s.focus, 2);
  upright(ctx, v, look.act, m.content.time.now, 2, []);
  if (m.content.frozen_until !== null) upright(ctx, v, look.soft, m.content.frozen_until, 1.5, [2, 3]);
  if (s.band) band(ctx, look, s.band);
  if (s.ghost) ghost(ctx, m, v, s, look, words);
  ctx.restore();
}

// The box of a bar: x, y, width, height; null when its row is not in sight.
export function boxOf(m, v, n, row = m.row[n]) {
  const line = v.lines[v.rowLine[row]];
  if (!line || v.heat) return null;
  const pad = v.rowHeight > 14 ? 2 : 1, x = v.x(m.setup[n]), y = v.top(line) + pad;
  return y > v.height || y + v.rowHeight < AXIS ? null : [x, y, Math.max(3, v.x(m.end[n]) - x), v.rowHeight - 2 * pad];
}

function outline(ctx, m, v, colour, n, width) {
  const box = boxOf(m, v, n);
  if (!box) return;
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.strokeRect(box[0] - 0.5, box[1] - 0.5, box[2] + 1, box[3] + 1);
}

// The bars of an order joined in the order of their work.
function chosen(ctx, m, v, s, look) {
  const mine = m.portionsOf(s.order);
  ctx.strokeStyle = look.act;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  for (const [before, after] of pairs(m, mine)) {
    const a = boxOf(m, v, m.leader[before]), b = boxOf(m, v, m.leader[after]);
    if (!a || !b) continue;
    const from = a[0] + a[2], y1 = a[1] + a[3] / 2, y2 = b[1] + b[3] / 2, bend = Math.max(14, Math.abs(b[0] - from) / 2);
    ctx.moveTo(from, y1);
    ctx.bezierCurveTo(from + bend, y1, b[0] - bend, y2, b[0], y2);
    ctx.moveTo(b[0] - 5, y2 - 3);
    ctx.lineTo(b[0], y2);
    ctx.lineTo(b[0] - 5, y2 + 3);
  }
  ctx.stroke();
  for (const n of mine) outline(ctx, m, v, look.act, m.leader[n], 1.5);
}

const pairs = (m, mine) => mine.slice(1).map((n, at) => [mine[at], n]).filter(([a, b]) => m.end[a] <= m.start[b]);

function target(ctx, v, look, moment, late) { upright(ctx, v, late ? look.late : look.act, moment, 1.5, [6, 4]); }

function upright(ctx, v, colour, moment, width, dash) {
  const x = Math.round(v.x(moment)) + 0.5;
  if (x < v.gutter || x > v.width) return;
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.setLineDash(dash);
  ctx.beginPath();
  ctx.moveTo(x, AXIS);
  ctx.lineTo(x, v.height);
  ctx.stroke();
  ctx.setLineDash([]);
}

function band(ctx, look, { x, y, right, bottom }) {
  ctx.strokeStyle = look.act;
  ctx.lineWidth = 1;
  ctx.setLineDash([4, 3]);
  ctx.strokeRect(Math.min(x, right) + 0.5, Math.min(y, bottom) + 0.5, Math.abs(right - x), Math.abs(bottom - y));
  ctx.setLineDash([]);
}

// Where a bar would go: its old place dimmed, the new one in the colour of the verdict with the moment it would begin.
function ghost(ctx, m, v, s, look, words) {
  const { bar, row, moment, verdict } = s.ghost, old = boxOf(m, v, bar), line = v.lines[v.rowLine[row]];
  ctx.globalAlpha = 0.6;
  ctx.fillStyle = look.paper;
  if (old) ctx.fillRect(...old);
  ctx.globalAlpha = 1;
  if (!line) return;
  const pad = v.rowHeight > 14 ? 2 : 1, x = v.x(moment), y = v.top(line) + pad, width = Math.max(6, (m.end[bar] - m.setup[bar]) * v.scale), height = v.rowHeight - 2 * pad;
  const colour = verdict === "fits" ? look.good : verdict === "refused" ? look.late : look.act;
  ctx.fillStyle = look.fills[s.fills[bar]];
  ctx.globalAlpha = 0.85;
  ctx.fillRect(x, y, width, height);
  ctx.globalAlpha = 1;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 2.5;
  ctx.strokeRect(x, y, width, height);
  const text = words.moment(moment);
  ctx.font = `600 12px ${look.font}`;
  const wide = ctx.measureText(text).width + 12, top = y > AXIS + 24 ? y - 22 : y + height + 4;
  ctx.fillStyle = colour;
  ctx.fillRect(x, top, wide, 19);
  ctx.fillStyle = look.inkOn(colour);
  ctx.fillText(text, x + 6, top + 14);
}
