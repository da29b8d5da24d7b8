// SPDX-License-Identifier: Apache-2.0
// The day beside each option comes after the page: looking into the plan takes longer than choosing.
import { day, money } from "../frame/format.js";

let asked = null;

function words(root, days) {
  const { same, later, oneLater, earlier, oneEarlier } = root.querySelector("[data-texts]").dataset;
  if (days === 0) return same;
  if (Math.abs(days) === 1) return days > 0 ? oneLater : oneEarlier;
  return (days > 0 ? later : earlier).replace("{n}", String(Math.abs(days)));
}

function difference(ore, { samePrice }) {
  return ore ? `${ore > 0 ? "+" : "\u2212"}\u00a0${money(Math.abs(ore), 0)}` : samePrice;
}

function show(root, told) {
  const texts = root.querySelector("[data-texts]").dataset;
  const present = root.querySelector("[data-present]");
  if (told.present) {
    present.textContent = told.present.day ? `${texts.there} ${day(told.present.day)}` : texts.never;
  } else {
    present.textContent = "";
  }
  const total = root.querySelector("[data-total]"); // there where what is open is decided as early as can be
  if (total && told.present) total.textContent = money(told.present.price_ore, 0);
  for (const one of told.options) {
    const price = total && root.querySelector(`[data-price="${CSS.escape(`${one.variable}=${one.option}`)}"]`);
    if (price) price.textContent = difference(one.difference_ore, texts);
    const place = root.querySelector(`[data-day="${CSS.escape(`${one.variable}=${one.option}`)}"]`);
    if (!place || place.closest(".chosen")) continue;
    place.textContent = one.days_later === null ? texts.neverShort : words(root, one.days_later);
    place.classList.toggle("is-later", one.days_later === null || one.days_later > 0);
    place.classList.toggle("is-earlier", one.days_later !== null && one.days_later < 0);
  }
}

async function dates() {
  const root = document.querySelector("[data-configurator]");
  asked?.abort();
  if (!root?.hasAttribute("data-dated")) return;
  asked = new AbortController();
  const texts = root.querySelector("[data-texts]").dataset;
  root.querySelector("[data-present]").textContent = texts.looking;
  try {
    const answer = await fetch(root.dataset.days, { signal: asked.signal, headers: { Accept: "application/json" } });
    show(root, answer.ok ? await answer.json() : { present: null, options: [] });
  } catch (error) {
    if (error.name !== "AbortError") root.querySelector("[data-present]").textContent = "";
  }
}

function select(event) {
  if (event.target.matches?.("[data-select]")) event.target.select();
}

// The focus stays on what was chosen, though the part is another now.
let focused = "";
document.addEventListener("focusin", (event) => {
  if (event.target.id) focused = event.target.id;
  select(event);
});
new MutationObserver(() => {
  const root = document.querySelector("[data-configurator]");
  if (root && !root.dataset.seen) {
    root.dataset.seen = "1";
    if (document.activeElement === document.body && focused) document.getElementById(focused)?.focus({ preventScroll: true });
    dates();
  }
}).observe(document.getElementById("content"), { childList: true, subtree: true });
const first = document.querySelector("[data-configurator]");
if (first) {
  first.dataset.seen = "1";
  dates();
}
document.addEventListener("live:plan", dates);
