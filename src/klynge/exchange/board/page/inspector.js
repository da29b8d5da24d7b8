// Everything about the chosen portion and its order: facts, needs, materials, the steps and why it is when it is.
import { centreOf, matesOf, orderName, portionsOf, siteOf, stepName, zoneOf } from "./data.js";
import { el, facts } from "./element.js";
import { dated, days, deadline, kroner, moment, number, span, speech, t } from "./text.js";

export function inspector(m, s, choose, setAlone) {
  if (s.order < 0 && s.portion < 0) return [el("p", { class: "muted" }, t("nothing_chosen"))];
  const parts = [];
  if (s.order >= 0) parts.push(...orderFacts(m, s.order), alone(s, setAlone));
  if (s.portion >= 0) parts.push(...portionFacts(m, s, s.portion, choose));
  if (s.order >= 0) parts.push(...why(m, s.order), ...steps(m, s, choose));
  return parts;
}

export function latenessChip(m, order) {
  if (m.o.delivered[order] === m.none) return el("span", { class: "chip late" }, t("unplanned"));
  const late = m.late[order] > 0;
  const text = late ? t("days_late", { days: days(m.late[order]) }) : t("days_early", { days: days(m.slack[order]) });
  return el("span", { class: `chip ${late ? "late" : "good"}` }, text);
}

const maybe = (m, value, text) => (value === m.none ? "" : text(value));

function orderFacts(m, n) {
  const { o } = m, [item, name, unit] = o.items[o.item[n]];
  return [
    el("h2", {}, `${t("order")} ${o.ids[n]}`, latenessChip(m, n)),
    facts([
      [t("customer"), o.customers[o.customer[n]] ?? ""],
      [t("item"), name && name !== item ? `${name} (${item})` : item],
      [t("quantity"), `${number(o.quantity[n])} ${unit}`],
      [t("owner"), m.net.members[o.owner[n]][1]],
      [t("status"), t(`status_${o.statuses[o.status[n]]}`)],
      [t("release"), dated(o.release[n])],
      [t("due"), deadline(o.due[n], speech.zone, true)],
      [t("promised"), maybe(m, o.promised[n], (value) => deadline(value, speech.zone, true))],
      [t("delivered"), maybe(m, o.delivered[n], dated)],
      [t("value"), o.valueKr[n] ? `${kroner(o.valueKr[n] * 100)} kr` : ""],
      [t("weight"), o.weight[n] === 1 ? "" : number(o.weight[n])],
    ]),
  ];
}

const alone = (s, setAlone) => el("button", { id: "alone", "aria-pressed": String(s.alone), onclick: () => { setAlone(!s.alone); document.getElementById("alone")?.focus(); } }, t("alone"));

function portionFacts(m, s, n, choose) {
  const { p } = m, zone = zoneOf(m, n), centre = centreOf(m, n), [step] = p.steps[p.step[n]];
  const at = (value) => moment(value, zone);
  const setup = p.start[n] > p.setup[n] ? `${at(p.setup[n])} – ${at(p.start[n])} (${span(p.start[n] - p.setup[n])})` : "";
  const job = p.jobs[p.job[n]];
  return [
    el("h3", {}, stepName(m, n)),
    facts([
      [t("operation"), stepName(m, n) === step ? step : `${step} ${stepName(m, n)}`],
      [t("job"), job === orderName(m, n) && p.order[n] >= 0 ? "" : job],
      [t("work_centre"), `${centre[1]} (${centre[0]})`],
      [t("unit"), centre[3] === "external" ? "" : String(m.net.rowUnit[p.row[n]] + 1)],
      [t("site"), `${siteOf(m, n)[1]}, ${m.net.members[siteOf(m, n)[2]][1]}`],
      [t("setup"), setup],
      [t("run"), `${at(p.start[n])} – ${at(p.end[n])} (${span(p.end[n] - p.start[n])})`],
      [t("quantity"), number(p.quantity[n])],
      [t("family"), p.families[p.family[n]] ?? ""],
      [t("pools"), pools(m, n)],
      [t("materials"), materials(m, n, zone)],
      [t("batch"), batch(m, n, choose)],
    ]),
    p.frozen[n] ? el("p", { class: "muted" }, t("frozen")) : null,
    p.agreed[n] ? el("p", { class: "muted" }, t("agreed")) : null,
    p.order[n] < 0 ? el("p", { class: "muted" }, t("supply_lot")) : null,
  ].filter(Boolean);
}

function pools(m, n) {
  const { p } = m, found = [];
  for (let k = p.poolFrom[n]; k < p.poolFrom[n + 1]; k++) {
    const amount = p.poolAmount[k] % 1000 ? number(p.poolAmount[k] / 1000, 2) : number(p.poolAmount[k] / 1000);
    found.push(`${amount} × ${p.pools[p.pool[k]]}${p.poolSetup[k] ? ` (${t("in_setup")})` : ""}`);
  }
  return found.join(", ");
}

function materials(m, n, zone) {
  const { p } = m, list = [];
  for (let k = p.pegFrom[n]; k < p.pegFrom[n + 1]; k++) {
    const [item, name, unit] = p.items[p.pegItem[k]], lot = p.lots[p.pegLot[k]] ?? "";
    const source = t(["from_stock", "from_lot", "from_purchase"][p.pegSource[k]], { lot });
    list.push(el("div", {}, `${number(p.pegQuantity[k])} ${unit} ${name || item}, ${source}, ${t("there", { when: moment(p.pegAvailable[k], zone) })}`));
  }
  return list.length ? el("div", {}, ...list) : "";
}

function batch(m, n, choose) {
  if (m.p.batch[n] < 0) return "";
  const mates = matesOf(m, n);
  return el("div", {}, t("batch_of", { n: mates.length }), el("div", {}, ...mates.map((mate) => el("button", { class: "link", onclick: () => choose(mate) }, `${orderName(m, mate)} (${number(m.p.quantity[mate])})`)).flatMap((button) => [button, " "])));
}

function why(m, order) {
  const told = m.content.why[m.o.ids[order]];
  if (!told) return [];
  const title = m.o.delivered[order] === m.none ? t("why_unplanned") : t("why_late");
  return [el("h3", {}, title), el("div", { class: "why" }, ...told[speech.language].map((line) => el("p", {}, line)))];
}

function steps(m, s, choose) {
  const list = el("ol", { class: "steps" });
  let before = null;
  for (const n of portionsOf(m, s.order)) {
    const { p } = m, zone = zoneOf(m, n), wait = before === null ? 0 : p.setup[n] - before;
    if (wait > 60) list.append(el("li", { class: "wait" }, t("waits", { time: span(wait) })));
    list.append(el("li", { class: n === s.portion ? "chosen" : "" },
      el("button", { class: "link", onclick: () => choose(n) }, stepName(m, n)),
      el("small", {}, `${centreOf(m, n)[1]}, ${m.net.members[siteOf(m, n)[2]][1]}`),
      el("small", {}, `${moment(p.setup[n], zone)} – ${moment(p.end[n], zone)}`)));
    before = Math.max(before ?? 0, p.end[n]);
  }
  return [el("h3", {}, t("steps")), list];
}
