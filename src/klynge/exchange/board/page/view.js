// Where things lie: time to x, rows to y, and the limits of both.
export const GUTTER = 208;
export const AXIS = 44;
export const BAND = 22;
const CLOSEST = 300 / 3600; // pixels a second

export function layout(m, rowHeight, only) {
  const rowY = new Float64Array(m.rowCount).fill(-1e9), shown = [], bands = [], groups = [];
  let y = 0, site = -1, centre = -1;
  for (let row = 0; row < m.rowCount; row++) {
    if (only && !only.has(row)) continue;
    shown.push(row);
    const number = m.net.rowCentre[row], at = m.net.centres[number][2];
    if (at !== site) {
      bands.push({ y, site: at });
      y += BAND;
      site = at;
    }
    if (number !== centre) groups.push({ centre: number, y, rows: [] });
    centre = number;
    groups[groups.length - 1].rows.push(row);
    rowY[row] = y;
    y += rowHeight;
  }
  return { rowY, shown, bands, groups, height: Math.max(y, 1), rowHeight };
}

export class View {
  constructor(m) {
    this.m = m;
    this.width = 1; this.height = 1;
    this.t0 = m.time.start; this.scale = 1 / 600; this.y = 0;
    this.only = null;
    this.rows(22);
  }
  // Shows some rows alone (a set of row numbers), or all of them again (null).
  narrow(only) { this.only = only; this.rows(this.lay.rowHeight); }
  rows(rowHeight) {
    const middle = this.lay ? (this.y + this.plotHeight / 2) / this.lay.height : 0;
    this.lay = layout(this.m, rowHeight, this.only);
    this.y = middle * this.lay.height - this.plotHeight / 2;
    this.clamp();
  }
  get plotWidth() { return Math.max(1, this.width - GUTTER); }
  get plotHeight() { return Math.max(1, this.height - AXIS); }
  get t1() { return this.t0 + this.plotWidth / this.scale; }
  get perDay() { return this.scale * 86400; }
  get heat() { return this.perDay < 13; }
  x(moment) { return GUTTER + (moment - this.t0) * this.scale; }
  moment(x) { return this.t0 + (x - GUTTER) / this.scale; }
  rowTop(row) { return AXIS + this.lay.rowY[row] - this.y; }
  resize(width, height) { this.width = width; this.height = height; this.clamp(); }
  clamp() {
    const { first, last } = this.m;
    const least = this.plotWidth / (last - first);
    this.scale = Math.min(CLOSEST, Math.max(least, this.scale));
    this.t0 = Math.max(first, Math.min(last - this.plotWidth / this.scale, this.t0));
    this.y = Math.max(0, Math.min(this.lay.height - this.plotHeight, this.y));
  }
  zoom(factor, x = GUTTER + this.plotWidth / 2) {
    const held = this.moment(x);
    this.scale *= factor;
    this.clamp();
    this.t0 = held - (x - GUTTER) / this.scale;
    this.clamp();
  }
  pan(dx, dy) { this.t0 -= dx / this.scale; this.y -= dy; this.clamp(); }
  fit() { this.scale = 0; this.clamp(); }
  go(moment) { this.t0 = moment - this.plotWidth * 0.1 / this.scale; this.clamp(); }
  // Brings a stretch of time on some rows into sight, moving and zooming out no more than needed.
  show(from, to, top, bottom) {
    const width = this.plotWidth / this.scale;
    if (to - from > width) this.scale = this.plotWidth / ((to - from) * 1.15);
    this.clamp();
    if (from < this.t0 || to > this.t1) this.t0 = (from + to) / 2 - this.plotWidth / this.scale / 2;
    const first = this.lay.rowY[top], last = this.lay.rowY[bottom] + this.lay.rowHeight;
    if (first - BAND < this.y || last > this.y + this.plotHeight) {
      this.y = last - first > this.plotHeight ? first - BAND * 2 : (first + last) / 2 - this.plotHeight / 2;
    }
    this.clamp();
  }
  visibleRows() {
    const { rowY, rowHeight, shown } = this.lay;
    let first = 0, last = shown.length;
    while (first < last && rowY[shown[first]] + rowHeight <= this.y) first++;
    while (last > first && rowY[shown[last - 1]] >= this.y + this.plotHeight) last--;
    return shown.slice(first, last);
  }
  rowAt(y) {
    const at = y - AXIS + this.y;
    return this.visibleRows().find((row) => at >= this.lay.rowY[row] && at < this.lay.rowY[row] + this.lay.rowHeight) ?? -1;
  }
}
