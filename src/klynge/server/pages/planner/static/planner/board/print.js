// The board on paper: the stretch in sight as vectors, black on white, so that it is sharp at any size.
import { upper } from "./model.js";

const NS = "http://www.w3.org/2000/svg", WIDTH = 1040, LEFT = 150, ROW = 15, TOP = 34;

function shape(name, given, text) {
  const element = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(given)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  return element;
}

export function printable({ model: m, view: v, words }) {
  const lines = v.lines.filter((line) => line.kind !== "centre"), scale = (WIDTH - LEFT) / (v.t1 - v.t0), x = (moment) => LEFT + (moment - v.t0) * scale;
  const svg = shape("svg", { viewBox: `0 0 ${WIDTH} ${TOP + lines.length * ROW}`, class: "board-print", role: "img" });
  svg.append(shape("title", {}, words.say("board")));
  for (let day = Math.max(0, upper(m.days, v.t0)); day < m.days.length && m.days[day] < v.t1; day++) {
    const [, month, date] = words.calendarDay(m.days[day] + 43200), monday = day % 7 === 0;
    if (!monday && scale * 86400 < 26) continue;
    svg.append(shape("line", { x1: x(m.days[day]), x2: x(m.days[day]), y1: monday ? 4 : 18, y2: TOP + lines.length * ROW, class: monday ? "week" : "day" }));
    svg.append(shape("text", { x: x(m.days[day]) + 2, y: 28, class: "date" }, words.date(null, month, date)));
    if (monday) svg.append(shape("text", { x: x(m.days[day]) + 2, y: 14, class: "name" }, `${words.say("wk")} ${+m.weeks[day / 7].slice(6)}`));
  }
  lines.forEach((line, at) => {
    const y = TOP + at * ROW;
    if (line.kind === "site") { svg.append(shape("text", { x: 2, y: y + 11, class: "site" }, m.sites[line.site].name)); return; }
    const { name, units } = m.centres[line.centre];
    svg.append(shape("text", { x: 8, y: y + 11, class: "name" }, `${name.slice(0, 24)}${units > 1 ? ` ${m.rowUnit[line.row] + 1}` : ""}`));
    for (const n of m.barsWithin([line.row], v.t0, v.t1)) bar(svg, m, n, Math.max(LEFT, x(m.setup[n])), Math.min(WIDTH, x(m.end[n])), y);
  });
  return svg;
}

function bar(svg, m, n, left, right, y) {
  const width = Math.max(0.8, right - left), room = Math.floor((width - 4) / 4.6);
  svg.append(shape("rect", { x: left, y: y + 1.5, width, height: ROW - 3, class: m.isLate(n) ? "late" : "work" }));
  if (room > 3) svg.append(shape("text", { x: left + 2, y: y + 10.5, class: "label" }, `${m.nameOf(n)} ${m.stepOf(n)}`.slice(0, room)));
}
