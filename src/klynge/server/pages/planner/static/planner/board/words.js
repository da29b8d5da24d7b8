// Texts, numbers and moments in the page's language. Moments are seconds from the plan's epoch.
import { FINISHED, FROZEN, LOCKED, LOT, OWN, STARTED } from "./model.js";

const STATES = [[STARTED, "started"], [FINISHED, "finished"], [LOCKED, "locked"], [FROZEN, "frozen"], [LOT, "lot"]];
const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

export class Words {
  // `texts` by key as the server sent them; `epoch` in seconds since 1970; `zone` the cluster's.
  constructor(texts, language, { epoch, zone }) {
    this.texts = texts; this.epoch = epoch; this.zone = zone;
    this.language = language;
    this.tongue = language === "en" ? "en-GB" : "nb-NO";
    this.months = texts.months.split(" ");
    this.weekdays = texts.weekdays.split(" ");
    this._numbers = new Map();
    this._format = new Intl.DateTimeFormat("en-GB", { timeZone: zone, year: "numeric", month: "numeric", day: "numeric", weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  }
  // Raises an error for a text that the server did not send: a fault of the page, found by its tests.
  say(key, facts = {}) {
    const text = this.texts[key];
    if (text === undefined) throw new Error(`no text ${key}`);
    return text.replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);
  }
  number(value, decimals = 0) {
    if (!this._numbers.has(decimals)) this._numbers.set(decimals, new Intl.NumberFormat(this.tongue, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }));
    return this._numbers.get(decimals).format(value);
  }
  share(value) { return `${this.number(100 * value)} %`; }
  days(seconds) { return this.number(seconds / 86400, 1); }
  parts(seconds) {
    const found = {};
    for (const { type, value } of this._format.formatToParts(new Date((this.epoch + seconds) * 1000))) found[type] = value;
    return found;
  }
  // A day by its parts, with the weekday (from 0) and the year where they are given.
  date(year, month, day, weekday = null) {
    const dot = this.language === "en" ? "" : ".";
    return `${weekday === null ? "" : `${this.weekdays[weekday]} `}${day}${dot} ${this.months[month - 1]}${year === null ? "" : ` ${year}`}`;
  }
  moment(seconds) {
    const p = this.parts(seconds);
    return `${this.date(null, +p.month, +p.day, DAYS.indexOf(p.weekday))} ${p.hour}:${p.minute}`;
  }
  clock(seconds) { const p = this.parts(seconds); return `${p.hour}:${p.minute}`; }
  calendarDay(seconds) { const p = this.parts(seconds); return [+p.year, +p.month, +p.day]; }
  // As a field of type datetime-local takes it, and back.
  local(seconds) {
    const p = this.parts(seconds), two = (value) => String(value).padStart(2, "0");
    return `${p.year}-${two(p.month)}-${two(p.day)}T${p.hour}:${p.minute}`;
  }
  fromLocal(text) {
    const wanted = Date.parse(`${text}Z`) / 1000 - this.epoch;
    if (!Number.isFinite(wanted)) return null;
    let guess = wanted;
    for (let turn = 0; turn < 2; turn++) guess += wanted - (Date.parse(`${this.local(guess)}Z`) / 1000 - this.epoch);
    return guess;
  }
  span(seconds) {
    const minutes = Math.round(seconds / 60), d = Math.floor(minutes / 1440), h = Math.floor(minutes / 60) % 24, m = minutes % 60;
    const pair = (big, bigUnit, small, smallUnit) => (small ? `${big} ${bigUnit} ${small} ${smallUnit}` : `${big} ${bigUnit}`);
    if (d) return pair(d, this.say("d"), h, this.say("h"));
    return h ? pair(h, this.say("h"), m, this.say("min")) : `${m} ${this.say("min")}`;
  }
  // What a bar is, in one sentence for who listens.
  bar(m, n) {
    return this.say("bar", {
      order: m.nameOf(n), step: m.stepOf(n), centre: m.centreOf(n).name, unit: m.rowUnit[m.row[n]] + 1,
      from: this.moment(m.setup[n]), to: this.moment(m.end[n]), state: this.states(m, n).map((state) => `, ${state}`).join(""),
    });
  }
  states(m, n) {
    const found = [], flags = m.flags[n];
    const { late } = m.orders[m.source[n]];
    if (m.isLate(n)) found.push(late > 0 ? this.say("days_late", { days: this.days(late) }) : this.say("late"));
    for (const [bit, name] of STATES) if (flags & bit) found.push(this.say(name));
    if (!(flags & OWN)) found.push(this.say("other"));
    return found;
  }
}
