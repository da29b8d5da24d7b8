// SPDX-License-Identifier: Apache-2.0
// The cards of the queue as they stand with what is not sent yet: their state, their buttons, their mark.

const AFTER = { start: "started", resume: "started", pause: "paused", finish: "finished" };

export class Cards {
  constructor(queue, words) {
    this.queue = queue; // the element that holds the cards; its content is replaced when the plan changes
    this.words = words;
    this.given = new Map(this.elements().map((card) => [card.dataset.card, card.outerHTML])); // as the server gave them
    this.read();
  }

  // The queue as the server gives it now. A card that is as it was stays the element that it is.
  renew(text) {
    const fresh = document.createElement("template");
    fresh.innerHTML = text;
    const given = new Map();
    for (const card of fresh.content.querySelectorAll("[data-card]")) {
      const key = card.dataset.card, html = card.outerHTML, there = this.given.get(key) === html && this.element(key);
      given.set(key, html);
      if (there) card.replaceWith(there);
    }
    this.given = given;
    this.queue.replaceChildren(fresh.content);
    this.read();
  }

  read() {
    const told = this.queue.querySelector("#floor-cards");
    this.known = new Map((told ? JSON.parse(told.textContent) : []).map((each) => [each.key, each]));
    this.now = this.queue.querySelector("[data-now]")?.dataset.now;
    this.offset = this.now ? Date.parse(this.now) - Date.now() : 0;
    for (const element of this.elements()) this.dress(element);
  }

  // Give a card its chips and its buttons, which are the same for all and come once with the page.
  dress(element) {
    if ("dressed" in element.dataset) return;
    element.dataset.dressed = "";
    element.querySelector("[data-chip]")?.remove();
    element.querySelector("header p").prepend(this.part("card-chips"));
    if ("acts" in element.dataset) {
      const acts = this.part("card-acts"), lines = this.card(element).lines, all = acts.querySelector("[data-all]");
      all.textContent = all.dataset.all.replace("{n}", lines.reduce((sum, line) => sum + line.quantity, 0));
      if (lines.length > 1) acts.querySelector("[data-alone]").remove();
      element.append(acts);
    }
    this.stand(element, element.dataset.state);
  }

  part(id) {
    return document.getElementById(id).content.cloneNode(true);
  }

  // Show what belongs to a card's state, and hide the rest.
  stand(element, state) {
    element.dataset.state = state;
    for (const button of element.querySelectorAll("[data-for]")) button.hidden = !button.dataset.for.split(" ").includes(state);
    for (const chip of element.querySelectorAll("[data-chip]")) chip.hidden = chip.dataset.chip !== state;
  }

  // Now by the plan's clock, which is the server's: a tablet's own may be wrong.
  moment(at = Date.now()) {
    return new Date(at + this.offset);
  }

  elements() {
    return [...this.queue.querySelectorAll("[data-card]")];
  }

  element(key) {
    return this.elements().find((each) => each.dataset.card === key);
  }

  card(element) {
    return this.known.get(element.closest("[data-card]").dataset.card);
  }

  // Show what the records make of each card. What was sent is in the queue that the server gives; until that is fetched anew
  // (`fetchedAt`), it is shown from the records too. What is taken back is as it was before, whatever the server said then.
  show(records, fetchedAt) {
    const made = new Map(records.map((each) => [each.key, each]));
    for (const element of this.elements()) {
      const card = this.known.get(element.dataset.card);
      const mine = records.filter((each) => each.about === "report" && each.card === element.dataset.card && !each.undone
        && (each.state === "waiting" || each.state === "sending" || (each.state === "sent" && each.sentAt > fetchedAt)));
      const last = mine.filter((each) => each.undoes || (AFTER[each.body.kind] && !each.part)).at(-1);
      const state = (last?.undoes ? made.get(last.undoes)?.before : AFTER[last?.body.kind]) ?? card.state;
      this.stand(element, state);
      element.querySelector("[data-waiting]").hidden = !mine.some((each) => each.state !== "sent");
    }
  }

  // Bring the card of a job and step to view, as a code or an address names it.
  find(job, operation) {
    for (const element of this.elements()) {
      const card = this.known.get(element.dataset.card);
      if (card.lines.some((line) => line.job === job && (!operation || line.operation === operation))) {
        for (const each of this.elements()) each.classList.remove("found");
        element.closest("details")?.setAttribute("open", "");
        element.classList.add("found");
        element.scrollIntoView({ block: "center" });
        element.focus({ preventScroll: true });
        return true;
      }
    }
    return false;
  }
}
