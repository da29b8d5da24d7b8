// Pointer, wheel and keys. Everything a pointer can do, keys can do too.
import { firstBar, matesOf } from "./data.js";
import { loadSays } from "./load.js";
import { moveTo } from "./minimap.js";
import { heatTip, sentence, tipOf } from "./tip.js";
import { el } from "./element.js";
import { t } from "./text.js";
import { AXIS, GUTTER } from "./view.js";

const $ = (id) => document.getElementById(id);
const ROW_HEIGHTS = [4, 7, 11, 16, 22, 30, 40];

export function listen(app) {
  pointer(app);
  minimap(app);
  controls(app);
  $("board").addEventListener("keydown", (event) => boardKey(app, event));
  document.addEventListener("keydown", (event) => pageKey(app, event));
}

function barAt({ m, v }, x, y) {
  const row = x < GUTTER || y < AXIS ? -1 : v.rowAt(y);
  if (row < 0 || v.heat) return { row, bar: -1 };
  const near = 1.5 / v.scale, moment = v.moment(x), at = firstBar(m, row, moment - near);
  if (at >= m.bars.from[row + 1] || m.p.setup[m.bars.list[at]] > moment + near) return { row, bar: -1 };
  const n = m.bars.list[at], mates = matesOf(m, n);
  const part = Math.floor(((y - v.rowTop(row)) / v.lay.rowHeight) * mates.length);
  return { row, bar: mates[Math.max(0, Math.min(mates.length - 1, part))] };
}

function pointer(app) {
  const { m, v, s, redraw } = app, board = $("board");
  let from = null, moved = false;
  board.addEventListener("pointerdown", (event) => { from = [event.offsetX, event.offsetY]; moved = false; board.setPointerCapture(event.pointerId); });
  board.addEventListener("pointermove", (event) => {
    const [x, y] = [event.offsetX, event.offsetY];
    if (!from) return hover(app, x, y);
    if (!moved && Math.hypot(x - from[0], y - from[1]) < 4) return;
    moved = true;
    board.classList.add("dragging");
    $("tip").hidden = true;
    v.pan(x - from[0], y - from[1]);
    from = [x, y];
    redraw();
  });
  board.addEventListener("pointerup", (event) => { if (from && !moved) click(app, event.offsetX, event.offsetY); from = null; board.classList.remove("dragging"); });
  board.addEventListener("pointercancel", () => { from = null; });
  board.addEventListener("pointerleave", () => { $("tip").hidden = true; s.hover = -1; redraw(); });
  board.addEventListener("wheel", (event) => {
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 16 : 1, dx = event.deltaX * unit, dy = event.deltaY * unit;
    if (event.shiftKey || event.offsetX < GUTTER) v.pan(0, -(dy || dx));
    else if (Math.abs(dx) > Math.abs(dy)) v.pan(-dx, 0);
    else v.zoom(Math.exp(-dy * 0.0016), event.offsetX);
    redraw();
  }, { passive: false });
  $("load").addEventListener("pointermove", (event) => { $("load-says").textContent = loadSays(m, v, s.load, event.offsetX); });
}

function hover(app, x, y) {
  const { m, v, s, redraw } = app, { row, bar } = barAt(app, x, y), tip = $("tip");
  const leader = bar < 0 ? -1 : m.leader[bar];
  if (leader !== s.hover) { s.hover = leader; redraw(); }
  $("board").classList.toggle("over", bar >= 0);
  const lines = bar >= 0 ? tipOf(m, bar) : v.heat && row >= 0 ? heatTip(m, v, s.heat, row, v.moment(x)) : [];
  tip.hidden = !lines.length;
  if (!lines.length) return;
  tip.replaceChildren(...lines);
  const stage = $("stage").getBoundingClientRect(), board = $("board").getBoundingClientRect();
  tip.style.left = `${Math.min(x + 14, stage.width - tip.offsetWidth - 8)}px`;
  const below = board.top - stage.top + y + 18;
  tip.style.top = `${below + tip.offsetHeight > stage.height ? below - tip.offsetHeight - 32 : below}px`;
}

function click(app, x, y) {
  const { m, v, s } = app;
  if (x < GUTTER && y > AXIS) {
    const row = v.rowAt(y), same = row >= 0 && m.net.rowCentre[row] === s.centre;
    if (row >= 0) app.setLoad(same ? "all" : `c:${m.net.centres[m.net.rowCentre[row]][0]}`);
    return;
  }
  if (v.heat && y > AXIS) { v.zoom(16 / v.perDay, x); app.redraw(); return; }
  const { bar } = barAt(app, x, y);
  app.choose(bar);
  if (bar >= 0) $("says").textContent = sentence(m, bar);
}

function minimap({ m, v, redraw }) {
  const map = $("minimap");
  const move = (event) => { if (event.buttons) { moveTo(m, v, event.offsetX, event.offsetY, map.clientWidth, map.clientHeight); redraw(); } };
  map.addEventListener("pointerdown", (event) => { map.setPointerCapture(event.pointerId); move(event); });
  map.addEventListener("pointermove", move);
}

function rowHeight({ v, redraw }, by) {
  const at = ROW_HEIGHTS.findIndex((height) => height >= v.lay.rowHeight);
  v.rows(ROW_HEIGHTS[Math.max(0, Math.min(ROW_HEIGHTS.length - 1, (at < 0 ? 4 : at) + by))]);
  redraw();
}

function controls(app) {
  const { m, v, s, redraw } = app, on = (id, does) => $(id).addEventListener("click", does);
  on("zoom-in", () => { v.zoom(1.5); redraw(); });
  on("zoom-out", () => { v.zoom(1 / 1.5); redraw(); });
  on("zoom-all", () => { v.fit(); redraw(); });
  on("taller", () => rowHeight(app, 1));
  on("lower", () => rowHeight(app, -1));
  on("today", () => { v.go(s.now); redraw(); });
  on("next-late", () => app.nextLate(1));
  on("theme", () => { s.dark = !s.dark; app.setLook(); });
  on("lang-nb", () => app.setLanguage("nb"));
  on("lang-en", () => app.setLanguage("en"));
  on("keys", () => help());
  on("hide", () => togglePanel(app));
  on("skip", (event) => { event.preventDefault(); app.openTab("table"); $("tab-table").focus(); });
  $("colour").addEventListener("change", (event) => app.setColour(event.target.value));
  $("load-of").addEventListener("change", (event) => app.setLoad(event.target.value));
  $("letters").addEventListener("change", (event) => { s.letters = event.target.checked; });
  const tabs = [...document.querySelectorAll("[role=tab]")];
  for (const tab of tabs) {
    tab.addEventListener("click", () => app.openTab(tab.getAttribute("aria-controls")));
    tab.addEventListener("keydown", (event) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!by) return;
      const next = tabs[(tabs.indexOf(tab) + by + tabs.length) % tabs.length];
      app.openTab(next.getAttribute("aria-controls"));
      next.focus();
    });
  }
  $("find-form").addEventListener("submit", (event) => { event.preventDefault(); find(app, $("find").value.trim()); });
  $("find").addEventListener("input", () => { if (m.number.has($("find").value)) find(app, $("find").value); });
}

function find(app, text) {
  if (!text) return;
  const { m } = app, small = text.toLowerCase();
  const number = m.number.get(text) ?? m.o.ids.findIndex((id) => id.toLowerCase().includes(small));
  if (number >= 0) { app.chooseOrder(number); $("find").value = m.o.ids[number]; }
  $("find").setAttribute("aria-invalid", String(number < 0));
  if (number < 0) $("says").textContent = $("load-says").textContent = t("found_none", { text });
}

function togglePanel({ redraw }) {
  const hidden = $("panel").classList.toggle("hidden");
  $("hide").setAttribute("aria-expanded", String(!hidden));
  redraw();
}

const KEYS = [["/", "key_find"], ["n", "key_late"], ["t", "key_today"], ["+ − 0", "key_zoom"], ["[ ]", "key_rows"], ["← → ↑ ↓", "key_arrows"], ["⇧ ← → ↑ ↓", "key_pan"], ["PgUp PgDn", "key_pages"], ["Home End", "key_home"], ["Enter", "key_enter"], ["Esc", "key_escape"], ["f", "key_alone"], ["p", "key_panel"], ["?", "key_help"]];

function help() {
  $("help-keys").replaceChildren(...KEYS.flatMap(([keys, what]) => [el("dt", {}, ...keys.split(" ").flatMap((key) => [el("kbd", {}, key), " "])), el("dd", {}, t(what))]));
  $("help").showModal();
}

function pageKey(app, event) {
  const { v, s, redraw } = app, typing = event.target.closest("input, select, dialog");
  if (event.key === "Escape" && event.target.id === "find") return $("board").focus();
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !s.letters) return;
  const does = {
    "/": () => { $("find").focus(); $("find").select(); }, "?": help, n: () => app.nextLate(1), N: () => app.nextLate(-1),
    t: () => { v.go(s.now); redraw(); }, "+": () => { v.zoom(1.5); redraw(); }, "=": () => { v.zoom(1.5); redraw(); },
    "-": () => { v.zoom(1 / 1.5); redraw(); }, 0: () => { v.fit(); redraw(); }, "[": () => rowHeight(app, -1), "]": () => rowHeight(app, 1),
    p: () => togglePanel(app), f: () => app.setAlone(!s.alone), Escape: () => app.choose(-1),
  }[event.key];
  if (!does) return;
  event.preventDefault();
  does();
}

function boardKey(app, event) {
  const { m, v, redraw } = app, width = v.plotWidth * 0.2;
  const pans = { ArrowLeft: [width, 0], ArrowRight: [-width, 0], ArrowUp: [0, 80], ArrowDown: [0, -80] };
  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const others = {
    PageUp: () => v.pan(0, v.plotHeight * 0.9), PageDown: () => v.pan(0, -v.plotHeight * 0.9), Home: () => { v.t0 = m.first; v.clamp(); },
    End: () => { v.t0 = m.last; v.clamp(); }, Enter: () => app.s.focus >= 0 && app.choose(app.s.focus),
  };
  if (event.shiftKey && pans[event.key]) v.pan(...pans[event.key]);
  else if (steps[event.key]) step(app, ...steps[event.key]);
  else if (others[event.key]) others[event.key]();
  else return;
  event.preventDefault();
  redraw();
}

// Moves the focus along a row, or to the bar nearest in time on the next row that has one.
function step({ m, v, s }, along, across) {
  const n = s.focus >= 0 ? s.focus : firstSeen(m, v);
  if (n < 0) return;
  let next = n;
  if (s.focus >= 0 && along) {
    const row = m.p.row[n], at = m.bars.list.indexOf(n, m.bars.from[row]) + along;
    if (at >= m.bars.from[row] && at < m.bars.from[row + 1]) next = m.bars.list[at];
  } else if (s.focus >= 0) {
    for (let row = m.p.row[n] + across; row >= 0 && row < m.rowCount; row += across) {
      if (v.only && !v.only.has(row)) continue;
      if (m.bars.from[row] === m.bars.from[row + 1]) continue;
      next = m.bars.list[Math.min(m.bars.from[row + 1] - 1, firstBar(m, row, m.p.start[n]))];
      break;
    }
  }
  s.focus = next;
  v.show(m.p.setup[next], m.p.end[next], m.p.row[next], m.p.row[next]);
  $("says").textContent = sentence(m, next);
}

function firstSeen(m, v) {
  for (const row of v.visibleRows()) {
    const at = firstBar(m, row, v.t0);
    if (at < m.bars.from[row + 1] && m.p.setup[m.bars.list[at]] < v.t1) return m.bars.list[at];
  }
  return -1;
}
