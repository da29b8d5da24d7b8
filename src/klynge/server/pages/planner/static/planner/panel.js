// The panel beside the board: parts of pages are fetched into it; its forms are sent and answered in place.
import { newKey } from "../frame/send.js";

export class Panel {
  // `on`: `opened(link)` when a link of a part is followed, `done(answer)` when a form changed something, `address(url,
  // part)` is where a part is fetched now: what is looked at may be of another draft when it is shown again.
  constructor(root, on) {
    this.root = root; this.on = on;
    this.shown = root.querySelector("[data-shown]");
    this.address = "";
    root.addEventListener("click", (event) => this._click(event));
    root.addEventListener("submit", (event) => this._submit(event));
  }
  async show(address, part, focus = false) {
    this.address = address;
    this.part = part;
    for (const tab of this.root.querySelectorAll(".planner-tabs a")) {
      if (tab.dataset.part === part) tab.setAttribute("aria-current", "page"); else tab.removeAttribute("aria-current");
    }
    const text = await this._text(this.on.address(address, part));
    if (this.address !== address || text === null) return;
    this.shown.innerHTML = text; // a page of our own server, whose texts are escaped there
    if (focus) this.shown.focus();
    for (const later of this.shown.querySelectorAll("[data-load]")) this._fill(later, later.dataset.load);
  }
  again() { return this.address ? this.show(this.address, this.part) : undefined; }
  async _fill(place, address) {
    const text = await this._text(address);
    if (text !== null && place.isConnected) place.innerHTML = text;
  }
  async _text(address) {
    try {
      const answer = await fetch(address, { headers: { "X-Part": "1", Accept: "text/html" } });
      return answer.redirected ? (location.reload(), null) : await answer.text();
    } catch { return null; }
  }
  _click(event) {
    const link = event.target.closest("a[data-part]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.on.opened(link);
  }
  async _submit(event) {
    const form = event.target.closest("form[data-send]");
    if (!form) return;
    event.preventDefault();
    form.dataset.key ??= newKey();
    const sent = new FormData(form, event.submitter), body = Object.fromEntries(sent.entries());
    const answer = await fetch(form.action, {
      method: "POST", body: new URLSearchParams({ ...body, key: body.try ? "" : form.dataset.key }),
      headers: { Accept: "application/json" },
    }).then((response) => response.json(), () => null);
    if (!body.try) delete form.dataset.key;
    if (answer === null) return;
    const place = form.querySelector(".planner-answer") ?? form.parentElement.querySelector(".planner-answer");
    if (place) {
      place.textContent = answer.reason ?? [answer.title, answer.detail, answer.remedy].filter(Boolean).join(" ");
      place.classList.toggle("refused", !answer.done && !answer.fits);
    }
    if (!answer.done && answer.version && form.elements.version) form.elements.version.value = answer.version; // sent again it is meant
    if (!answer.tried) this.on.done(answer, !place);
  }
}

