// The whole plan at a glance, with the view as a frame that can be dragged.
import { heatOf } from "./heat.js";

export function minimapPicture(m, v, look) {
  const picture = document.createElement("canvas"), ctx = picture.getContext("2d", { alpha: false });
  picture.width = 1200;
  picture.height = 60;
  ctx.fillStyle = look.paper;
  ctx.fillRect(0, 0, 1200, 60);
  const { days, busy, late, open } = heatOf(m), all = m.last - m.first;
  const cells = look.heat.map(() => []), marks = [];
  for (const line of v.lines) {
    const y = (line.y / v.full) * 60, height = Math.max(1, (line.height / v.full) * 60);
    for (const row of line.rows) {
      const hours = open[m.calendarOf(row)], base = row * days;
      for (let day = 0; day < days; day++) {
        if (!busy[base + day] || !hours[day]) continue;
        const x = ((m.days[day] - m.first) / all) * 1200, width = Math.max(1, ((m.days[day + 1] - m.days[day]) / all) * 1200);
        (late[base + day] ? marks : cells[Math.min(9, 2 + Math.floor((busy[base + day] / hours[day]) * 7.99))]).push(x, y, width, height);
      }
    }
  }
  [...cells, marks].forEach((list, level) => {
    ctx.fillStyle = look.heat[level] ?? look.late;
    for (let n = 0; n < list.length; n += 4) ctx.fillRect(list[n], list[n + 1], list[n + 2], list[n + 3]);
  });
  return picture;
}

export function drawMinimap(ctx, m, v, look, picture, width, height) {
  const inner = width - v.gutter, all = m.last - m.first;
  ctx.fillStyle = look.paper;
  ctx.fillRect(0, 0, width, height);
  ctx.drawImage(picture, v.gutter, 0, inner, height);
  const x = v.gutter + ((v.t0 - m.first) / all) * inner, w = Math.max(6, ((v.t1 - v.t0) / all) * inner);
  const h = Math.max(5, Math.min(1, v.plotHeight / v.full) * height), y = Math.min((v.y / v.full) * height, height - h);
  ctx.fillStyle = look.paper;
  ctx.globalAlpha = 0.55;
  ctx.fillRect(v.gutter, 0, x - v.gutter, height);
  ctx.fillRect(x + w, 0, width - x - w, height);
  ctx.globalAlpha = 1;
  ctx.fillStyle = look.act;
  ctx.fillRect(v.gutter + ((m.content.time.now - m.first) / all) * inner, 0, 1.5, height);
  ctx.strokeStyle = look.act;
  ctx.lineWidth = 2;
  ctx.strokeRect(x + 1, y + 1, Math.max(2, w - 2), h - 2);
  ctx.fillStyle = look.line;
  ctx.fillRect(v.gutter - 1, 0, 1, height);
}

// A pointer on the minimap puts the middle of the view there.
export function moveTo(m, v, x, y, width, height) {
  v.t0 = m.first + ((x - v.gutter) / (width - v.gutter)) * (m.last - m.first) - v.plotWidth / v.scale / 2;
  v.y = (y / height) * v.full - v.plotHeight / 2;
  v.clamp();
}
