// The plan board: canvases for bars, what lies over them, load and minimap, and the state that the page keeps in its address.
import { drawBoard } from "./draw.js";
import { el } from "./element.js";
import { listen } from "./interaction.js";
import { drawLoad, loadInWords } from "./load.js";
import { COLOURS, colouring, lookOf } from "./look.js";
import { drawMinimap, minimapPicture } from "./minimap.js";
import { Model } from "./model.js";
import { Moving } from "./moving.js";
import { drawOverlay } from "./overlay.js";
import { printable } from "./print.js";
import { Selection } from "./selection.js";
import { View } from "./view.js";

const GLIDE_MS = 160;

export class Board {
  // Fills `root` with the board of a plan. `on` holds what the page does: `choose(bars, order)`, `open(bar)`,
  // `changed(state)`, and where the plan may be changed `verdict(target, signal)` and `move(target)`, both promises.
  constructor(root, content, words, on = {}) {
    this.root = root; this.words = words; this.on = on;
    this.model = new Model(content);
    this.view = new View(this.model);
    this.state = { selected: new Set(), order: -1, portion: -1, focus: -1, hover: -1, centre: -1, ghost: null, band: null, load: "all", colour: "order", fills: null, letter: 6.4 };
    this.selection = new Selection(this);
    this.moving = new Moving(this);
    this._build();
    this.dress();
    this.colour("order");
    this.view.go(content.time.now);
    listen(this);
    new ResizeObserver(() => { this._measure(); this.redraw(); }).observe(this.stage);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.dress());
    addEventListener("beforeprint", () => this.paper.replaceChildren(printable(this)));
  }
  _build() {
    const { words } = this;
    this.canvas = el("canvas", { class: "bars", tabindex: "0", role: "application", "aria-label": words.say("board"), "aria-describedby": "board-how" });
    this.over = el("canvas", { class: "over-bars", "aria-hidden": "true" });
    this.load = el("canvas", { class: "load", role: "img", "aria-label": words.say("load") });
    this.map = el("canvas", { class: "minimap", role: "img", "aria-label": words.say("minimap") });
    this.tip = el("div", { class: "board-tip", hidden: true });
    this.stage = el("div", { class: "board-stage" }, this.canvas, this.over, this.tip);
    this.line = el("output", { class: "board-says" });
    this.spoken = el("p", { class: "visually-hidden", role: "status", "aria-live": "polite" });
    this.alert = el("div", { class: "board-refused", role: "alert", hidden: true });
    this.paper = el("div", { class: "only-print board-paper" });
    const how = el("p", { id: "board-how", class: "visually-hidden" }, words.say("how"));
    this.root.replaceChildren(this.alert, this.stage, this.line, this.load, this.map, how, this.spoken, this.paper);
    this._measure();
  }
  _measure() {
    this.sizes = new Map([this.canvas, this.over, this.load, this.map].map((canvas) => [canvas, [canvas.clientWidth, canvas.clientHeight]]));
    this.view.resize(...this.sizes.get(this.canvas));
  }
  // Takes the colours in force anew: after a change of theme, contrast or font.
  dress() {
    this.look = lookOf(this.root);
    const pen = this.canvas.getContext("2d", { alpha: false });
    pen.font = `11.5px ${this.look.font}`;
    this.state.letter = pen.measureText("A-0123456789 efgn").width / 17; // near enough to choose what fits
    this._picture = null;
    this.redraw();
  }
  // Another plan, or the same after a change: view, selection and focus stay.
  take(content) {
    const before = this.model;
    this.model = new Model(content);
    this.view.take(this.model);
    this.selection.carry(before);
    this.state.ghost = null;
    this._picture = null;
    this.colour(this.state.colour);
    this.on.taken?.();
  }
  colour(mode) {
    this.state.colour = COLOURS.includes(mode) ? mode : "order";
    this.state.fills = colouring(this.model, this.state.colour);
    this.redraw();
  }
  showLoad(which) {
    const centres = this.model.centres.map((centre) => `c:${centre.id}`), pools = this.model.content.load.pools.map((pool) => `p:${pool.pool}`);
    this.state.load = centres.includes(which) || pools.includes(which) ? which : "all";
    this.state.centre = centres.indexOf(this.state.load);
    this.redraw();
  }
  fold(name) { this.view.fold(name); this._picture = null; this.redraw(); }
  find(text) {
    const order = this.model.orderOf(text);
    if (order >= 0) { this.selection.chooseOrder(order); return true; }
    if (text.trim()) this.refuse(this.words.say("not_found", { text }));
    return false;
  }
  today() { this.glide((v) => v.go(this.model.content.time.now)); }
  zoom(factor) { this.glide((v) => v.zoom(factor)); }
  // Changes the view at once where less motion is wanted, else in a few frames.
  glide(change) {
    const { view: v } = this, from = [v.t0, v.scale, v.y];
    change(v);
    const to = [v.t0, v.scale, v.y], begun = performance.now();
    clearTimeout(this._gliding);
    if (matchMedia("(prefers-reduced-motion: reduce)").matches || document.hidden) { this.redraw(); return; }
    const step = () => {
      const part = Math.min(1, (performance.now() - begun) / GLIDE_MS), ease = 1 - (1 - part) ** 3;
      v.scale = from[1] * (to[1] / from[1]) ** ease;
      [v.t0, v.y] = [from[0] + (to[0] - from[0]) * ease, from[2] + (to[2] - from[2]) * ease];
      if (part === 1) [v.t0, v.scale, v.y] = to;
      v.clamp();
      this.redraw();
      if (part < 1) this._gliding = setTimeout(step, 8);
    };
    step();
  }
  tell(text, shown = false) { this.spoken.textContent = text; if (shown) this.says(text); }
  says(text) { this.line.textContent = text; }
  // A refusal stays until it is put away or the next thing is done.
  refuse(reason) {
    this.alert.replaceChildren(el("span", {}, reason), el("button", { type: "button", class: "small", onclick: () => { this.alert.hidden = true; this.canvas.focus(); } }, this.words.say("close")));
    this.alert.hidden = false;
  }
  redraw(bars = true) {
    this._bars ||= bars;
    if (this._waiting) return;
    this._waiting = true;
    requestAnimationFrame(() => this._paint());
  }
  _paint() {
    const { model: m, view: v, state: s, look, words } = this, all = this._bars;
    this._waiting = this._bars = false;
    if (all) drawBoard(this._pen(this.canvas), m, v, s, look, words);
    drawOverlay(this._pen(this.over, true), m, v, s, look, words);
    if (!all) return;
    if (!this.root.dataset.ready) { // the bars first, what takes a look at every day after them
      this.root.dataset.ready = "bars";
      performance.mark("board-painted");
      setTimeout(() => { this.root.dataset.ready = "all"; this.redraw(); });
      return;
    }
    drawLoad(this._pen(this.load), m, v, look, words, s.load, ...this.sizes.get(this.load));
    this._picture ??= minimapPicture(m, v, look);
    drawMinimap(this._pen(this.map), m, v, look, this._picture, ...this.sizes.get(this.map));
    this._settle();
  }
  _pen(canvas, alpha = false) {
    const [width, height] = this.sizes.get(canvas), ratio = devicePixelRatio || 1, ctx = canvas.getContext("2d", { alpha });
    const size = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== size[0] || canvas.height !== size[1]) [canvas.width, canvas.height] = size;
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    return ctx;
  }
  // When the view has come to rest the page is told, and the load is put into words for who listens.
  _settle() {
    clearTimeout(this._resting);
    this._resting = setTimeout(() => {
      this.load.setAttribute("aria-label", `${this.words.say("load")}: ${loadInWords(this.model, this.view, this.words, this.state.load)}`);
      this.on.changed?.(this.kept());
    }, 250);
  }
  // What the address keeps of the view, and the view from an address.
  kept() {
    const { view: v, state: s, model: m } = this;
    return {
      from: this.words.local(v.t0), days: +(v.plotWidth / v.scale / 86400).toPrecision(4), y: Math.round(v.y), rows: v.rowHeight, colour: s.colour, load: s.load,
      folded: [...v.folded].join(","), order: s.order < 0 ? "" : m.orders[s.order].name, portion: s.portion < 0 ? "" : m.keyOf(s.portion),
    };
  }
  recall(kept) {
    const { view: v, model: m, state: s } = this, number = (name) => (kept.get(name) && Number.isFinite(+kept.get(name)) ? +kept.get(name) : null);
    v.folded = new Set((kept.get("folded") ?? "").split(",").filter(Boolean));
    v.rows(Math.max(4, Math.min(44, number("rows") ?? v.rowHeight)));
    const from = kept.get("from") ? this.words.fromLocal(kept.get("from")) : null, days = number("days") ?? 14;
    v.span(from ?? m.content.time.now - days * 86400 * 0.08, (from ?? m.content.time.now - days * 86400 * 0.08) + Math.max(0.05, days) * 86400);
    v.y = number("y") ?? 0;
    v.clamp();
    this.colour(kept.get("colour"));
    this.showLoad(kept.get("load") ?? "all");
    const portion = m.barOf(kept.get("portion") ?? ""), order = kept.get("order") ? m.orderOf(kept.get("order")) : -1;
    if (portion >= 0) { s.portion = portion; s.focus = m.leader[portion]; s.selected = new Set([s.focus]); s.order = m.source[portion]; }
    else s.order = order;
    this._picture = null;
    this.redraw();
  }
}
