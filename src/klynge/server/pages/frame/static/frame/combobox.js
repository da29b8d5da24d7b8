// SPDX-License-Identifier: Apache-2.0
// A field with options that the server finds for what is typed (WAI-ARIA's editable combobox with a list): arrows and
// Enter choose, Escape closes, and what was typed stays where nothing is chosen.
const WAIT_MS = 150;

class Combobox {
  constructor(field) {
    this.field = field;
    this.list = document.createElement("ul");
    this.list.className = "found-options";
    this.list.id = `${field.id}-options`;
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", field.labels[0]?.textContent ?? "");
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", this.list.id]]) field.setAttribute(name, value);
    field.after(this.list);
    field.addEventListener("input", (event) => { if (event.isTrusted) this.soon(); });
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    this.list.addEventListener("click", (event) => this.choose(event.target.closest("[role=option]")));
  }

  get marked() { return this.list.querySelector("[aria-selected=true]"); }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT_MS);
  }

  async ask() {
    const typed = this.field.value.trim();
    if (!typed) return this.close();
    const answer = await fetch(`${this.field.dataset.combobox}?typed=${encodeURIComponent(typed)}`).catch(() => null);
    if (!answer?.ok || answer.redirected || typed !== this.field.value.trim() || document.activeElement !== this.field) return;
    this.list.innerHTML = await answer.text();
    this.list.hidden = false;
    this.field.setAttribute("aria-expanded", "true");
    this.field.removeAttribute("aria-activedescendant");
  }

  close() {
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }

  mark(option) {
    this.marked?.setAttribute("aria-selected", "false");
    if (!option) return;
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", option.id);
  }

  choose(option) {
    if (!option) return;
    this.field.value = option.dataset.value;
    this.close();
    for (const kind of ["input", "change"]) this.field.dispatchEvent(new Event(kind, { bubbles: true }));
  }

  key(event) {
    const options = [...this.list.querySelectorAll("[role=option]")];
    const open = !this.list.hidden, at = options.indexOf(this.marked);
    const steps = { ArrowDown: at + 1, ArrowUp: at < 0 ? options.length - 1 : at - 1 };
    if (event.key in steps) {
      event.preventDefault();
      if (!open) return this.ask();
      return this.mark(options.at(steps[event.key] % Math.max(options.length, 1)));
    }
    if (!open || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") { event.stopPropagation(); this.close(); }
    if (at < 0) return;
    if (event.key === "Enter") event.preventDefault();
    if (event.key === "Enter" || event.key === "Tab") this.choose(options[at]);
  }
}

for (const field of document.querySelectorAll("[data-combobox]")) new Combobox(field);
