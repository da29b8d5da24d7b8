// The names at the left: sites as bands across the board, work centres and their units beside the rows.
import { AXIS, BAND } from "./view.js";

export function drawGutter(ctx, m, v, s, look, lines) {
  ctx.fillStyle = look.paper;
  ctx.fillRect(0, AXIS, v.gutter, v.plotHeight);
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, AXIS, v.width, v.plotHeight);
  ctx.clip();
  rules(ctx, v, look, lines);
  for (const line of lines) {
    if (line.kind === "row") unit(ctx, m, v, s, look, line, lines);
    if (line.kind === "centre") shut(ctx, m, v, s, look, line);
  }
  ctx.fillStyle = look.line;
  ctx.fillRect(v.gutter - 1, AXIS, 1, v.plotHeight);
  for (const line of lines) if (line.kind === "site") band(ctx, m, v, look, line, v.top(line));
  top(ctx, m, v, look);
  ctx.restore();
}

// The band of the topmost row stays in sight until the next one pushes it out.
function top(ctx, m, v, look) {
  const bands = v.lines.filter((line) => line.kind === "site"), at = bands.findLastIndex((line) => line.y <= v.y);
  if (at < 0) return;
  const next = bands[at + 1];
  band(ctx, m, v, look, bands[at], next ? Math.min(AXIS, v.top(next) - BAND) : AXIS);
}

function rules(ctx, v, look, lines) {
  if (v.rowHeight < 7) return;
  ctx.fillStyle = look.line;
  lines.forEach((line, n) => {
    const begins = n === 0 || lines[n - 1].centre !== line.centre;
    ctx.globalAlpha = begins ? 1 : 0.35;
    ctx.fillRect(begins ? 0 : v.gutter, Math.round(v.top(line)) - 1, v.width, 1);
  });
  ctx.globalAlpha = 1;
}

function unit(ctx, m, v, s, look, line, lines) {
  const y = v.top(line), centre = m.centres[line.centre], first = m.rowUnit[line.row] === 0;
  if (line.centre === s.centre) {
    ctx.fillStyle = look.act;
    ctx.fillRect(0, y, 4, line.height);
  }
  const several = centre.units > 1, named = first || lines.find((each) => each.kind === "row" && v.top(each) + each.height > AXIS + BAND) === line;
  if (line.height >= 12 && several) {
    ctx.font = `12px ${look.font}`;
    ctx.fillStyle = look.soft;
    ctx.textAlign = "right";
    ctx.fillText(String(m.rowUnit[line.row] + 1), v.gutter - 10, y + line.height / 2 + 4);
    ctx.textAlign = "left";
  }
  if (named) label(ctx, v, look, centre, y + Math.min(line.height, 24) / 2, several ? false : null, line.height < 11 ? centre.units * line.height : line.height);
}

function shut(ctx, m, v, s, look, line) {
  if (line.centre === s.centre) {
    ctx.fillStyle = look.act;
    ctx.fillRect(0, v.top(line), 4, line.height);
  }
  const centre = m.centres[line.centre];
  label(ctx, v, look, centre, v.top(line) + line.height / 2, true, line.height);
  ctx.fillStyle = look.soft;
  ctx.textAlign = "right";
  ctx.fillText(`× ${centre.units}`, v.gutter - 10, v.top(line) + line.height / 2 + 4);
  ctx.textAlign = "left";
}

function label(ctx, v, look, centre, middle, folded, room) {
  if (room < 9) return;
  if (folded !== null) arrow(ctx, look, 12, middle, folded);
  ctx.font = `${room >= 16 ? 13 : 11}px ${look.font}`;
  ctx.fillStyle = look.ink;
  centre.short ??= new Map();
  if (!centre.short.has(v.gutter)) centre.short.set(v.gutter, shortened(ctx, centre.name, v.gutter - 56));
  ctx.fillText(centre.short.get(v.gutter), 22, middle + 4);
}

function band(ctx, m, v, look, line, y) {
  if (y + BAND < AXIS || y > v.height) return;
  const { id, name } = m.sites[line.site], folded = v.folded.has(`s:${id}`);
  ctx.fillStyle = look.sunk;
  ctx.fillRect(0, y, v.width, BAND);
  ctx.fillStyle = look.line;
  ctx.fillRect(0, y + BAND - 1, v.width, 1);
  ctx.fillRect(0, y, v.width, 1);
  arrow(ctx, look, 12, y + BAND / 2, folded);
  ctx.fillStyle = look.ink;
  ctx.font = `600 12.5px ${look.font}`;
  ctx.fillText(name, 22, y + 16);
}

function arrow(ctx, look, x, y, folded) {
  ctx.fillStyle = look.soft;
  ctx.beginPath();
  if (folded) { ctx.moveTo(x - 2, y - 4); ctx.lineTo(x + 3, y); ctx.lineTo(x - 2, y + 4); }
  else { ctx.moveTo(x - 4, y - 2); ctx.lineTo(x, y + 3); ctx.lineTo(x + 4, y - 2); }
  ctx.fill();
}

export function shortened(ctx, text, width) {
  if (ctx.measureText(text).width <= width) return text;
  let end = text.length;
  while (end > 1 && ctx.measureText(`${text.slice(0, end)}…`).width > width) end--;
  return `${text.slice(0, end)}…`;
}
