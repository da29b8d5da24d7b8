// SPDX-License-Identifier: Apache-2.0
// Sends what waits, one after another and in order, each with its key, until the server has answered. A lost answer is no
// matter: the same key again gets the first answer.

import * as store from "./store.js";

const LATER = new Set([408, 425, 429, 502, 503, 504]);

function cookie(name) {
  const found = document.cookie.split("; ").find((each) => each.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // randomUUID is there over https alone
  return Array.from(bytes, (each) => each.toString(16).padStart(2, "0")).join("");
}

export class Sender extends EventTarget {
  constructor(organisation, addresses) {
    super();
    this.organisation = organisation;
    this.addresses = addresses; // {report, suggestion}
    this.status = "idle"; // idle, away (no network or no server), login (the session has ended)
    this.pause = 1000;
    this.order = 0;
    addEventListener("online", () => this.flush());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.flush());
  }

  async start() {
    await store.tidy(this.organisation);
    for (const each of await this.records()) {
      if (each.state === "sending") await store.put({ ...each, state: "waiting" }); // the page was closed meanwhile
    }
    await this.flush();
  }

  records() {
    return store.all(this.organisation);
  }

  async add(record) {
    const made = { key: newKey(), organisation: this.organisation, at: Date.now(), order: this.order++, state: "waiting", ...record };
    await store.put(made);
    this.changed();
    this.flush();
    return made;
  }

  // Take back: what is not sent is forgotten, what is sent is undone by a report of its own.
  async undo(key) {
    const record = await store.get(key);
    if (!record || record.undone) return;
    if (record.state === "waiting") {
      await store.remove(key);
      this.changed();
      return;
    }
    await store.put({ ...record, undone: true });
    await this.add({ about: "report", body: { kind: "undo", report: key }, card: record.card, words: record.words, undoes: key });
  }

  async again(key) {
    const record = await store.get(key);
    if (record?.state === "refused") await store.put({ ...record, state: "waiting", problem: null });
    this.changed();
    this.flush();
  }

  async forget(key) {
    const record = await store.get(key);
    if (record?.undoes) {
      const undone = await store.get(record.undoes);
      if (undone) await store.put({ ...undone, undone: false });
    }
    await store.remove(key);
    this.changed();
  }

  changed() {
    this.dispatchEvent(new Event("change"));
  }

  async flush() {
    if (this.flushing) {
      this.more = true;
      return;
    }
    this.flushing = true;
    clearTimeout(this.timer);
    try {
      // two open pages of one tablet take turns
      const all = () => this.sendAll();
      await (navigator.locks ? navigator.locks.request("klynge-floor", all) : all());
    } finally {
      this.flushing = false;
      this.changed();
      if (this.more) {
        this.more = false;
        this.flush();
      }
    }
  }

  async sendAll() {
    for (;;) {
      const next = (await this.records()).find((each) => each.state === "waiting" || each.state === "sending");
      if (!next) {
        this.status = "idle";
        this.pause = 1000;
        return;
      }
      const done = await this.sendOne(next);
      if (!done) {
        this.timer = setTimeout(() => this.flush(), this.pause);
        this.pause = Math.min(this.pause * 2, 20_000);
        return;
      }
      this.pause = 1000;
      this.changed();
    }
  }

  // Whether the record is settled.
  async sendOne(record) {
    await store.put({ ...record, state: "sending" });
    let response, told;
    try {
      response = await fetch(this.addresses[record.about], {
        method: "POST",
        redirect: "manual",
        credentials: "same-origin",
        headers: { "Idempotency-Key": record.key, "X-CSRFToken": cookie("csrftoken"), ...this.type(record) },
        body: this.body(record),
      });
      told = await response.json().catch(() => null);
    } catch {
      return this.wait(record, "away");
    }
    if (response.type === "opaqueredirect" || response.status === 401) return this.wait(record, "login");
    if (LATER.has(response.status)) return this.wait(record, "away");
    const before = (await store.get(record.key)) ?? record; // it may have been undone while it was under way
    if (response.ok) {
      const undoUntil = told?.undo_until ? Date.parse(told.undo_until) : null;
      await store.put({ ...before, state: "sent", sentAt: Date.now(), undoUntil, problem: null });
    } else {
      const problem = { title: told?.title ?? String(response.status), detail: told?.detail ?? "", remedy: told?.remedy ?? "" };
      await store.put({ ...before, state: "refused", problem });
    }
    this.dispatchEvent(new CustomEvent("settled", { detail: { record: before, ok: response.ok } }));
    return true;
  }

  async wait(record, status) {
    const before = (await store.get(record.key)) ?? record;
    await store.put({ ...before, state: "waiting" });
    this.status = status;
    return false;
  }

  type(record) {
    return record.about === "report" ? { "Content-Type": "application/json" } : {};
  }

  body(record) {
    if (record.about === "report") return JSON.stringify(record.body);
    const form = new FormData();
    for (const [name, value] of Object.entries(record.body)) if (value != null && value !== "") form.set(name, value);
    return form;
  }
}
