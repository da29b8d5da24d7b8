// SPDX-License-Identifier: Apache-2.0
// Single keys (WCAG 2.1.4: they can be switched off), never while one types. A control with data-key is pressed or
// focused by its key; a page adds its own by keys([{ key, text, run }]), which also lists them in the help.
const OFF = "klynge-single-keys-off";
const known = new Map();

function remembered() {
  try { return localStorage.getItem(OFF) === null; } catch { return true; }
}
let on = remembered();

export const singleKeys = () => on;

export function keys(list) {
  const shown = document.querySelector("[data-keys-list]");
  for (const { key, text, run } of list) {
    known.set(key, run);
    if (!shown || !text) continue;
    const same = [...shown.querySelectorAll("dt")].find((each) => each.textContent.trim() === key);
    if (same) { same.nextElementSibling.textContent = text; continue; } // here it does something else than elsewhere
    const term = document.createElement("dt"), cap = document.createElement("kbd"), words = document.createElement("dd");
    cap.textContent = key === " " ? "␣" : key;
    words.textContent = text;
    term.append(cap);
    shown.append(term, words);
  }
}

const typing = (target) => target.isContentEditable || target.matches("input:not([type=checkbox]):not([type=radio]):not([type=button]), select, textarea");

export function keyed() {
  const choice = document.querySelector("[data-single-keys]");
  if (choice) {
    choice.checked = on;
    choice.addEventListener("change", () => {
      on = choice.checked;
      try { if (on) localStorage.removeItem(OFF); else localStorage.setItem(OFF, "1"); } catch { /* it holds for this page */ }
    });
  }
  document.addEventListener("keydown", (event) => {
    if (!on || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    const control = [...document.querySelectorAll("[data-key]")].find((each) => each.dataset.key === event.key);
    if (control) {
      event.preventDefault();
      if (control.matches("input, select, textarea")) { control.focus(); control.select?.(); } else control.click();
    } else if (known.has(event.key)) {
      event.preventDefault();
      known.get(event.key)(event);
    }
  });
}
