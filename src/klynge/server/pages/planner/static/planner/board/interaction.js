// Pointer, wheel and the keys of the board itself. Everything a pointer can do, keys and forms can do too.
import { loadOf } from "./heat.js";
import { loadSays } from "./load.js";
import { moveTo } from "./minimap.js";
import { upper } from "./model.js";
import { AXIS } from "./view.js";

const SLACK = 4; // pixels that a press may stray and still be a click

export function listen(board) {
  pointer(board);
  wheel(board);
  minimap(board);
  board.canvas.addEventListener("keydown", (event) => keys(board, event));
  board.load.addEventListener("pointermove", (event) => board.says(loadSays(board.model, board.view, board.words, board.state.load, board.view.moment(event.offsetX))));
  board.load.addEventListener("pointerleave", () => board.says(""));
}

// The bar at a point; of a batch the portion in whose part of the height the point is. -1: none.
export function barAt({ model: m, view: v }, x, y) {
  const line = x < v.gutter ? null : v.lineAt(y);
  if (!line || line.kind !== "row" || v.heat) return -1;
  const n = m.barAt(line.row, v.moment(x), 2 / v.scale);
  if (n < 0) return -1;
  const mates = m.matesOf(n), part = Math.floor(((y - v.top(line)) / line.height) * mates.length);
  return mates[Math.max(0, Math.min(mates.length - 1, part))];
}

function pointer(board) {
  const { canvas, view: v, state: s, moving } = board;
  let from = null, doing = "", bar = -1;
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    from = [event.offsetX, event.offsetY];
    doing = "";
    bar = barAt(board, ...from);
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    const [x, y] = [event.offsetX, event.offsetY];
    if (!from) { hover(board, x, y); return; }
    if (!doing && Math.hypot(x - from[0], y - from[1]) < SLACK) return;
    if (!doing) {
      doing = bar >= 0 && !event.shiftKey ? "bar" : event.shiftKey ? "band" : "pan";
      board.tip.hidden = true;
      canvas.classList.add("dragging");
      if (doing === "bar" && !moving.begin(board.model.leader[bar], v.moment(from[0]) - board.model.setup[bar])) doing = "refused";
    }
    if (doing === "pan") { v.pan(x - from[0], y - from[1]); from = [x, y]; board.redraw(); }
    if (doing === "band") { s.band = { x: from[0], y: from[1], right: x, bottom: y }; board.redraw(false); }
    if (doing === "bar" && s.ghost) follow(board, x, y);
  });
  const end = (event, dropped) => {
    canvas.classList.remove("dragging");
    if (from && !doing && dropped) click(board, event, bar);
    if (doing === "band" && dropped) rubber(board, event.ctrlKey || event.metaKey);
    if (doing === "bar" && s.ghost) { if (dropped) moving.drop(); else moving.cancel(); }
    s.band = null;
    from = null;
  };
  canvas.addEventListener("pointerup", (event) => end(event, true));
  canvas.addEventListener("pointercancel", (event) => end(event, false));
  canvas.addEventListener("pointerleave", () => { board.tip.hidden = true; if (s.hover >= 0) { s.hover = -1; board.redraw(false); } });
  canvas.addEventListener("dblclick", (event) => { const n = barAt(board, event.offsetX, event.offsetY); if (n >= 0) board.on.open?.(n); });
}

// The ghost keeps its hold under the pointer; near an edge the board goes along.
function follow(board, x, y) {
  const { view: v, state: s, moving } = board, line = v.lineAt(Math.max(AXIS + 1, Math.min(v.height - 1, y)));
  if (x > v.width - 30) v.pan(-12, 0);
  if (x < v.gutter + 30) v.pan(12, 0);
  if (y > v.height - 16) v.pan(0, -8);
  if (y < AXIS + 16) v.pan(0, 8);
  moving.to(line?.kind === "row" ? line.row : s.ghost.row, v.moment(x) - s.ghost.held);
  board.redraw();
}

function rubber(board, adds) {
  const { view: v, model: m, state: s, selection } = board, { x, y, right, bottom } = s.band;
  const low = Math.min(y, bottom), high = Math.max(y, bottom);
  const rows = v.visible().filter((line) => line.kind === "row" && v.top(line) < high && v.top(line) + line.height > low).map((line) => line.row);
  selection.all(m.barsWithin(rows, v.moment(Math.min(x, right)), v.moment(Math.max(x, right))), adds);
  board.tell(board.words.say("selected", { n: s.selected.size }), true);
}

function hover(board, x, y) {
  const { model: m, view: v, state: s, words, tip } = board, n = barAt(board, x, y), leader = n < 0 ? -1 : m.leader[n];
  if (leader !== s.hover) { s.hover = leader; board.redraw(false); }
  const line = v.lineAt(y), foldable = x < v.gutter && line && (line.kind !== "row" || m.centres[line.centre].units > 1);
  board.canvas.classList.toggle("over", n >= 0 || Boolean(foldable));
  const lines = n >= 0 ? aboutBar(m, words, n) : v.heat && line && x >= v.gutter ? aboutHeat(m, v, words, line, v.moment(x)) : [];
  tip.hidden = !lines.length;
  if (!lines.length) return;
  tip.replaceChildren(...lines.map((text, at) => Object.assign(document.createElement(at ? "span" : "b"), { textContent: text })));
  tip.style.left = `${Math.max(4, Math.min(x + 14, v.width - tip.offsetWidth - 8))}px`;
  tip.style.top = `${y + 18 + tip.offsetHeight > v.height ? y - tip.offsetHeight - 10 : y + 18}px`;
}

function aboutBar(m, words, n) {
  const centre = m.centreOf(n), mates = m.matesOf(n);
  return [
    `${m.nameOf(n)} · ${m.stepOf(n)}`, `${centre.name}${centre.units > 1 ? ` ${m.rowUnit[m.row[n]] + 1}` : ""}`,
    m.start[n] > m.setup[n] ? `${words.say("setup")} ${words.moment(m.setup[n])} (${words.span(m.start[n] - m.setup[n])})` : "",
    `${words.moment(m.start[n])} – ${words.moment(m.end[n])}`, `${words.say("quantity")} ${words.number(m.quantity[n])}`,
    mates.length > 1 ? words.say("batch", { n: mates.length }) : "", ...words.states(m, n),
  ].filter(Boolean);
}

function aboutHeat(m, v, words, line, moment) {
  if (line.kind === "site" && !line.rows.length) return [];
  const day = upper(m.days, moment) - 1, { load, capacity } = loadOf(m, line.rows, day, day + 1);
  const name = line.kind === "site" ? m.sites[line.site].name : m.centres[line.centre].name, [, month, date] = words.calendarDay(m.days[day] + 43200);
  return [name, `${words.date(null, month, date, day % 7)}: ${capacity ? words.share(load / capacity) : "–"}`];
}

function click(board, event, bar) {
  const { view: v, model: m, selection } = board, x = event.offsetX, line = v.lineAt(event.offsetY);
  if (x < v.gutter && line) { heading(board, line, x); return; }
  if (v.heat && line) { board.glide((view) => view.zoom(16 / view.perDay, x)); return; }
  selection.choose(bar, event.ctrlKey || event.metaKey || event.shiftKey);
  if (bar >= 0) board.tell(board.words.bar(m, bar));
}

// A press on a name: the arrow folds, the name shows the work centre's load below.
function heading(board, line, x) {
  const { model: m, state: s } = board;
  if (line.kind === "site") board.fold(`s:${m.sites[line.site].id}`);
  else if (line.kind === "centre" || (x < 24 && m.centres[line.centre].units > 1)) board.fold(`c:${m.centres[line.centre].id}`);
  else board.showLoad(s.centre === line.centre ? "all" : `c:${m.centres[line.centre].id}`);
}

// The wheel scrolls rows, with Shift (or sideways) time; with Ctrl it zooms at the pointer.
function wheel(board) {
  board.canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 16 : 1, dx = event.deltaX * unit, dy = event.deltaY * unit, { view: v } = board;
    if (event.ctrlKey || event.metaKey) v.zoom(Math.exp(-dy * 0.0022), event.offsetX);
    else if (event.shiftKey) v.pan(-(dy || dx), 0);
    else v.pan(-dx, -dy);
    board.redraw();
  }, { passive: false });
}

function minimap(board) {
  const map = board.map, move = (event) => {
    if (!event.buttons) return;
    moveTo(board.model, board.view, event.offsetX, event.offsetY, map.clientWidth, map.clientHeight);
    board.redraw();
  };
  map.addEventListener("pointerdown", (event) => { map.setPointerCapture(event.pointerId); move(event); });
  map.addEventListener("pointermove", move);
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function keys(board, event) {
  if (event.altKey || ((event.ctrlKey || event.metaKey) && event.key !== " ")) return;
  if (event.key === "Escape" && document.querySelector(":popover-open")) return; // what lies above is put away first
  const { view: v, state: s, selection, moving } = board, arrow = ARROWS[event.key];
  if (s.ghost && arrow) moving.nudge(...arrow, event.shiftKey);
  else if (s.ghost && event.key === "Enter") moving.drop();
  else if (s.ghost && event.key === "Escape") moving.cancel();
  else if (arrow && event.shiftKey) { v.pan(-arrow[0] * v.plotWidth * 0.2, -arrow[1] * 80); board.redraw(); }
  else if (arrow) selection.step(...arrow);
  else {
    const does = {
      PageUp: () => v.pan(0, v.plotHeight * 0.9), PageDown: () => v.pan(0, -v.plotHeight * 0.9),
      Home: () => { v.t0 = v.first; v.clamp(); }, End: () => { v.t0 = v.last; v.clamp(); },
      Enter: () => { if (s.focus >= 0) { selection.choose(s.focus); board.on.open?.(s.focus); } },
      " ": () => { if (s.focus >= 0) selection.choose(s.focus, true); }, Escape: () => selection.none(),
    }[event.key];
    if (!does) return;
    does();
    board.redraw();
  }
  event.preventDefault();
  event.stopPropagation();
}
