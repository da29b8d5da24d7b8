// A bar on its way to another place: a ghost by pointer or keys, the engine's verdict beside it, and what became of it.
import { FINISHED, LOCKED, REPORTED, STARTED } from "./model.js";

const STEP = 300; // moments are whole five minutes
const ASK_AFTER = 120; // milliseconds at rest before the engine is asked

export class Moving {
  constructor(board) { this.board = board; this._waiting = 0; this._asked = null; }
  get ghost() { return this.board.state.ghost; }
  // Why a bar can't be moved at all; "" when it can be tried.
  refusal(n) {
    const flags = this.board.model.flags[n], why = [[FINISHED, "done_stays"], [STARTED | REPORTED, "started_stays"], [LOCKED, "locked_stays"]].find(([bits]) => flags & bits);
    if (!this.board.on.verdict) return this.board.words.say("only_looking");
    return why ? this.board.words.say(why[1]) : "";
  }
  begin(n, held = 0) {
    const { model: m, state: s, words } = this.board, why = this.refusal(n);
    if (why) { this.board.refuse(why); return false; }
    s.ghost = { bar: n, row: m.row[n], moment: m.setup[n], held, verdict: "none", reason: "" };
    this.board.tell(words.say("moving", { bar: words.bar(m, n) }));
    this.board.redraw(false);
    return true;
  }
  // The ghost follows: to a row and a moment, clamped to the plan.
  to(row, moment) {
    const { model: m } = this.board, ghost = this.ghost;
    const at = Math.round(Math.max(m.first, Math.min(m.last, moment)) / STEP) * STEP;
    if (row === ghost.row && at === ghost.moment) return;
    Object.assign(ghost, { row, moment: at, verdict: "none", reason: "" });
    this.board.redraw(false);
    clearTimeout(this._waiting);
    this._waiting = setTimeout(() => this.ask(), ASK_AFTER);
  }
  target() {
    const { model: m } = this.board, { bar, row, moment } = this.ghost;
    return { place: m.placeOf(bar), to: { work_centre: m.centres[m.rowCentre[row]].id, unit: m.rowUnit[row] + 1, start: moment + m.start[bar] - m.setup[bar] } };
  }
  async ask() {
    const ghost = this.ghost;
    if (!ghost) return;
    this._asked?.abort();
    this._asked = new AbortController();
    const wanted = this.target();
    const { fits, reason } = await this.board.on.verdict(wanted, this._asked.signal).catch(() => ({ fits: null, reason: "" }));
    if (this.ghost !== ghost || fits === null || JSON.stringify(wanted) !== JSON.stringify(this.target())) return;
    Object.assign(ghost, { verdict: fits ? "fits" : "refused", reason });
    this.board.tell(reason || this.board.words.say("fits"), true);
    this.board.redraw(false);
  }
  // Lets go: the move is made, or the bar is where it was and the reason is said until it is read.
  async drop() {
    const { model: m, state: s, on, words } = this.board, ghost = this.ghost;
    if (!ghost) return;
    clearTimeout(this._waiting);
    this._asked?.abort();
    if (ghost.row === m.row[ghost.bar] && ghost.moment === m.setup[ghost.bar]) { this.cancel(); return; }
    const wanted = this.target();
    ghost.verdict = "asking";
    const { done, reason } = await on.move(wanted);
    s.ghost = null;
    if (done) this.board.tell(reason || words.say("moved"), true);
    else this.board.refuse(reason);
    this.board.redraw();
  }
  cancel() {
    clearTimeout(this._waiting);
    this._asked?.abort();
    this.board.state.ghost = null;
    this.board.tell(this.board.words.say("stays"));
    this.board.redraw(false);
  }
  // By keys: a step of time that fits the zoom, or the next row in sight.
  nudge(along, across, large) {
    const { view: v, model: m } = this.board, ghost = this.ghost;
    const step = v.perDay >= 620 ? 900 : v.perDay >= 88 ? 3600 : 4 * 3600;
    let row = ghost.row;
    if (across) {
      let line = v.rowLine[row] + across;
      while (v.lines[line] && v.lines[line].kind !== "row") line += across;
      row = v.lines[line]?.row ?? row;
    }
    this.to(row, ghost.moment + along * step * (large ? 6 : 1));
    v.show(ghost.moment, ghost.moment + m.end[ghost.bar] - m.setup[ghost.bar], row, row);
    this.board.tell(this.board.words.say("ghost_at", { centre: m.centres[m.rowCentre[row]].name, unit: m.rowUnit[row] + 1, when: this.board.words.moment(ghost.moment) }));
    this.board.redraw();
  }
}
