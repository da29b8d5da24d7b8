// SPDX-License-Identifier: Apache-2.0
// Live updates: the server says that something changed, a page asks what. After a gap the browser resumes by itself where
// it was (Last-Event-ID); when the connection is refused outright it is made anew, later and later.
const KINDS = ["plan", "order", "floor"];
const FIRST_WAIT_MS = 2000, LONGEST_WAIT_MS = 60000;
let wait = FIRST_WAIT_MS;

export function listen(kind, heard) {
  document.body.addEventListener(`live:${kind}`, (event) => heard(event.detail));
}

function address() {
  const given = document.body.dataset.live;
  return given.startsWith(":") ? `${location.protocol}//${location.hostname}${given}` : given;
}

function show(state) {
  const dot = document.querySelector("[data-live-dot]");
  if (!dot) return;
  dot.dataset.state = state;
  dot.setAttribute("aria-label", dot.dataset[state] ?? dot.getAttribute("aria-label"));
}

function tell(kind, data) {
  const detail = JSON.parse(data);
  document.body.dispatchEvent(new CustomEvent(`live:${kind}`, { detail, bubbles: true }));
  for (const hint of document.querySelectorAll(`[data-live-hint~="${kind}"]`)) hint.hidden = false;
}

function connect() {
  const source = new EventSource(address(), { withCredentials: true });
  source.addEventListener("open", () => { wait = FIRST_WAIT_MS; show("on"); });
  source.addEventListener("error", () => {
    show("away");
    if (source.readyState !== EventSource.CLOSED) return; // it comes back by itself
    setTimeout(connect, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  });
  for (const kind of KINDS) source.addEventListener(kind, (event) => tell(kind, event.data));
  addEventListener("pagehide", () => source.close(), { once: true });
}

if (document.body.dataset.live) connect();
addEventListener("pageshow", (event) => { if (event.persisted) connect(); });
