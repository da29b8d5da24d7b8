// The names at the left: members and sites as bands across the board, work centres and their units beside the rows.
import { t } from "./text.js";
import { AXIS, BAND, GUTTER } from "./view.js";

export function drawGutter(ctx, m, v, s, look, rows) {
  ctx.fillStyle = look.surface;
  ctx.fillRect(0, AXIS, GUTTER, v.plotHeight);
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, AXIS, v.width, v.plotHeight);
  ctx.clip();
  drawRowLines(ctx, m, v, look, rows);
  for (const group of v.lay.groups) drawCentre(ctx, m, v, s, look, group);
  ctx.fillStyle = look.line;
  ctx.fillRect(GUTTER - 1, AXIS, 1, v.plotHeight);
  for (const band of v.lay.bands) drawBand(ctx, m, v, look, band, AXIS + band.y - v.y);
  drawTopBand(ctx, m, v, look);
  ctx.restore();
}

// The band of the topmost row stays in sight until the next band pushes it out.
function drawTopBand(ctx, m, v, look) {
  const at = v.lay.bands.findLastIndex((band) => band.y <= v.y);
  if (at < 0) return;
  const next = v.lay.bands[at + 1];
  drawBand(ctx, m, v, look, v.lay.bands[at], next ? Math.min(AXIS, AXIS + next.y - v.y - BAND) : AXIS);
}

function drawRowLines(ctx, m, v, look, rows) {
  if (v.lay.rowHeight < 7) return;
  ctx.strokeStyle = look.line;
  ctx.lineWidth = 1;
  for (const [strong, alpha] of [[false, 0.35], [true, 1]]) {
    ctx.globalAlpha = alpha;
    ctx.beginPath();
    rows.forEach((row, n) => {
      const begins = n > 0 && m.net.rowCentre[row] !== m.net.rowCentre[rows[n - 1]];
      if (begins !== strong) return;
      const y = Math.round(v.rowTop(row)) - 0.5;
      ctx.moveTo(strong ? 0 : GUTTER, y);
      ctx.lineTo(v.width, y);
    });
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
}

function drawCentre(ctx, m, v, s, look, group) {
  const { rowHeight } = v.lay, y = AXIS + group.y - v.y, height = group.rows.length * rowHeight;
  if (y + height < AXIS || y > v.height) return;
  if (group.centre === s.centre) {
    ctx.fillStyle = look.accent;
    ctx.fillRect(0, y, 4, height);
  }
  const fits = height >= 11, units = rowHeight >= 12 && m.net.centres[group.centre][4] + group.rows.length > 2;
  ctx.font = `${rowHeight >= 16 ? 13 : 11}px Inter, 'Segoe UI', system-ui, sans-serif`;
  ctx.fillStyle = look.ink;
  const top = y + Math.min(rowHeight, height) / 2, middle = Math.min(Math.max(AXIS + BAND + rowHeight / 2, top), y + height - rowHeight / 2);
  const name = m.net.centres[group.centre][1];
  if (group.name !== name) Object.assign(group, { name, text: shortened(ctx, name, GUTTER - 20 - (units ? 24 : 0)) });
  if (fits) ctx.fillText(group.text, 12, middle + 4);
  if (!units) return;
  ctx.fillStyle = look.soft;
  ctx.textAlign = "right";
  group.rows.forEach((row, n) => ctx.fillText(String(m.net.rowUnit[row] + 1), GUTTER - 10, y + (n + 0.5) * rowHeight + 4));
  ctx.textAlign = "left";
}

function drawBand(ctx, m, v, look, band, y) {
  if (y + BAND < AXIS || y > v.height) return;
  const [, site, member] = m.net.sites[band.site], owner = m.net.members[member][1];
  ctx.fillStyle = look.sunk;
  ctx.fillRect(0, y, v.width, BAND);
  ctx.fillStyle = look.line;
  ctx.fillRect(0, y + BAND - 1, v.width, 1);
  ctx.fillRect(0, y, v.width, 1);
  ctx.fillStyle = look.ink;
  ctx.font = "600 12.5px Inter, 'Segoe UI', system-ui, sans-serif";
  ctx.fillText(owner, 12, y + 15);
  if (site === owner) return;
  const x = 12 + ctx.measureText(owner).width;
  ctx.font = "12px Inter, 'Segoe UI', system-ui, sans-serif";
  ctx.fillStyle = look.soft;
  ctx.fillText(`  ${t("site").toLowerCase()} ${site}`, x, y + 15);
}

export function shortened(ctx, text, width) {
  if (ctx.measureText(text).width <= width) return text;
  let end = text.length;
  while (end > 1 && ctx.measureText(`${text.slice(0, end)}…`).width > width) end--;
  return `${text.slice(0, end)}…`;
}
