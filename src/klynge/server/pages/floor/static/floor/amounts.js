// SPDX-License-Identifier: Apache-2.0
// The dialogs that ask how many, and why: finishing a part, pausing, scrap.

export class Amounts {
  constructor(done) {
    this.done = done; // (kind, card, {quantity, reason, redo}) => void
    for (const form of document.querySelectorAll("form[data-amount]")) {
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.send(form);
      });
      form.addEventListener("click", (event) => {
        const step = event.target.closest("[data-step]");
        if (step) this.add(form, Number(step.dataset.step));
        if (event.target.closest("[data-all]")) this.set(form, this.most);
      });
      form.addEventListener("input", () => this.complain(form, ""));
    }
  }

  open(kind, card, title) {
    const form = document.querySelector(`form[data-amount="${kind}"]`);
    this.card = card;
    this.most = card.lines.reduce((sum, line) => sum + line.quantity, 0);
    form.reset();
    form.querySelector("[data-about]").textContent = title;
    for (const each of form.querySelectorAll("[data-most]")) each.textContent = this.most;
    const stepped = form.querySelector("[data-stepper]");
    if (stepped) stepped.hidden = card.lines.length > 1; // a batch begins and ends as one
    this.set(form, kind === "pause" ? 0 : kind === "scrap" ? 1 : this.most);
    this.complain(form, "");
    form.closest("dialog").showModal();
  }

  set(form, quantity) {
    const field = form.elements.quantity;
    if (field) field.value = Math.max(Number(field.min), Math.min(this.most, quantity));
    this.complain(form, "");
  }

  add(form, step) {
    this.set(form, (Number.parseInt(form.elements.quantity.value, 10) || 0) + step);
  }

  complain(form, text) {
    const place = form.querySelector("[data-wrong]");
    place.textContent = text;
    place.hidden = !text;
  }

  send(form) {
    const kind = form.dataset.amount, field = form.elements.quantity;
    const quantity = field ? Number(field.value) : this.most;
    if (!Number.isInteger(quantity) || quantity < Number(field?.min ?? 0) || quantity > this.most) {
      this.complain(form, form.dataset.range.replace("{most}", this.most).replace("{least}", field.min));
      field.focus();
      return;
    }
    const reason = form.elements.reason?.value ?? "";
    if (form.elements.reason && !reason) {
      this.complain(form, form.dataset.reasonMissing);
      form.querySelector("input[name=reason]").focus();
      return;
    }
    form.closest("dialog").close();
    this.done(kind, this.card, { quantity, reason, redo: form.elements.redo ? form.elements.redo.checked : true });
  }
}
