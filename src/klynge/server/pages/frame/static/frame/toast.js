// SPDX-License-Identifier: Apache-2.0
// Messages over the page: they stay while one points at them, what went wrong stays until it is closed.
const ICONS = { ok: "check", warn: "warning", bad: "stop", info: "info" };
const STAYS_MS = 8000;

export function icon(name) {
  const place = document.getElementById("toasts");
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${place.dataset.icons}#${name}`);
  svg.append(use);
  return svg;
}

export function toast(text, tone = "info") {
  const shown = document.createElement("div");
  shown.className = `toast ${tone}`;
  const words = document.createElement("p");
  words.textContent = text;
  shown.append(icon(ICONS[tone] ?? "info"), words);
  document.getElementById("toasts").append(shown);
  adopt(shown);
  return shown;
}

function adopt(shown) {
  const close = document.createElement("button");
  close.type = "button";
  close.className = "quiet small icon-only";
  close.setAttribute("aria-label", document.getElementById("toasts").dataset.close);
  close.append(icon("cross"));
  close.addEventListener("click", () => shown.remove());
  shown.append(close);
  if (shown.matches(".bad, .error")) return;
  let timer = setTimeout(() => shown.remove(), STAYS_MS);
  for (const kind of ["pointerenter", "focusin"]) shown.addEventListener(kind, () => clearTimeout(timer));
  for (const kind of ["pointerleave", "focusout"]) shown.addEventListener(kind, () => { timer = setTimeout(() => shown.remove(), STAYS_MS); });
}
toast.adopt = adopt;
