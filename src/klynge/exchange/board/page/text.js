// Texts, numbers and moments in the chosen language. Moments are seconds from the plan's epoch.
const texts = JSON.parse(document.getElementById("texts").textContent);
export const speech = { language: "nb", epoch: 0, zone: "UTC" };
const formatters = new Map();

export function t(key, facts = {}) {
  const pair = texts[key];
  if (!pair) throw new Error(`no text ${key}`);
  return pair[speech.language === "nb" ? 0 : 1].replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);
}

function once(key, make) {
  if (!formatters.has(key)) formatters.set(key, make());
  return formatters.get(key);
}

const tongue = () => (speech.language === "nb" ? "nb-NO" : "en-GB");

export function number(value, decimals = 0) {
  const options = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return once(`n${tongue()}${decimals}`, () => new Intl.NumberFormat(tongue(), options)).format(value);
}

export const share = (value, decimals = 0) => (value === null ? "–" : `${number(100 * value, decimals)} %`);
export const days = (seconds, decimals = 1) => number(seconds / 86400, decimals);
export const millions = (ore) => `${number(ore / 1e8, Math.abs(ore) < 1e9 ? 2 : 1)} ${t("mill")}`;
export const kroner = (ore) => number(ore / 100);

function parts(seconds, zone) {
  const format = once(`d${zone}`, () => new Intl.DateTimeFormat("en-GB", {
    timeZone: zone, year: "numeric", month: "numeric", day: "numeric", weekday: "short",
    hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  }));
  const found = {};
  for (const { type, value } of format.formatToParts(new Date((speech.epoch + seconds) * 1000))) found[type] = value;
  return found;
}

const ENGLISH_DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

export function dayText(year, month, day, weekday) {
  const dot = speech.language === "nb" ? "." : "";
  const name = weekday === null ? "" : `${t("weekdays").split(" ")[weekday]} `;
  return `${name}${day}${dot} ${t("months").split(" ")[month - 1]}${year === null ? "" : ` ${year}`}`;
}

export function moment(seconds, zone = speech.zone) {
  const p = parts(seconds, zone);
  return `${dayText(null, +p.month, +p.day, ENGLISH_DAYS.indexOf(p.weekday))} ${p.hour}:${p.minute}`;
}

export function dated(seconds, zone = speech.zone) {
  const p = parts(seconds, zone);
  return `${dayText(+p.year, +p.month, +p.day, ENGLISH_DAYS.indexOf(p.weekday))} ${p.hour}:${p.minute}`;
}

// A day's end is shown as the day itself, not as the midnight after it.
export function deadline(seconds, zone = speech.zone, withYear = false) {
  const p = parts(seconds, zone);
  if (p.hour !== "00" || p.minute !== "00") return withYear ? dated(seconds, zone) : moment(seconds, zone);
  const day = parts(seconds - 43200, zone);
  return dayText(withYear ? +day.year : null, +day.month, +day.day, ENGLISH_DAYS.indexOf(day.weekday));
}

export function dayOf(seconds, zone = speech.zone) {
  const p = parts(seconds, zone);
  return dayText(null, +p.month, +p.day, ENGLISH_DAYS.indexOf(p.weekday));
}

export const clockTime = (seconds, zone = speech.zone) => { const p = parts(seconds, zone); return `${p.hour}:${p.minute}`; };
export const calendarDay = (seconds, zone = speech.zone) => { const p = parts(seconds, zone); return [+p.year, +p.month, +p.day]; };

export function span(seconds) {
  const minutes = Math.round(seconds / 60);
  const d = Math.floor(minutes / 1440), h = Math.floor(minutes / 60) % 24, m = minutes % 60;
  if (d) return h ? `${d} ${t("d")} ${h} ${t("h")}` : `${d} ${t("d")}`;
  if (h) return m ? `${h} ${t("h")} ${m} ${t("min")}` : `${h} ${t("h")}`;
  return `${m} ${t("min")}`;
}

export function translate() {
  document.documentElement.lang = speech.language;
  for (const each of document.querySelectorAll("[data-t]")) each.textContent = t(each.dataset.t);
  for (const each of document.querySelectorAll("[data-p]")) each.placeholder = t(each.dataset.p);
  for (const each of document.querySelectorAll("[data-l]")) {
    each.setAttribute("aria-label", t(each.dataset.l));
    if (each.tagName === "BUTTON") each.title = t(each.dataset.l);
  }
}
