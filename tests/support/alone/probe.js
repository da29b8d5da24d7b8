// What tests look at on a board that is shown alone: pixels, and the same answers found the plain way.
import { luminance } from "/planner/board/look.js";
import { Model, merged } from "/planner/board/model.js";

const hex = (data, n) => `#${[0, 1, 2].map((k) => data[n + k].toString(16).padStart(2, "0")).join("")}`;
const pixels = (canvas) => canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
const all = (m) => [...Array(m.count).keys()];

// For each row in sight: how many of the pixels along it are not ground.
export function rows() {
  const { canvas, view: v, look } = board, ratio = canvas.width / canvas.clientWidth, data = pixels(canvas);
  const ground = new Set([look.paper, look.sunk, look.line]), found = [];
  for (const line of v.visible()) {
    const y = Math.round((v.top(line) + line.height - 5) * ratio), from = Math.ceil((v.gutter + 2) * ratio);
    if (line.kind !== "row" || y < 80 * ratio || y >= canvas.height) continue;
    let coloured = 0;
    for (let x = from; x < canvas.width; x++) if (!ground.has(hex(data, (y * canvas.width + x) * 4))) coloured++;
    found.push({ row: line.row, coloured, width: canvas.width - from });
  }
  return found;
}

// How many pixels of the board are of each colour of heat, and of late marks.
export function heat() {
  const data = pixels(board.canvas), seen = {};
  for (let n = 0; n < data.length; n += 4) seen[hex(data, n)] = (seen[hex(data, n)] ?? 0) + 1;
  return { heat: board.look.heat.map((each) => seen[each] ?? 0), late: seen[board.look.late] ?? 0 };
}

// How many pixels of a canvas are not of its commonest colour.
export function drawn(name) {
  const data = pixels(board[name]), seen = new Map();
  for (let n = 0; n < data.length; n += 4) {
    const colour = (data[n] << 16) | (data[n + 1] << 8) | data[n + 2];
    seen.set(colour, (seen.get(colour) ?? 0) + 1);
  }
  return data.length / 4 - Math.max(...seen.values());
}

// The least contrast of a text on its fill.
export function contrast() {
  const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  return Math.min(...board.look.fills.map((fill, n) => ratio(luminance(fill), luminance(board.look.inks[n]))));
}

// Bars for which looking them up differs from a search through all of them.
export function misplaced() {
  const m = board.model, wrong = [];
  const plain = (row, at) => all(m).find((n) => m.row[n] === row && m.setup[n] <= at && at < m.end[n]) ?? -1;
  for (let n = 0; n < m.count; n += 7) {
    for (const at of [Math.round((m.setup[n] + m.end[n]) / 2), m.end[n] + 60]) if (m.barAt(m.row[n], at) !== plain(m.row[n], at)) wrong.push([n, at]);
  }
  return wrong;
}

export function within(rowNumbers, from, to) {
  const m = board.model, plain = all(m).filter((n) => rowNumbers.includes(m.row[n]) && m.setup[n] < to && m.end[n] > from);
  return [m.barsWithin(rowNumbers, from, to).sort((a, b) => a - b), plain];
}

const picked = (bars, keep) => Object.fromEntries(Object.entries(bars).map(([name, list]) => [name, list.filter((_, n) => keep(n))]));
const told = (m) => all(m).map((n) => [m.sources[m.source[n]], m.row[n], m.setup[n], m.end[n], m.nameOf(n), m.stepOf(n), m.isLate(n)].join()).sort();

// A plan in which one order is gone and one an hour later: read as a whole, and put together from the parts.
export function delta(content) {
  const bars = picked(content.bars, (n) => content.bars.source[n] !== 5);
  bars.setup = bars.setup.map((value, n) => value + (bars.source[n] === 9 ? 3600 : 0));
  const part = picked(bars, (n) => bars.source[n] === 9), [gone, moved] = [content.sources[5], content.sources[9]];
  const changes = { ...content, whole: false, sources: [gone, moved], orders: { [moved]: content.orders[moved] }, bars: { ...part, source: part.source.map(() => 1) } };
  return [told(new Model({ ...content, bars })), told(new Model(merged(content, changes)))];
}

// Two portions in one batch, one of them late: who stands for both, what they are, whether a row has the second.
export function batch(content) {
  const bars = structuredClone(content.bars);
  for (const name of ["setup", "start", "end", "row"]) bars[name][1] = bars[name][0];
  bars.batch[0] = bars.batch[1] = 0;
  bars.flags[0] = 1;
  bars.flags[1] = 3;
  const m = new Model({ ...content, bars });
  return [m.leader[1], m.matesOf(0), m.isLate(0), m.bars.list.includes(1)];
}

// A bar in sight that is wide and not locked, with the middle of it on the page.
export function bar() {
  const { model: m, view: v, canvas } = board, box = canvas.getBoundingClientRect();
  for (const line of v.visible().filter((each) => each.kind === "row" && v.top(each) > 80)) {
    for (const n of m.barsWithin([line.row], v.t0 + 3 * 86400, v.t1 - 8 * 86400)) {
      const x = (v.x(m.setup[n]) + v.x(m.end[n])) / 2;
      if (!(m.flags[n] & 32) && v.x(m.end[n]) - v.x(m.setup[n]) >= 30) return { n, x: box.left + x, y: box.top + v.top(line) + line.height / 2 };
    }
  }
  return null;
}

export const focused = () => { const n = board.state.focus, v = board.view; return board.model.end[n] > v.t0 && board.model.setup[n] < v.t1; };

// The same plan with its first row outside the cluster and three of its bars at one time: rows, and whether any two overlap.
export function outside(content) {
  const bars = structuredClone(content.bars), mine = bars.row.flatMap((row, n) => (row === 0 ? [n] : []));
  for (const n of mine.slice(1, 3)) [bars.setup[n], bars.start[n], bars.end[n]] = ["setup", "start", "end"].map((name) => bars[name][mine[0]]);
  const rows = content.rows.map((row, n) => (n === 0 ? { ...row, work_centre: "away", kind: "external", units: 1 } : row));
  const m = new Model({ ...content, rows, bars, open: { ...content.open, away: [] } }), { from, list } = m.bars;
  const overlap = [...Array(m.rowCount).keys()].some((row) => [...list.subarray(from[row] + 1, from[row + 1])].some((n, at) => m.setup[n] < m.end[list[from[row] + at]]));
  return [m.rowCount - content.rows.length, overlap, m.placeOf(mine[2]).unit];
}
