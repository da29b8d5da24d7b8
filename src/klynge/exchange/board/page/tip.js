// What a bar is, in a few lines beside the pointer and, for those who listen, in one sentence.
import { busyShare } from "./heat.js";
import { centreOf, matesOf, orderName, siteOf, stepName, upper, zoneOf } from "./data.js";
import { el } from "./element.js";
import { days, dayText, calendarDay, moment, number, share, span, t } from "./text.js";

const lateText = (m, order) => (order >= 0 && m.late[order] > 0 ? t("days_late", { days: days(m.late[order]) }) : "");

export function tipOf(m, n) {
  const { p } = m, zone = zoneOf(m, n), order = p.order[n], mates = matesOf(m, n);
  const unit = centreOf(m, n)[3] === "external" ? "" : ` · ${t("unit_n", { n: m.net.rowUnit[p.row[n]] + 1 })}`;
  const lines = [
    `${centreOf(m, n)[1]}${unit} · ${siteOf(m, n)[1]}`,
    p.start[n] > p.setup[n] ? `${t("setup")} ${moment(p.setup[n], zone)} (${span(p.start[n] - p.setup[n])})` : "",
    `${moment(p.start[n], zone)} – ${moment(p.end[n], zone)}`,
    `${t("quantity")} ${number(p.quantity[n])}${p.family[n] >= 0 ? ` · ${t("family")} ${p.families[p.family[n]]}` : ""}`,
    mates.length > 1 ? t("batch_of", { n: mates.length }) : "",
    lateText(m, order),
  ];
  return [el("b", {}, `${orderName(m, n)} · ${stepName(m, n)}`), ...lines.filter(Boolean).map((line) => el("span", {}, line))];
}

export function heatTip(m, v, heat, row, at) {
  const day = upper(m.time.days, at) - 1, centre = m.net.centres[m.net.rowCentre[row]];
  if (day < 0 || day >= heat.days) return [];
  const [year, month, date] = calendarDay(m.time.days[day] + 43200);
  return [el("b", {}, `${centre[1]} ${m.net.rowUnit[row] + 1}`), el("span", {}, `${dayText(year, month, date, day % 7)}: ${share(busyShare(m, heat, row, day))}`)];
}

export function sentence(m, n) {
  const zone = zoneOf(m, n), late = lateText(m, m.p.order[n]);
  return t("says_bar", {
    order: orderName(m, n), step: stepName(m, n), centre: centreOf(m, n)[1], unit: m.net.rowUnit[m.p.row[n]] + 1,
    from: moment(m.p.setup[n], zone), to: moment(m.p.end[n], zone), late: late && `, ${late}`,
  });
}
