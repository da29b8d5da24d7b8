// SPDX-License-Identifier: Apache-2.0
// What every page does in the browser: dialogs, the menu, keys, messages. All of it works without, but less well.
import { keyed } from "./keys.js";
import { toast } from "./toast.js";

document.addEventListener("click", (event) => {
  const opens = event.target.closest("[data-opens]");
  if (opens) document.getElementById(opens.dataset.opens)?.showModal();
  const closes = event.target.closest("[data-closes]");
  if (closes) closes.closest("dialog")?.close();
  if (event.target.matches("dialog")) {
    const box = event.target.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside && event.clientX !== 0) event.target.close();
  }
  const menu = event.target.closest("[data-menu]");
  const rail = document.getElementById("rail");
  if (menu && rail) {
    const open = rail.toggleAttribute("data-open");
    menu.setAttribute("aria-expanded", String(open));
    if (open) rail.querySelector("a")?.focus();
  } else if (rail && !event.target.closest("#rail")) closeMenu(rail);
});

document.addEventListener("keydown", (event) => {
  const rail = document.getElementById("rail");
  if (event.key === "Escape" && rail?.hasAttribute("data-open")) {
    closeMenu(rail);
    document.querySelector("[data-menu]")?.focus();
  }
});

function closeMenu(rail) {
  rail.removeAttribute("data-open");
  document.querySelector("[data-menu]")?.setAttribute("aria-expanded", "false");
}

// A choice in a filter is shown at once; with the keyboard only when the choice is made, not while one passes by.
document.addEventListener("change", (event) => {
  if (event.target.matches("select[data-submits]")) event.target.form.requestSubmit();
});

// What was wrong is heard and seen first.
document.querySelector("[data-focus]")?.focus();

// Messages that come with a part of a page.
document.addEventListener("frame:toast", (event) => {
  for (const { text, tone } of event.detail.all ?? [event.detail]) toast(text, tone);
});

document.getElementById("toasts")?.querySelectorAll(".toast").forEach((shown) => toast.adopt(shown));
keyed();
if (document.body.dataset.live && "serviceWorker" in navigator) navigator.serviceWorker.register("/worker.js").catch(() => {});
document.documentElement.dataset.ready = "";
