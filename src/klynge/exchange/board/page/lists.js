// Late orders, orders that are not planned, and the plan as a table.
import { centreOf, firstBar, matesOf, orderName, portionsOf, siteOf, stepName, zoneOf } from "./data.js";
import { el, table } from "./element.js";
import { dayOf, days, deadline, moment, number, speech, t } from "./text.js";

const PAGE = 100;

const orderLink = (m, n, choose) => el("div", {}, el("button", { class: "link", onclick: () => choose(n) }, m.o.ids[n]), el("div", { class: "muted" }, m.o.customers[m.o.customer[n]] ?? ""));

export function latePanel(m, s, choose) {
  if (!m.byLateness.length) return [el("p", { class: "muted" }, t("no_late"))];
  const shown = m.byLateness.slice(0, 500);
  const rows = shown.map((n) => ({
    class: n === s.order ? "chosen" : "",
    cells: [orderLink(m, n, choose), deadline(m.target[n]), dayOf(m.o.delivered[n]), days(m.late[n])],
  }));
  return [table([[t("order")], [t("target"), "nowrap"], [t("delivered"), "nowrap"], [t("late_by"), "n"]], rows)];
}

export function unplannedPanel(m, s, choose) {
  if (!m.unplanned.length) return [el("p", { class: "muted" }, t("no_unplanned"))];
  const rows = m.unplanned.slice(0, 500).map((n) => ({
    class: n === s.order ? "chosen" : "",
    cells: [orderLink(m, n, choose), deadline(m.target[n]), (m.content.why[m.o.ids[n]]?.[speech.language] ?? []).join(" · ")],
  }));
  return [table([[t("order")], [t("due"), "nowrap"], [t("reason")]], rows)];
}

function rowsOf(m, v, s) {
  if (s.tableOf === "order" && s.order >= 0) return portionsOf(m, s.order);
  if (s.tableOf === "all") return [...m.bars.list].flatMap((n) => matesOf(m, n));
  const found = [];
  for (const row of v.visibleRows()) {
    for (let at = firstBar(m, row, v.t0); at < m.bars.from[row + 1] && m.p.setup[m.bars.list[at]] < v.t1; at++) found.push(...matesOf(m, m.bars.list[at]));
  }
  return found;
}

export function tablePanel(m, v, s, choose, again) {
  const all = rowsOf(m, v, s);
  s.tablePage = Math.max(0, Math.min(s.tablePage, Math.ceil(all.length / PAGE) - 1));
  const from = s.tablePage * PAGE, shown = all.slice(from, from + PAGE);
  const which = el("select", { id: "table-of", onchange: (event) => { s.tableOf = event.target.value; s.tablePage = 0; again("table-of"); } },
    ...["view", "order", "all"].map((kind) => el("option", { value: kind, selected: kind === s.tableOf && "" }, t(`rows_${kind}`))));
  const step = (by, key) => el("button", { id: `table-${key}`, disabled: (from + by * PAGE < 0 || from + by * PAGE >= all.length) && "", onclick: () => { s.tablePage += by; again(`table-${key}`); } }, t(key));
  const rows = shown.map((n) => ({ class: n === s.portion ? "chosen" : "", cells: cells(m, n, choose) }));
  const heads = [[t("order")], [t("operation")], [t("work_centre")], [t("setup"), "nowrap"], [t("start"), "nowrap"], [t("end"), "nowrap"], [t("quantity"), "n"]];
  return [
    el("p", { class: "muted" }, t("table_about")),
    el("div", { class: "pager" }, el("label", {}, `${t("which_rows")} `, which), step(-1, "before"), step(1, "after"),
      el("span", { class: "muted" }, t("page_of", { first: number(all.length ? from + 1 : 0), last: number(from + shown.length), all: number(all.length) }))),
    shown.length ? table(heads, rows) : el("p", { class: "muted" }, t("empty")),
  ];
}

function cells(m, n, choose) {
  const { p } = m, zone = zoneOf(m, n), centre = centreOf(m, n), late = p.order[n] >= 0 && m.late[p.order[n]] > 0;
  const unit = centre[3] === "external" ? "" : ` ${m.net.rowUnit[p.row[n]] + 1}`;
  return [
    el("span", {}, el("button", { class: "link", onclick: () => choose(n) }, orderName(m, n)), late ? el("span", { class: "chip late" }, t("late_word")) : null),
    stepName(m, n), `${centre[1]}${unit}, ${siteOf(m, n)[1]}`,
    p.start[n] > p.setup[n] ? moment(p.setup[n], zone) : "", moment(p.start[n], zone), moment(p.end[n], zone), number(p.quantity[n]),
  ];
}
