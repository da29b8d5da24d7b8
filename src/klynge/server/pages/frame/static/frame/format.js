// SPDX-License-Identifier: Apache-2.0
// Days, money and numbers in the page's language, in Oslo's time.
const english = document.documentElement.lang === "en";
const locale = english ? "en-GB" : "nb-NO";
const zone = { timeZone: "Europe/Oslo" };
const DAY = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short", ...zone });
const CLOCK = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...zone });

export const number = (value, decimals = 0) => value.toLocaleString(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
export const money = (ore, decimals = 2) => english ? `NOK\u00a0${number(ore / 100, decimals)}` : `${number(ore / 100, decimals)}\u00a0kr`;
export const day = (iso) => DAY.format(new Date(iso));
export const clock = (iso) => CLOCK.format(new Date(iso));
export const moment = (iso) => `${day(iso)} ${clock(iso)}`;

// The ISO week of a moment in Oslo. Source: ISO 8601, week 1 holds the year's first Thursday.
export function week(iso) {
  const parts = Object.fromEntries(new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", ...zone }).formatToParts(new Date(iso)).map(({ type, value }) => [type, value]));
  const at = new Date(Date.UTC(+parts.year, +parts.month - 1, +parts.day));
  at.setUTCDate(at.getUTCDate() + 4 - (at.getUTCDay() || 7));
  return Math.ceil(((at - Date.UTC(at.getUTCFullYear(), 0, 1)) / 86400000 + 1) / 7);
}
