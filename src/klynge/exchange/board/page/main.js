// Puts the page together: state, drawing when something changed, choosing, tabs, languages and looks.
import { decode, linksOf, portionsOf, speakNames } from "./data.js";
import { colouring, hatch, theme } from "./colour.js";
import { drawBoard, LABEL } from "./draw.js";
import { heatOf } from "./heat.js";
import { drawLoad, fillChoice, loadInWords } from "./load.js";
import { drawMinimap, minimapPicture } from "./minimap.js";
import { inspector } from "./inspector.js";
import { measuresPanel, tiles } from "./measures.js";
import { latePanel, tablePanel, unplannedPanel } from "./lists.js";
import { legend } from "./legend.js";
import { listen } from "./input.js";
import { calendarDay, dayText, speech, t, translate } from "./text.js";
import { View } from "./view.js";

const TABS = ["measures", "order", "late", "unplanned", "table"];
const $ = (id) => document.getElementById(id);
const m = decode(JSON.parse($("content").textContent));
speech.epoch = m.time.epoch;
speech.zone = m.time.zone;
speech.language = document.documentElement.lang;
const v = new View(m);
const wall = Math.round(Date.now() / 1000) - m.time.epoch;
const s = {
  order: -1, portion: -1, hover: -1, focus: -1, centre: -1, colour: "order", load: "all", tab: "measures", wide: false,
  dark: matchMedia("(prefers-color-scheme: dark)").matches, tableOf: "view", tablePage: 0, letters: true, alone: false,
  now: wall > m.time.start && wall < m.last ? wall : m.time.start, hues: null, heat: heatOf(m), hatch: null,
};
let look = null, picture = null, waiting = false;

function canvas(id) {
  const element = $(id), ctx = element.getContext("2d", { alpha: false });
  const { width, height } = element.getBoundingClientRect(), ratio = devicePixelRatio || 1;
  const size = [Math.round(width * ratio), Math.round(height * ratio)];
  if (element.width !== size[0] || element.height !== size[1]) [element.width, element.height] = size;
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  return { ctx, width, height };
}

function paint() {
  waiting = false;
  const board = canvas("board");
  v.resize(board.width, board.height);
  drawBoard(board.ctx, m, v, s, look);
  const load = canvas("load");
  drawLoad(load.ctx, m, v, look, s.load, load.width, load.height);
  const small = canvas("minimap");
  picture ??= minimapPicture(m, s.heat, look, 1200, 62);
  drawMinimap(small.ctx, m, v, look, picture, s.now, small.width, small.height);
  legend($("legend"), v, s);
  remember();
}

function redraw() {
  if (!waiting) requestAnimationFrame(paint);
  waiting = true;
}

let saving = 0;
function remember() {
  clearTimeout(saving);
  saving = setTimeout(() => {
    const kept = { t: Math.round(v.t0), s: v.scale.toPrecision(5), y: Math.round(v.y), r: v.lay.rowHeight, c: s.colour, l: speech.language, w: s.load, p: s.tab, d: +s.dark };
    if (s.order >= 0) kept.o = m.o.ids[s.order];
    history.replaceState(null, "", `#${new URLSearchParams(kept)}`);
  }, 300);
}

function recall() {
  const kept = new URLSearchParams(location.hash.slice(1));
  if (kept.has("l")) speech.language = kept.get("l") === "en" ? "en" : "nb";
  if (kept.has("d")) s.dark = kept.get("d") === "1";
  if (["order", "family", "member", "lateness"].includes(kept.get("c"))) s.colour = kept.get("c");
  if (TABS.includes(kept.get("p"))) s.tab = kept.get("p");
  if (kept.has("w")) s.load = kept.get("w");
  s.order = m.number.get(kept.get("o")) ?? -1;
  const whole = (name, other) => (Number.isFinite(+kept.get(name)) && kept.has(name) ? +kept.get(name) : other);
  v.rows(Math.max(3, Math.min(44, whole("r", 22))));
  const board = $("board").getBoundingClientRect();
  v.resize(board.width, board.height);
  v.scale = whole("s", v.plotWidth / (14 * 86400));
  v.clamp();
  v.t0 = whole("t", m.time.start - 86400 * 0.5);
  v.y = whole("y", 0);
  v.clamp();
}

function setLook() {
  document.documentElement.dataset.theme = s.dark ? "dark" : "light";
  look = theme(s.dark);
  const pen = $("board").getContext("2d", { alpha: false });
  s.hatch = hatch(pen, look.ink);
  pen.font = LABEL;
  s.letter = pen.measureText("…-0123456789").width / 12; // near enough to choose what fits
  picture = null;
  redraw();
}

function setLanguage(language) {
  speech.language = language;
  speakNames(m, language);
  translate();
  for (const each of ["nb", "en"]) $(`lang-${each}`).setAttribute("aria-pressed", String(each === language));
  const [from, to] = [m.time.start, m.time.end].map((moment) => { const [y, month, d] = calendarDay(moment); return dayText(y, month, d, null); });
  $("horizon").textContent = `${from} – ${to}`;
  document.title = `${m.content.name} · ${t("board")}`;
  fillChoice(m, $("load-of"), s.load);
  if ($("load-of").selectedIndex < 0) $("load-of").value = s.load = "all";
  $("load").setAttribute("aria-label", `${t("load_of")}: ${loadInWords(m, s.load)}`);
  $("tiles").replaceChildren(...tiles(m, openTab));
  refreshPanel();
  redraw();
}

function setColour(mode) {
  s.colour = mode;
  s.hues = colouring(m, mode);
  $("colour").value = mode;
  redraw();
}

function setLoad(which) {
  s.load = which;
  s.centre = which[0] === "c" ? m.net.centres.findIndex((c) => `c:${c[0]}` === which) : -1;
  $("load-of").value = which;
  $("load").setAttribute("aria-label", `${t("load_of")}: ${loadInWords(m, which)}`);
  redraw();
}

function openTab(name) {
  s.tab = name;
  $("panel").classList.remove("hidden");
  $("hide").setAttribute("aria-expanded", "true");
  refreshPanel();
  redraw();
}

const BUILD = {
  measures: () => measuresPanel(m, showCentre),
  order: () => inspector(m, s, (n) => choose(n, true), setAlone),
  late: () => latePanel(m, s, chooseOrder),
  unplanned: () => unplannedPanel(m, s, chooseOrder),
  table: () => tablePanel(m, v, s, (n) => choose(n, true, "table"), (focus) => { refreshPanel(); $(focus)?.focus(); }),
};

function refreshPanel() {
  for (const name of TABS) {
    const here = name === s.tab;
    $(`tab-${name}`).setAttribute("aria-selected", String(here));
    $(`tab-${name}`).tabIndex = here ? 0 : -1;
    $(name).hidden = !here;
    if (here) $(name).replaceChildren(...BUILD[name]());
    else $(name).replaceChildren();
  }
  $("panel").classList.toggle("wide", s.tab === "table");
}

function showCentre(number) {
  setLoad(`c:${m.net.centres[number][0]}`);
  if (s.alone) setAlone(false);
  const row = m.net.rowCentre.indexOf(number);
  v.y = v.lay.rowY[row] - 60;
  v.clamp();
  redraw();
}

// Shows only the rows that the chosen order uses, so that its whole chain is in sight, or all rows again.
function setAlone(alone) {
  s.alone = alone;
  const used = alone && s.order >= 0 ? new Set([...portionsOf(m, s.order), ...linksOf(m, s.order).flat()].map((n) => m.p.row[n])) : null;
  if (used?.size || v.only) v.narrow(used?.size ? used : null);
  if (!alone && s.order >= 0 && portionsOf(m, s.order).length) bringUp(s.order);
  refreshPanel();
  redraw();
}

function bringUp(number) {
  const mine = portionsOf(m, number), rows = mine.map((n) => m.p.row[n]);
  const last = Math.max(m.o.delivered[number], m.target[number], ...mine.map((n) => m.p.end[n]));
  v.show(Math.min(...mine.map((n) => m.p.setup[n])), last, Math.min(...rows), Math.max(...rows));
}

// Chooses a portion (and its order); `moves` brings it into sight.
function choose(n, moves = false, tab = "order") {
  s.portion = n;
  s.focus = n < 0 ? -1 : m.leader[n];
  s.order = n < 0 ? -1 : m.p.order[n];
  if (s.alone) setAlone(s.order >= 0);
  if (n >= 0 && moves) v.show(m.p.setup[n], m.p.end[n], m.p.row[n], m.p.row[n]);
  if (n >= 0) openTab(tab);
  else refreshPanel();
  redraw();
}

function chooseOrder(number) {
  const mine = portionsOf(m, number);
  s.order = number;
  s.portion = s.focus = -1;
  if (s.alone) setAlone(true);
  if (mine.length) bringUp(number);
  openTab("order");
  $("says").textContent = `${t("order")} ${m.o.ids[number]}`;
  redraw();
}

function nextLate(by) {
  if (!m.byLateness.length) return;
  const at = m.byLateness.indexOf(s.order);
  chooseOrder(m.byLateness[at < 0 ? 0 : (at + by + m.byLateness.length) % m.byLateness.length]);
}

recall();
$("name").textContent = m.content.name;
$("late-count").textContent = m.byLateness.length || "";
$("unplanned-count").textContent = m.unplanned.length || "";
$("order-ids").append(...m.o.ids.slice(0, 5000).map((id) => new Option(id, id)));
setLook();
setColour(s.colour);
setLanguage(speech.language);
setLoad(s.load);
listen({ m, v, s, redraw, choose, chooseOrder, nextLate, openTab, refreshPanel, setAlone, setColour, setLanguage, setLoad, setLook, showCentre });
new ResizeObserver(redraw).observe($("stage"));
document.documentElement.dataset.ready = "yes";
