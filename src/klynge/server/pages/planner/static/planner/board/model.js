// The plan as typed arrays: the bars of each row in order of time, the orders, the rows, and what a bar is.
export const OWN = 1, LATE = 2, REPORTED = 4, STARTED = 8, FINISHED = 16, LOCKED = 32, FROZEN = 64, PROMISED = 128, LOT = 256;
const COLUMNS = ["source", "row", "setup", "start", "end", "quantity", "label", "job", "operation", "operation_name", "family", "batch", "flags"];
const LANES = 12;
const TEXTS = ["label", "job", "operation", "operation_name", "family"];

export class Model {
  // `content`: the trustee's board with the days and weeks of its axis and its load (see `content.py`).
  constructor(sent) {
    const content = laned(sent);
    this.content = content;
    this.sequence = content.sequence;
    for (const name of COLUMNS) this[name] = new Int32Array(content.bars[name]);
    this.count = this.row.length;
    this.sources = content.sources;
    this.orders = content.sources.map((source) => factsOf(source, content.orders[source]));
    this.hues = content.sources.map(numbered);
    this.days = new Int32Array(content.time.days);
    this.weeks = content.time.weeks;
    this.first = this.days[0];
    this.last = this.days[this.days.length - 1];
    this._places();
    this._leaders();
    this._rows();
    this.ofOrder = grouped(this.source, this.sources.length);
    this.heat = null; // made when it is first looked at
    this._keys = this._numbers = null;
  }
  // Sites and work centres in the order of the rows; work centres that are open alike share one calendar.
  _places() {
    const { rows, open } = this.content, sites = new Map(), centres = new Map(), calendars = new Map();
    this.rowCount = rows.length;
    this.rowCentre = new Int32Array(rows.length);
    this.rowUnit = Int32Array.from(rows, (row) => row.unit - 1);
    rows.forEach((row, n) => {
      if (!sites.has(row.site)) sites.set(row.site, { id: row.site, name: row.site_name, number: sites.size });
      if (!centres.has(row.work_centre)) {
        const hours = open[row.work_centre] ?? [], shape = hours.join();
        if (!calendars.has(shape)) calendars.set(shape, { number: calendars.size, starts: Int32Array.from(hours, (pair) => pair[0]), ends: Int32Array.from(hours, (pair) => pair[1]) });
        centres.set(row.work_centre, { id: row.work_centre, name: row.name, kind: row.kind, units: row.units, site: sites.get(row.site).number, calendar: calendars.get(shape).number, number: centres.size });
      }
      this.rowCentre[n] = centres.get(row.work_centre).number;
    });
    this.rowOrder = [...rows.keys()].sort((a, b) => sites.get(rows[a].site).number - sites.get(rows[b].site).number || a - b);
    [this.sites, this.centres, this.calendars] = [sites, centres, calendars].map((each) => [...each.values()]);
  }
  // Portions that share a batch lie on one another: one bar stands for all of them.
  _leaders() {
    const seen = new Map();
    this.groups = []; // the portions of each batch
    this.group = new Int32Array(this.count).fill(-1);
    this.leader = Int32Array.from(this.group.keys());
    for (let n = 0; n < this.count; n++) {
      if (this.batch[n] < 0) continue;
      const key = this.row[n] * 2 ** 31 + this.batch[n];
      if (!seen.has(key)) { seen.set(key, this.groups.length); this.groups.push([]); }
      this.group[n] = seen.get(key);
      this.groups[this.group[n]].push(n);
      this.leader[n] = this.groups[this.group[n]][0];
    }
  }
  _rows() {
    const rows = this.row.slice(), { setup, leader } = this;
    for (let n = 0; n < this.count; n++) if (leader[n] !== n) rows[n] = -1;
    const { from, list } = grouped(rows, this.rowCount), reach = new Int32Array(list.length);
    for (let row = 0; row < this.rowCount; row++) {
      const bars = list.subarray(from[row], from[row + 1]);
      if (!rising(bars, setup)) bars.sort((a, b) => setup[a] - setup[b] || a - b);
      for (let at = from[row], most = -Infinity; at < from[row + 1]; at++) reach[at] = most = Math.max(most, this.end[list[at]]);
    }
    this.bars = { from, list, reach };
  }
  calendarOf(row) { return this.centres[this.rowCentre[row]].calendar; }
  // Where in the list of a row's bars the first one stands that ends after a moment.
  firstBar(row, moment) {
    let low = this.bars.from[row], high = this.bars.from[row + 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.bars.reach[middle] > moment) high = middle; else low = middle + 1;
    }
    return low;
  }
  // The bar of a row at a moment, or within `near` seconds of it; -1 when none is there.
  barAt(row, moment, near = 0) {
    const { from, list } = this.bars;
    let found = -1, gap = Infinity;
    for (let at = this.firstBar(row, moment - near); at < from[row + 1]; at++) {
      const n = list[at];
      if (this.setup[n] > moment + near) break;
      const away = Math.max(this.setup[n] - moment, moment - this.end[n], 0);
      if (away < gap) { found = n; gap = away; }
    }
    return found;
  }
  barsWithin(rows, from, to) {
    const found = [];
    for (const row of rows) {
      for (let at = this.firstBar(row, from); at < this.bars.from[row + 1]; at++) {
        const n = this.bars.list[at];
        if (this.setup[n] >= to) break;
        if (this.end[n] > from) found.push(n);
      }
    }
    return found;
  }
  matesOf(n) { return this.group[n] < 0 ? [n] : this.groups[this.group[n]]; }
  portionsOf(order) { return [...this.ofOrder.list.subarray(this.ofOrder.from[order], this.ofOrder.from[order + 1])].sort((a, b) => this.start[a] - this.start[b]); }
  isLate(n) { return this.group[n] < 0 ? (this.flags[n] & LATE) !== 0 : this.matesOf(n).some((mate) => this.flags[mate] & LATE); }
  text(column, n) { return this.content.labels[this[column][n]] ?? ""; }
  nameOf(n) { return this.text("label", n); }
  stepOf(n) { return this.text("operation_name", n); }
  familyOf(n) { return this.text("family", n); }
  centreOf(n) { return this.centres[this.rowCentre[this.row[n]]]; }
  // What the server calls a portion as it stands.
  placeOf(n) { return { job: this.text("job", n), operation: this.text("operation", n), work_centre: this.centreOf(n).id, unit: this.centreOf(n).kind === "external" ? 1 : this.rowUnit[this.row[n]] + 1, start: this.start[n] }; }
  // A name that stays when a portion moves: job, operation, and which of its portions in order of time.
  keyOf(n) { return this._names().keys[n]; }
  barOf(key) { return this._names().numbers.get(key) ?? -1; }
  _names() {
    if (this._numbers) return { keys: this._keys, numbers: this._numbers };
    this._keys = new Array(this.count);
    this._numbers = new Map();
    const seen = new Map();
    for (const n of Int32Array.from(this.start.keys()).sort((a, b) => this.start[a] - this.start[b] || a - b)) {
      const name = `${this.text("job", n)}|${this.text("operation", n)}`, before = seen.get(name) ?? 0;
      seen.set(name, before + 1);
      this._keys[n] = before ? `${name}|${before + 1}` : name;
      this._numbers.set(this._keys[n], n);
    }
    return { keys: this._keys, numbers: this._numbers };
  }
  // The order of a name or a part of one; -1 when there is none.
  orderOf(text) {
    const word = text.trim().toLowerCase(), at = (fits) => this.orders.findIndex((order, n) => order.name && this.ofOrder.from[n + 1] > this.ofOrder.from[n] && fits(order.name.toLowerCase()));
    if (!word) return -1;
    const exact = at((name) => name === word);
    return exact >= 0 ? exact : at((name) => name.includes(word));
  }
  // Late orders that have bars here, the latest first.
  lateOrders() {
    const { ofOrder, orders } = this;
    const found = [...orders.keys()].filter((n) => orders[n].late > 0 && ofOrder.from[n + 1] > ofOrder.from[n]);
    return found.sort((a, b) => orders[b].late - orders[a].late || a - b);
  }
}

// Work outside the cluster runs side by side without limit: its row becomes as many lanes as it needs, at most twelve.
function laned(content) {
  const { rows, bars } = content;
  if (!rows.some((row) => row.kind === "external")) return content;
  const ends = rows.map(() => [0]), lane = new Int32Array(bars.row.length);
  const outside = [...bars.row.keys()].filter((n) => rows[bars.row[n]].kind === "external").sort((a, b) => bars.setup[a] - bars.setup[b]);
  for (const n of outside) {
    const busy = ends[bars.row[n]], free = busy.findIndex((end) => end <= bars.setup[n]);
    lane[n] = free >= 0 ? free : busy.length < LANES ? busy.push(0) - 1 : busy.indexOf(Math.min(...busy));
    busy[lane[n]] = Math.max(busy[lane[n]], bars.end[n]);
  }
  const first = [], wide = rows.flatMap((row, n) => {
    first.push((first[n - 1] ?? 0) + (n ? ends[n - 1].length : 0));
    return ends[n].map((_, at) => (row.kind === "external" ? { ...row, unit: at + 1, units: ends[n].length } : row));
  });
  const stops = content.stops.map(([row, from, to]) => [first[row], from, to]);
  return { ...content, rows: wide, stops, bars: { ...bars, row: bars.row.map((row, n) => first[row] + lane[n]) } };
}

// An order's own facts (another firm's has none): the moment it is meant for, seconds late, seconds to spare.
function factsOf(source, facts) {
  if (!facts) return { source, id: null, name: "", target: null, late: 0, slack: null };
  const target = facts.promised ?? facts.due, late = facts.expected === null || target === null ? 0 : facts.expected - target;
  return { source, id: facts.order_id, name: facts.number, target, late: facts.late ? Math.max(late, 1) : 0, slack: facts.expected === null || target === null ? null : -late, ...{ item: facts.item, customer: facts.customer } };
}

// Whether something of a delta lies outside the days that are known.
export function beyond(content, { bars: { setup, end } }) {
  const { days } = content.time, first = days[0], last = days[days.length - 1];
  return setup.some((at) => at < first) || end.some((at) => at > last);
}

// The content after a change: each source that a delta names is replaced by what the delta has of it.
export function merged(content, delta) {
  if (delta.whole) return { ...content, ...delta };
  const changed = new Set(delta.sources), gone = content.sources.map((source) => changed.has(source)), shift = content.labels.length, base = content.sources.length;
  const kept = [...content.bars.row.keys()].filter((n) => !gone[content.bars.source[n]]), bars = {};
  for (const name of COLUMNS) {
    const by = TEXTS.includes(name) ? shift : name === "source" ? base : 0;
    bars[name] = kept.map((n) => content.bars[name][n]).concat(delta.bars[name].map((value) => (value < 0 ? value : value + by)));
  }
  const orders = Object.fromEntries(Object.entries(content.orders).filter(([source]) => !changed.has(source)));
  return { ...content, ...delta, whole: true, time: { ...content.time, now: delta.now }, rows: content.rows, open: content.open, bars, labels: content.labels.concat(delta.labels), sources: content.sources.map((source, n) => (gone[n] ? "" : source)).concat(delta.sources), orders: { ...orders, ...delta.orders } };
}

// A number of a text that stays the same from one day to the next, so that an order keeps its colour.
function numbered(text) {
  let number = 0;
  for (let n = 0; n < text.length; n++) number = (Math.imul(number, 31) + text.charCodeAt(n)) >>> 0;
  return number;
}

function rising(bars, value) {
  for (let at = 1; at < bars.length; at++) if (value[bars[at - 1]] > value[bars[at]]) return false;
  return true;
}

export function grouped(keys, count) {
  const from = new Int32Array(count + 1);
  for (const key of keys) if (key >= 0) from[key + 1]++;
  for (let n = 0; n < count; n++) from[n + 1] += from[n];
  const list = new Int32Array(from[count]), next = from.slice();
  for (let n = 0; n < keys.length; n++) if (keys[n] >= 0) list[next[keys[n]]++] = n;
  return { from, list };
}

// How many of the sorted numbers are not above the value.
export function upper(sorted, value) {
  let low = 0, high = sorted.length;
  while (low < high) { const middle = (low + high) >> 1; if (sorted[middle] > value) high = middle; else low = middle + 1; }
  return low;
}
