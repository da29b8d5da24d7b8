// The whole plan at a glance, with the view as a frame that can be dragged.
import { busyShare } from "./heat.js";
import { GUTTER } from "./view.js";

export function minimapPicture(m, heat, look, width, height) {
  const picture = document.createElement("canvas");
  picture.width = width;
  picture.height = height;
  const ctx = picture.getContext("2d");
  ctx.fillStyle = look.surface;
  ctx.fillRect(0, 0, width, height);
  const row = height / m.rowCount, all = m.last - m.first;
  for (let r = 0; r < m.rowCount; r++) {
    for (let day = 0; day < heat.days; day++) {
      const part = busyShare(m, heat, r, day);
      if (!part) continue;
      const x = ((m.time.days[day] - m.first) / all) * width, w = ((m.time.days[day + 1] - m.time.days[day]) / all) * width;
      ctx.fillStyle = heat.late[r * heat.days + day] ? look["bar-late"] : look.heat[Math.min(9, 2 + Math.floor(part * 7.99))];
      ctx.fillRect(x, r * row, Math.max(1, w), Math.max(1, row));
    }
  }
  return picture;
}

export function minimapFrame(m, v, width, height) {
  const all = m.last - m.first, inner = width - GUTTER;
  return {
    x: GUTTER + ((v.t0 - m.first) / all) * inner, w: Math.max(6, ((v.t1 - v.t0) / all) * inner),
    y: (v.y / v.lay.height) * height, h: Math.max(5, Math.min(1, v.plotHeight / v.lay.height) * height),
  };
}

export function drawMinimap(ctx, m, v, look, picture, now, width, height) {
  ctx.fillStyle = look.surface;
  ctx.fillRect(0, 0, width, height);
  ctx.drawImage(picture, GUTTER, 0, width - GUTTER, height);
  const { x, y, w, h } = minimapFrame(m, v, width, height);
  ctx.fillStyle = look.paper;
  ctx.globalAlpha = 0.55;
  ctx.fillRect(GUTTER, 0, x - GUTTER, height);
  ctx.fillRect(x + w, 0, width - x - w, height);
  ctx.globalAlpha = 1;
  ctx.fillStyle = look.accent;
  ctx.fillRect(GUTTER + ((now - m.first) / (m.last - m.first)) * (width - GUTTER), 0, 1.5, height);
  ctx.strokeStyle = look.accent;
  ctx.lineWidth = 2;
  ctx.strokeRect(x + 1, Math.min(y, height - h) + 1, w - 2, h - 2);
  ctx.fillStyle = look.line;
  ctx.fillRect(GUTTER - 1, 0, 1, height);
}

// A pointer on the minimap puts the middle of the view there.
export function moveTo(m, v, px, py, width, height) {
  const moment = m.first + ((px - GUTTER) / (width - GUTTER)) * (m.last - m.first);
  v.t0 = moment - v.plotWidth / v.scale / 2;
  v.y = (py / height) * v.lay.height - v.plotHeight / 2;
  v.clamp();
}
