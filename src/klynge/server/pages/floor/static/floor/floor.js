// SPDX-License-Identifier: Apache-2.0
// A work centre's page: taps become reports that are shown at once and sent when they can be.

import { Amounts } from "./amounts.js";
import { Cards } from "./cards.js";
import { listenToScanner, meaning, setUpCamera } from "./scan.js";
import { Sender } from "./sending.js";
import { setUpSuggestions } from "./suggest.js";

const UNDO = 5 * 60 * 1000, POLL = 60_000;
const page = document.querySelector("[data-floor]");
const words = JSON.parse(document.getElementById("floor-words").textContent);
const queue = page.querySelector("#queue");
const cards = new Cards(queue, words);
const sender = new Sender(page.dataset.organisation, { report: page.dataset.report, suggestion: page.dataset.suggestions });
const says = page.querySelector("[data-says]");
const list = page.querySelector("[data-records]");
const clock = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: page.dataset.timeZone });
let fetchedAt = Date.now();

const filled = (text, facts) => text.replace(/\{(\w+)\}/g, (_, name) => facts[name]);

async function show() {
  const records = await sender.records();
  cards.show(records, fetchedAt);
  const waiting = records.filter((each) => each.state === "waiting" || each.state === "sending").length;
  const refused = records.filter((each) => each.state === "refused").length;
  const state = refused ? "refused" : waiting ? (sender.status === "login" ? "login" : "waiting") : "sent";
  for (const each of page.querySelectorAll("[data-status]")) each.hidden = each.dataset.status !== state;
  for (const each of page.querySelectorAll("[data-count]")) each.textContent = each.dataset.count === "refused" ? refused : waiting;
  showRecords(records.slice(-12).reverse());
}

// A row lives as long as its record is shown: a button that a finger is on its way to is not taken away.
function showRecords(records) {
  const made = page.querySelector("#record-made").content.firstElementChild;
  const there = new Map([...list.children].map((row) => [row.dataset.key, row]));
  records.forEach((record, n) => {
    const row = there.get(record.key) ?? made.cloneNode(true);
    there.delete(record.key);
    fill(row, record);
    if (list.children[n] !== row) list.insertBefore(row, list.children[n] ?? null);
  });
  for (const row of there.values()) row.remove();
  page.querySelector("[data-no-records]").hidden = records.length > 0;
}

function fill(row, record) {
  const part = (name) => row.querySelector(`[data-part=${name}]`);
  row.dataset.key = record.key;
  part("when").textContent = clock.format(record.at);
  part("what").textContent = record.undoes ? filled(words.undone, { what: record.words }) : record.words;
  for (const each of row.querySelectorAll("[data-is]")) each.hidden = each.dataset.is !== (record.undone ? "undone" : record.state === "sending" ? "waiting" : record.state);
  part("problem").textContent = record.problem ? [record.problem.title, record.problem.detail, record.problem.remedy].filter(Boolean).join(" ") : "";
  part("undo").hidden = !mayUndo(record);
  part("again").hidden = part("forget").hidden = record.state !== "refused";
}

function mayUndo(record) {
  if (record.about !== "report" || record.undone || record.undoes || record.state === "refused") return false;
  return record.state !== "sent" || Date.now() < (record.undoUntil ?? record.at + UNDO);
}

function tell(text, key) {
  says.querySelector("[data-text]").textContent = text;
  const undo = says.querySelector("button");
  undo.hidden = !key;
  undo.dataset.key = key ?? "";
  says.hidden = false;
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => { says.hidden = true; }, 12_000);
}

// What each line of a card reports. A batch's lines are told one by one, all of each.
async function report(kind, card, { quantity = null, reason = "", redo = true } = {}) {
  const at = cards.moment(), title = card.title, before = cards.element(card.key)?.dataset.state;
  let key;
  for (const line of card.lines) {
    const amount = card.lines.length > 1 || quantity === null ? line.quantity : quantity;
    const body = { kind, job: line.job, operation: line.operation, work_centre: line.work_centre, unit: line.unit, quantity: amount, ...moments(kind, line, at) };
    if (reason) body.reason = reason;
    if (kind === "scrap") body.redo = redo;
    const part = kind === "finish" && amount < line.quantity;
    const told = filled(words[part ? "part" : kind], { what: `${title.step}, ${line.label}`, n: amount });
    const made = await sender.add({ about: "report", body, card: card.key, part, before, words: told });
    key ??= made.key;
    tell(told, card.lines.length === 1 ? made.key : null);
  }
  focusAfter(card.key);
}

// From when to when: work begun now ends as long after as was planned; work done began as reported, else as long before.
function moments(kind, line, at) {
  const took = Date.parse(line.end) - Date.parse(line.start);
  const iso = (time) => new Date(time).toISOString();
  if (kind === "start" || kind === "resume") return { start: iso(at), end: iso(+at + took) };
  const began = line.state === "started" ? Date.parse(line.start) : +at - took;
  return { start: iso(Math.min(began, +at)), end: iso(at) };
}

function focusAfter(key) {
  requestAnimationFrame(() => {
    const element = cards.element(key);
    (element?.querySelector("button:not([hidden])") ?? element)?.focus({ preventScroll: true });
  });
}

async function fetchQueue() {
  const address = new URL(location.href);
  address.searchParams.set("part", "queue");
  const asked = Date.now();
  let response;
  try {
    response = await fetch(address, { redirect: "manual", credentials: "same-origin" });
  } catch {
    return; // what is shown stays
  }
  if (!response.ok) return;
  const text = await response.text(), records = await sender.records();
  await finger.lifted;
  // from here on at once, so that no key is pressed into nothing
  const focused = document.activeElement?.closest?.("[data-card]")?.dataset.card;
  const act = document.activeElement?.dataset?.act;
  const opened = queue.querySelector("details")?.open ?? false;
  cards.renew(text);
  if (opened) queue.querySelector("details")?.setAttribute("open", "");
  fetchedAt = asked;
  cards.show(records, fetchedAt);
  if (focused) {
    const element = cards.element(focused);
    (element?.querySelector(`[data-act="${act}"]:not([hidden])`) ?? element)?.focus({ preventScroll: true });
  }
  await show();
}

// Nothing is replaced under a finger: what it came down on is there when it goes up.
const finger = { lifted: Promise.resolve(), lift: () => {} };
addEventListener("pointerdown", () => {
  finger.lifted = new Promise((lift) => { finger.lift = lift; setTimeout(lift, 2000); });
}, true);
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => setTimeout(finger.lift), true); // behind the click

let due;
function refreshSoon() {
  clearTimeout(due);
  due = setTimeout(fetchQueue, 300);
}

function scanned(text) {
  const { q, operation } = meaning(text);
  if (!q) return;
  if (cards.find(q, operation)) {
    page.querySelector("[name=q]").value = "";
    tell(filled(words.found, { what: q }));
    return;
  }
  const query = new URLSearchParams({ q, operation });
  location.assign(`${page.dataset.find}?${query}`);
}

const amounts = new Amounts(report);

page.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.act) {
    const element = button.closest("[data-card]"), card = { ...cards.card(element), title: { step: element.dataset.step } };
    if ("asks" in button.dataset) amounts.open(button.dataset.act, card, `${element.dataset.step}, ${card.lines[0].label}`);
    else await report(button.dataset.act, card);
  }
  const key = button.closest("[data-key]")?.dataset.key;
  if (button.dataset.part === "undo" && key) {
    says.hidden = true;
    await sender.undo(key);
  }
  if (button.dataset.part === "again") await sender.again(key);
  if (button.dataset.part === "forget") await sender.forget(key);
});

page.querySelector("form[data-find]").addEventListener("submit", (event) => {
  event.preventDefault();
  scanned(event.target.elements.q.value);
});

sender.addEventListener("change", show);
sender.addEventListener("settled", ({ detail }) => {
  if (detail.record.about === "report") refreshSoon();
});
for (const kind of ["plan", "order", "floor"]) document.body.addEventListener(`live:${kind}`, refreshSoon);
setInterval(() => { if (document.visibilityState === "visible") fetchQueue(); }, POLL);
setInterval(show, 15_000); // what can no longer be undone loses its button
addEventListener("online", fetchQueue);

listenToScanner(scanned);
setUpCamera(page.querySelector("[data-camera]"), document.getElementById("scan"), scanned);
setUpSuggestions(document.querySelector("form[data-suggestion]"), sender, () => tell(words.suggested));
if ("serviceWorker" in navigator) navigator.serviceWorker.register(page.dataset.worker, { scope: page.dataset.scope }).catch(() => {});

await show();
await sender.start();
const marked = new URLSearchParams(location.search);
if (marked.get("job")) cards.find(marked.get("job"), marked.get("operation") ?? "");
page.dataset.ready = "";
