// The board as a table for who does not look at a canvas: the stretch in sight, a row a portion, walked by arrow keys.
import { el } from "./element.js";

const PAGE = 100;
const HEADS = ["work_centre", "order", "step", "setup_begins", "begins", "ends", "quantity", "state"];

export class Grid {
  // Fills `root` from the board; made anew when the view comes to rest while it is open.
  constructor(root, board) {
    this.root = root; this.board = board; this.page = 0; this.at = [0, 0];
    root.addEventListener("keydown", (event) => this._key(event));
    this.show();
  }
  bars() {
    const { model: m, view: v } = this.board;
    return m.barsWithin(Array.from({ length: m.rowCount }, (_, row) => row), v.t0, v.t1).flatMap((n) => m.matesOf(n));
  }
  show() {
    const { model: m, view: v, words, state: s } = this.board, all = this.bars(), pages = Math.max(1, Math.ceil(all.length / PAGE));
    this.page = Math.max(0, Math.min(this.page, pages - 1));
    const shown = all.slice(this.page * PAGE, (this.page + 1) * PAGE);
    const head = el("tr", { role: "row", "aria-rowindex": "1" }, ...HEADS.map((name) => el("th", { role: "columnheader", scope: "col" }, words.say(name))));
    const rows = shown.map((n, at) => el("tr", { role: "row", "aria-rowindex": String(this.page * PAGE + at + 2), "aria-selected": String(n === s.portion), "data-bar": String(n) }, ...this._cells(m, words, n)));
    const caption = el("caption", {}, words.say("table_of", { from: words.moment(v.t0), to: words.moment(v.t1), n: words.number(all.length) }));
    const table = el("table", { class: "list dense", role: "grid", "aria-rowcount": String(all.length + 1), "aria-colcount": String(HEADS.length) }, caption, el("thead", { role: "rowgroup" }, head), el("tbody", { role: "rowgroup" }, ...rows));
    const turn = (by, text, off) => el("button", { type: "button", class: "small", disabled: off, onclick: () => { this.page += by; this.at = [0, 0]; this.show(); this._focus(); } }, text);
    const pager = el("p", { class: "button-row" }, turn(-1, words.say("before"), this.page === 0), el("span", { class: "quiet" }, words.say("page_of", { page: this.page + 1, pages })), turn(1, words.say("after"), this.page >= pages - 1));
    this.root.replaceChildren(el("div", { class: "table-wrap", tabindex: "-1" }, table), pages > 1 ? pager : null);
    this._rove(false);
  }
  _cells(m, words, n) {
    const centre = m.centreOf(n);
    const texts = [`${centre.name}${centre.units > 1 ? ` ${m.rowUnit[m.row[n]] + 1}` : ""}`, m.nameOf(n), m.stepOf(n), m.start[n] > m.setup[n] ? words.moment(m.setup[n]) : "", words.moment(m.start[n]), words.moment(m.end[n]), words.number(m.quantity[n]), words.states(m, n).join(", ")];
    return texts.map((text, at) => el("td", { role: "gridcell", tabindex: "-1", class: at === 6 ? "number" : null }, text));
  }
  _cell() { return this.root.querySelectorAll("tbody tr")[this.at[0]]?.children[this.at[1]]; }
  _rove(focus) {
    for (const cell of this.root.querySelectorAll('td[tabindex="0"]')) cell.tabIndex = -1;
    const cell = this._cell();
    if (cell) cell.tabIndex = 0;
    if (cell && focus) cell.focus();
  }
  _focus() { this._rove(true); }
  _key(event) {
    const rows = this.root.querySelectorAll("tbody tr").length, [row, column] = this.at;
    const to = {
      ArrowDown: [row + 1, column], ArrowUp: [row - 1, column], ArrowRight: [row, column + 1], ArrowLeft: [row, column - 1],
      Home: [row, 0], End: [row, HEADS.length - 1], PageDown: [row + 10, column], PageUp: [row - 10, column],
    }[event.key];
    if (!event.target.closest("td")) return;
    if (to) this.at = [Math.max(0, Math.min(rows - 1, to[0])), Math.max(0, Math.min(HEADS.length - 1, to[1]))];
    else if (event.key === "Enter") this.choose(+event.target.closest("tr").dataset.bar);
    else return;
    event.preventDefault();
    event.stopPropagation();
    this._focus();
  }
  choose(n) {
    for (const row of this.root.querySelectorAll("tbody tr")) row.setAttribute("aria-selected", String(+row.dataset.bar === n));
    this.board.selection.choose(n);
    this.board.on.open?.(n);
  }
}
