// The measures: tiles over the board and tables in the panel.
import { el, table } from "./element.js";
import { days, kroner, millions, number, share, t } from "./text.js";

const COSTS = ["machine_ore", "people_ore", "power_ore", "setup_ore", "stock_material_ore", "purchase_ore", "external_ore", "transport_ore"];

export function tiles(m, open) {
  const k = m.content.measures, s = k.service, busiest = k.bottlenecks[0], lead = k.lead_time;
  const good = (value) => (value === null ? "" : value >= 0.995 ? "good" : value < 0.9 ? "bad" : "");
  const tile = (tab, kind, name, value, more) => el("button", { class: `tile ${kind}`, onclick: () => open(tab) }, el("span", {}, name), el("strong", {}, value), el("small", {}, more));
  const part = (a, b) => t("of", { part: number(a), whole: number(b) });
  const centre = busiest && m.net.centres.find((c) => c[0] === busiest.work_centre)[1];
  return [
    tile("measures", good(s.promises_kept_share), t("kept"), share(s.promises_kept_share, 1), part(s.promises_kept, s.promises)),
    tile("measures", good(s.on_time_in_full_share), t("on_time"), share(s.on_time_in_full_share, 1), part(s.on_time, s.orders)),
    tile("late", s.late ? "bad" : "good", t("late_orders"), number(s.late), s.late ? t("worst", { days: days(m.late[m.byLateness[0]]) }) : t("no_late")),
    tile("unplanned", s.unplanned ? "bad" : "good", t("unplanned"), number(s.unplanned), part(s.unplanned, s.orders)),
    tile("measures", "", t("lead_time"), lead.median_s === null ? "–" : `${days(lead.median_s)} ${t("d")}`, lead.p90_s === null ? "" : t("lead_more", { days: days(lead.p90_s) })),
    tile("measures", "", t("cost"), millions(k.costs.total_ore), t("cost_more", { share: share(setupShare(k), 1) })),
    tile("measures", "", t("co2"), `${number(k.carbon.total_g / 1e6, 1)} t`, t("co2_more", { kg: number(s.planned ? k.carbon.total_g / 1000 / s.planned : 0, 1) })),
    tile("measures", "", t("busiest"), busiest ? share(busiest.utilisation) : "–", centre ?? ""),
  ];
}

function setupShare(k) {
  const sum = (key) => k.work_centres.reduce((total, centre) => total + centre[key], 0);
  const setup = sum("setup_h"), all = setup + sum("run_h");
  return all ? setup / all : null;
}

function meter(value) {
  const bar = el("i", { class: value > 1 ? "over" : value > 0.9 ? "tight" : "" });
  bar.style.width = `${Math.min(100, 100 * value)}%`;
  return el("span", {}, el("span", { class: "meter" }, bar), share(value));
}

export function measuresPanel(m, showCentre) {
  const k = m.content.measures;
  return [
    m.content.synthetic ? el("p", { class: "muted" }, `${t("synthetic")}: ${m.content.synthetic}`) : null,
    el("h3", {}, t("bottlenecks")), bottlenecks(m, k, showCentre),
    el("h3", {}, t("members")), members(m, k),
    el("h3", {}, t("costs")), costs(k),
    el("h3", {}, t("in_progress")), progress(k), el("p", { class: "muted" }, t("in_progress_more")),
  ].filter(Boolean);
}

function bottlenecks(m, k, showCentre) {
  const rows = k.bottlenecks.map((b) => {
    const number_ = m.net.centres.findIndex((c) => c[0] === b.work_centre), centre = m.net.centres[number_];
    const use = k.work_centres.find((c) => c.work_centre === b.work_centre);
    const name = el("div", {}, el("button", { class: "link", onclick: () => showCentre(number_) }, centre[1]), el("div", { class: "muted" }, m.net.sites[centre[2]][1]));
    return { cells: [name, meter(b.utilisation), share(use.setup_share), String(b.weeks_over.length)] };
  });
  return table([[t("work_centre")], [t("use"), "nowrap"], [t("setup_share"), "n"], [t("weeks_over"), "n"]], rows);
}

function members(m, k) {
  const rows = k.members.map((row, n) => ({ cells: [m.net.members[n][1], millions(row.value_ore), millions(row.contribution_ore), number(row.paid_h)] }));
  return table([[t("member")], [t("value"), "n"], [t("contribution"), "n"], [t("paid_hours"), "n"]], rows);
}

function costs(k) {
  const row = (name, ore) => ({ cells: [name, `${kroner(ore)} kr`] });
  const rows = COSTS.filter((kind) => k.costs[kind]).map((kind) => row(t(kind), k.costs[kind]));
  rows.push({ ...row(t("total"), k.costs.total_ore), class: "total" });
  if (k.agreement_transfers_ore) rows.push(row(t("transfers"), k.agreement_transfers_ore));
  return table([[t("costs")], ["kr", "n"]], rows);
}

function progress(k) {
  const rows = k.weeks.map((week, n) => ({ cells: [week, number(k.in_progress.orders[n]), millions(k.in_progress.value_ore[n])] }));
  return table([[t("week")], [t("orders"), "n"], [t("value"), "n"]], rows);
}
