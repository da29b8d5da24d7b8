// Where things lie: time to x, rows to y, what is folded away, and the limits of all of it.
export const AXIS = 44;
export const BAND = 24;
export const ROW_HEIGHTS = [4, 7, 11, 16, 24, 32, 44];
const CLOSEST = 300 / 3600; // pixels a second
const HEAT_BELOW = 13; // pixels a day: bars are then too small to tell

export class View {
  constructor(model) {
    this.width = 1; this.height = 1; this.gutter = 208;
    this.folded = new Set(); // "s:" and a site's id, "c:" and a work centre's
    this.rowHeight = 24; this.y = 0;
    this.take(model);
    this.scale = 1 / 600; this.t0 = this.first;
  }
  // Looks at another plan, or the same with other bars, from where one stood.
  take(model) {
    this.model = model; this.first = model.first; this.last = model.last;
    this.arrange();
  }
  // Lays out lines from the top: a band for each site, a line for each unit, one for a work centre folded together.
  arrange() {
    const { model, rowHeight } = this, lines = [];
    this.rowLine = new Int32Array(model.rowCount).fill(-1);
    let y = 0, site = -1, shut = false, sum = -1;
    for (const row of model.rowOrder) {
      const centre = model.rowCentre[row], at = model.centres[centre].site;
      if (at !== site) {
        site = at;
        shut = this.folded.has(`s:${model.sites[site].id}`);
        lines.push({ kind: "site", site, y, height: BAND, rows: [] });
        y += BAND;
      }
      if (shut) { lines.at(-1).rows.push(row); continue; }
      if (this.folded.has(`c:${model.centres[centre].id}`)) {
        if (sum !== centre) { sum = centre; lines.push({ kind: "centre", centre, y, height: Math.max(rowHeight, 12), rows: [] }); y += lines.at(-1).height; }
        lines.at(-1).rows.push(row);
        continue;
      }
      this.rowLine[row] = lines.length;
      lines.push({ kind: "row", row, centre, y, height: rowHeight, rows: [row] });
      y += rowHeight;
    }
    this.lines = lines;
    this.full = Math.max(y, 1);
    this.clamp();
  }
  fold(name) {
    if (!this.folded.delete(name)) this.folded.add(name);
    this.arrange();
  }
  rows(height) {
    const middle = (this.y + this.plotHeight / 2) / this.full;
    this.rowHeight = height;
    this.arrange();
    this.y = middle * this.full - this.plotHeight / 2;
    this.clamp();
  }
  taller(by) {
    const at = ROW_HEIGHTS.findIndex((height) => height >= this.rowHeight);
    this.rows(ROW_HEIGHTS[Math.max(0, Math.min(ROW_HEIGHTS.length - 1, (at < 0 ? 4 : at) + by))]);
  }
  get plotWidth() { return Math.max(1, this.width - this.gutter); }
  get plotHeight() { return Math.max(1, this.height - AXIS); }
  get t1() { return this.t0 + this.plotWidth / this.scale; }
  get perDay() { return this.scale * 86400; }
  get heat() { return this.perDay < HEAT_BELOW; }
  x(moment) { return this.gutter + (moment - this.t0) * this.scale; }
  moment(x) { return this.t0 + (x - this.gutter) / this.scale; }
  top(line) { return AXIS + line.y - this.y; }
  resize(width, height) { this.width = width; this.height = height; this.gutter = width < 700 ? 120 : 208; this.clamp(); }
  clamp() {
    this.scale = Math.min(CLOSEST, Math.max(this.plotWidth / (this.last - this.first), this.scale || 0));
    this.t0 = Math.max(this.first, Math.min(this.last - this.plotWidth / this.scale, this.t0));
    this.y = Math.max(0, Math.min(this.full - this.plotHeight, this.y));
  }
  zoom(factor, x = this.gutter + this.plotWidth / 2) {
    const held = this.moment(x);
    this.scale *= factor;
    this.clamp();
    this.t0 = held - (x - this.gutter) / this.scale;
    this.clamp();
  }
  pan(dx, dy) { this.t0 -= dx / this.scale; this.y -= dy; this.clamp(); }
  span(from, to) { this.scale = this.plotWidth / (to - from); this.clamp(); this.t0 = from; this.clamp(); }
  go(moment) { this.t0 = moment - (this.plotWidth * 0.1) / this.scale; this.clamp(); }
  // Brings a stretch of time on some rows into sight, moving and zooming out no more than needed.
  show(from, to, top, bottom) {
    if (to - from > this.plotWidth / this.scale) this.scale = this.plotWidth / ((to - from) * 1.15);
    if (this.heat && to - from < 50 * 86400) this.scale = Math.min(this.plotWidth / ((to - from) * 1.3), 30 / 86400);
    this.clamp();
    if (from < this.t0 || to > this.t1) this.t0 = (from + to) / 2 - this.plotWidth / this.scale / 2;
    this.unfold([top, bottom]);
    const high = this.lines[this.rowLine[top]].y, low = this.lines[this.rowLine[bottom]].y + this.rowHeight;
    if (high - BAND < this.y || low > this.y + this.plotHeight) {
      this.y = low - high > this.plotHeight ? high - BAND * 2 : (high + low) / 2 - this.plotHeight / 2;
    }
    this.clamp();
  }
  unfold(rows) {
    for (const row of rows) {
      if (this.rowLine[row] >= 0) continue;
      const centre = this.model.centres[this.model.rowCentre[row]];
      this.folded.delete(`c:${centre.id}`);
      this.folded.delete(`s:${this.model.sites[centre.site].id}`);
      this.arrange();
    }
  }
  visible() {
    const { lines, y } = this;
    let low = 0, high = lines.length;
    while (low < high) { const middle = (low + high) >> 1; if (lines[middle].y + lines[middle].height > y) high = middle; else low = middle + 1; }
    let end = low;
    while (end < lines.length && lines[end].y < y + this.plotHeight) end++;
    return lines.slice(low, end);
  }
  lineAt(y) {
    const at = y - AXIS + this.y;
    return y < AXIS ? null : this.visible().find((line) => at >= line.y && at < line.y + line.height) ?? null;
  }
}
