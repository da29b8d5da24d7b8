// What is chosen: bars, their order, the bar that keys stand on; and how one walks from bar to bar.
export class Selection {
  constructor(board) { this.board = board; }
  get m() { return this.board.model; }
  get s() { return this.board.state; }
  // Chooses one bar alone (-1: nothing), or adds it to or takes it out of what is chosen.
  choose(n, adds = false) {
    const { s } = this;
    if (!adds) s.selected.clear();
    if (n >= 0) {
      const leader = this.m.leader[n];
      if (!s.selected.delete(leader)) s.selected.add(leader);
      s.focus = leader;
    } else s.focus = -1;
    s.portion = n;
    s.order = n < 0 ? -1 : this.m.source[n];
    this.told();
  }
  // Nothing is chosen any more and no refusal stands; keys go on from where they are.
  none() {
    const { focus } = this.s;
    this.choose(-1);
    this.s.focus = focus;
    this.board.alert.hidden = true;
  }
  all(bars, adds = false) {
    if (!adds) this.s.selected.clear();
    for (const n of bars) this.s.selected.add(this.m.leader[n]);
    const one = this.s.selected.size === 1 ? [...this.s.selected][0] : -1;
    this.s.portion = one;
    this.s.order = one < 0 ? -1 : this.m.source[one];
    this.told();
  }
  chooseOrder(number) {
    const mine = this.m.portionsOf(number);
    this.s.selected.clear();
    this.s.order = number;
    this.s.portion = -1;
    this.s.focus = mine.length ? this.m.leader[mine[0]] : -1;
    if (mine.length) this.bringUp(mine);
    this.told();
    this.board.tell(`${this.board.words.say("order")} ${this.m.orders[number].name}`);
  }
  bringUp(bars) {
    const { m } = this, rows = bars.map((n) => m.row[n]);
    this.board.glide((v) => v.show(Math.min(...bars.map((n) => m.setup[n])), Math.max(...bars.map((n) => m.end[n])), Math.min(...rows), Math.max(...rows)));
  }
  told() {
    this.board.redraw(false);
    this.board.on.choose?.(this.bars(), this.s.order < 0 ? null : this.m.orders[this.s.order]);
  }
  // The bars that are chosen; of a batch all its portions, or the one that was pointed at.
  bars() {
    if (this.s.portion >= 0 && this.s.selected.size === 1) return [this.s.portion];
    return [...this.s.selected].flatMap((n) => this.m.matesOf(n));
  }
  // To the next late order, or the one before.
  nextLate(by) {
    const late = this.m.lateOrders();
    if (!late.length) return this.board.tell(this.board.words.say("none_late"));
    const at = late.indexOf(this.s.order);
    return this.chooseOrder(late[at < 0 ? 0 : (at + by + late.length) % late.length]);
  }
  // Moves the focus along its row, or to the bar nearest in time on the next row that has one.
  step(along, across) {
    const { m, s, board } = this, { from, list } = m.bars;
    let next = s.focus >= 0 ? s.focus : this.firstSeen();
    if (next < 0) return;
    if (s.focus >= 0 && along) {
      const row = m.row[next], at = list.subarray(from[row], from[row + 1]).indexOf(next) + from[row] + along;
      if (at >= from[row] && at < from[row + 1]) next = list[at];
    } else if (s.focus >= 0) {
      const { lines, rowLine } = board.view;
      for (let at = rowLine[m.row[next]] + across; lines[at]; at += across) {
        const { kind, row } = lines[at];
        if (kind !== "row" || from[row] === from[row + 1]) continue;
        next = list[Math.min(from[row + 1] - 1, m.firstBar(row, m.start[next]))];
        break;
      }
    }
    s.focus = next;
    board.view.show(m.setup[next], m.end[next], m.row[next], m.row[next]);
    board.tell(board.words.bar(m, next));
    board.redraw();
  }
  firstSeen() {
    const { m, board: { view } } = this;
    for (const line of view.visible()) {
      const n = line.kind === "row" ? m.bars.list[m.firstBar(line.row, view.t0)] : undefined;
      if (n !== undefined && m.row[n] === line.row && m.setup[n] < view.t1) return n;
    }
    return -1;
  }
  // After the plan changed: the same portions and order, where they are still there.
  carry(before) {
    const { m, s } = this, again = (n) => (n < 0 ? -1 : m.barOf(before.keyOf(n)));
    s.selected = new Set([...s.selected].map(again).filter((n) => n >= 0).map((n) => m.leader[n]));
    [s.focus, s.portion, s.hover] = [again(s.focus), again(s.portion), -1];
    s.order = s.order < 0 ? -1 : m.sources.indexOf(before.sources[s.order]);
  }
}
