// The planner's page: the board with the trustee's data, the panel beside it, the draft one works in, the address.
import { keys, singleKeys } from "../frame/keys.js";
import { listen } from "../frame/live.js";
import { newKey, send } from "../frame/send.js";
import { toast } from "../frame/toast.js";
import { Board } from "./board/board.js";
import { Grid } from "./board/grid.js";
import { beyond, merged } from "./board/model.js";
import { Words } from "./board/words.js";
import { Panel } from "./panel.js";

const given = (id) => JSON.parse(document.getElementById(id).textContent);
const root = document.getElementById("board"), urls = given("board-urls"), looking = "looking" in root.dataset;
const address = new URLSearchParams(location.search);
let content = null, board = null, grid = null, draft = address.get("draft") ?? "", version = null, refreshing = null;

const moment = (seconds) => new Date((content.epoch + seconds) * 1000).toISOString();
const dated = ({ place, to }) => ({ place: { ...place, start: moment(place.start) }, to: { ...to, start: moment(to.start) } });
const withDraft = (url) => (draft ? `${url}${url.includes("?") ? "&" : "?"}draft=${draft}` : url);

async function fetched(known) {
  const query = draft ? `?draft=${draft}` : known === null ? "" : `?known=${known}&stays=${content.stays}${board.state.load.startsWith("p:") ? "&load=1" : ""}`;
  const { ok, data } = await send("GET", `${urls.content}${query}`, undefined, { quietly: known !== null });
  return ok ? data : null;
}

// The plan as it is now, or as the draft would have it; the view stays where it is.
async function refresh() {
  refreshing ??= (async () => {
    let found = await fetched(draft || content.draft ? null : content.sequence);
    if (found && !found.whole && beyond(content, found)) found = await fetched(null); // its axis ends too soon
    if (found) {
      content = found.whole ? { ...found, draft: Boolean(draft) } : merged(content, found);
      board.take(content);
      grid?.show();
    }
    refreshing = null;
  })();
  return refreshing;
}

// A move of the canvas is an edit of the draft; the first one opens it.
async function changed(edit) {
  const { ok, data } = await send("POST", urls.edit, { draft: draft || null, version, edit, key: newKey() }, { quietly: true });
  if (!ok || !data) return { done: false, reason: data?.title ? [data.title, data.detail, data.remedy].filter(Boolean).join(" ") : board.words.say("away") };
  if (data.done) await after(data); else await behind(data);
  return data;
}

// Someone else changed the draft meanwhile: it is shown as it is now, and what comes next is done on that.
async function behind(answer) {
  if (answer.kind !== "draft-changed") return;
  version = null;
  await refresh();
  await panel.show(urls.draft_part, "draft");
}

// After something was changed: the draft it is in, the plan, and what the panel says.
async function after(answer) {
  if (answer.draft !== undefined) enter(answer.draft ?? "", answer.version ?? null);
  await refresh();
  panel.part === "inspect" || panel.part === "lists" ? await panel.again() : await panel.show(urls.draft_part, "draft");
  counts();
}

function enter(which, newest) {
  const select = document.querySelector("[data-pick=draft]");
  if (which && select && ![...select.options].some((option) => option.value === which)) select.append(new Option(board.words.say("this_draft"), which));
  if (select) select.value = which;
  draft = which;
  version = newest;
  document.querySelector("[data-draft-bar]")?.classList.toggle("open", Boolean(which));
  remember(board.kept());
}

async function step(name) {
  if (!draft) { board.tell(board.words.say("nothing_to_undo"), true); return; }
  const { data } = await send("POST", urls.step, { draft, step: name, key: newKey() });
  if (!data) return;
  if (data.done) { board.tell(data.reason, true); await after(data); } else if (data.reason) { toast(data.reason, "warn"); await behind(data); }
}

async function lock() {
  const { model: m, state: s } = board, n = s.portion >= 0 ? s.portion : s.focus;
  if (n < 0) { board.tell(board.words.say("choose_first"), true); return; }
  const { job, operation } = m.placeOf(n);
  const { data } = await send("POST", urls.lock, { job, operation, draft: draft || null, version, unlock: m.flags[n] & 32 ? 1 : 0, key: newKey() });
  if (!data) return;
  if (data.done) { board.tell(data.reason, true); await after(data); } else if (data.reason) { board.refuse(data.reason); await behind(data); }
}

const on = {
  choose: (bars, order) => {
    if (bars.length !== 1 && !order?.id) return;
    const { job, operation } = bars.length ? board.model.placeOf(bars[0]) : {};
    const query = bars.length === 1 ? { job, operation } : { order: order.id };
    panel.show(`${urls.inspect}?${new URLSearchParams(query)}`, "inspect");
  },
  open: () => { aside(true); panel.shown.focus(); },
  changed: (kept) => { remember(kept); if (document.querySelector("[data-table]").open) grid?.show(); },
};
if (!looking) {
  on.verdict = async (target, signal) => (await send("POST", urls.verdict, { draft: draft || null, ...dated(target) }, { quietly: true, signal })).data ?? { fits: null };
  on.move = (target) => changed({ kind: "move", ...dated(target) });
}

const panel = new Panel(document.getElementById("panel"), {
  address: (url, part) => (part === "lists" ? url : withDraft(url)), // lists are of the plan itself
  opened: (link) => {
    const { part, order, job, operation } = link.dataset, { model: m } = board;
    const bar = job ? m.barOf(`${job}|${operation}`) : -1, number = order ? m.orderOf(order) : -1;
    if (bar >= 0) { board.selection.bringUp([bar]); board.selection.choose(bar); }
    else if (number >= 0) board.selection.chooseOrder(number);
    else panel.show(link.href, part, true);
    if (part === "lists") remember(board.kept());
    if (bar >= 0 || number >= 0) panel.shown.focus();
  },
  done: (answer, loud) => {
    const lost = answer.kind === "draft-changed";
    if (loud || answer.done || lost) toast(answer.reason ?? answer.title, answer.done ? "ok" : "warn");
    if (answer.done) { board.tell("", true); after(answer); } else behind(answer);
  },
});

function remember(kept) {
  const list = panel.part === "lists" ? new URL(panel.address, location.href).searchParams.get("which") ?? "late" : "";
  const query = new URLSearchParams(Object.entries({ ...kept, draft, list, panel: shut() ? "no" : "" }).filter(([, value]) => value !== "" && value !== 0));
  history.replaceState(null, "", `${location.pathname}?${query}`);
}

const body = document.querySelector(".planner-body"), shut = () => body.classList.contains("alone");
function aside(open) {
  body.classList.toggle("alone", !open);
  document.querySelector("[data-do=panel]").setAttribute("aria-expanded", String(open));
}

async function counts() {
  const text = await panel._text(`${urls.lists}?which=late`), found = new DOMParser().parseFromString(text ?? "", "text/html");
  const numbers = [...found.querySelectorAll(".planner-lists .planner-count")].map((each) => +each.textContent);
  if (numbers.length) document.querySelector("[data-count]").textContent = numbers[0] + numbers[1] + numbers[4];
}

const DOES = {
  today: () => board.today(), late: () => board.selection.nextLate(1), in: () => board.zoom(1.5), out: () => board.zoom(1 / 1.5),
  all: () => board.glide((v) => { v.scale = 0; v.clamp(); }), undo: () => step("undo"), redo: () => step("redo"), print: () => print(),
  panel: () => { aside(shut()); remember(board.kept()); },
};

async function pick(name, value) {
  if (name === "colour") board.colour(value);
  if (name === "load") { board.showLoad(value); if (value.startsWith("p:")) await refresh(); }
  if (name !== "draft") return;
  enter(value, null);
  await refresh();
  panel.show(urls.draft_part, "draft");
}

function controls() {
  document.querySelector(".planner-bar").addEventListener("click", (event) => DOES[event.target.closest("[data-do]")?.dataset.do]?.());
  for (const select of document.querySelectorAll("[data-pick]")) select.addEventListener("change", () => pick(select.dataset.pick, select.value));
  document.querySelector("[data-find]").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = document.getElementById("find").value;
    if (board.model.orderOf(text) >= 0) { board.find(text); board.canvas.focus(); }
    else if (text.trim()) { aside(true); panel.show(`${urls.found}?${new URLSearchParams({ text })}`, "lists", true); }
  });
  document.querySelector("[data-table]").addEventListener("toggle", (event) => {
    if (event.target.open) grid ??= new Grid(document.querySelector("[data-grid]"), board);
    if (event.target.open) grid.show();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, dialog");
    if ((event.ctrlKey || event.metaKey) && !typing && !looking && ["z", "y", "Z"].includes(event.key)) {
      event.preventDefault();
      step(event.key === "z" ? "undo" : "redo");
    } else if (event.key === "/" && !typing && singleKeys() && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      event.stopImmediatePropagation();
      document.getElementById("find").select();
    }
  }, { capture: true });
}

function singles(words) {
  const list = [
    ["N", "key_late_before", () => board.selection.nextLate(-1)], ["[", "key_lower", () => { board.view.taller(-1); board.redraw(); }],
    ["]", "key_taller", () => { board.view.taller(1); board.redraw(); }],
  ];
  if (!looking) list.push(["l", "key_lock", lock], ["m", "key_move", () => { if (board.state.focus < 0) board.tell(words.say("choose_first"), true); else { board.canvas.focus(); board.moving.begin(board.state.focus); } }]);
  keys([["/", "key_find"], ["t", "key_today"], ["n", "key_late"], ["+", "key_in"], ["-", "key_out"], ["0", "key_all"]].map(([key, text]) => ({ key: `${key}`, text: words.say(text), run: (event) => DOES[{ t: "today", n: "late", "+": "in", "-": "out", 0: "all" }[event.key]]?.() })));
  keys(list.map(([key, text, run]) => ({ key, text: words.say(text), run })));
}

function loads(words) {
  const select = document.querySelector("[data-pick=load]"), group = (label, options) => {
    if (!options.length) return;
    const box = Object.assign(document.createElement("optgroup"), { label });
    box.append(...options.map(([value, text]) => new Option(text, value)));
    select.append(box);
  };
  group(words.say("work_centre"), board.model.centres.map((centre) => [`c:${centre.id}`, centre.name]));
  group(words.say("people"), content.load.pools.map((pool) => [`p:${pool.pool}`, pool.name || pool.pool]));
  select.value = board.state.load;
  document.querySelector("[data-pick=colour]").value = board.state.colour;
}

async function begin() {
  content = await fetched(null);
  if (!content) return;
  content = { ...content, draft: Boolean(draft) };
  const words = new Words(given("board-words"), document.documentElement.lang, content);
  board = new Board(root, content, words, on);
  board.recall(address);
  window.board = board;
  controls();
  singles(words);
  loads(words);
  aside(address.get("panel") !== "no");
  if (board.state.portion >= 0 && !address.get("from")) board.selection.bringUp([board.state.portion]); // from a link, which knows no stretch
  if (board.state.portion >= 0) on.choose([board.state.portion], null);
  else if (board.state.order >= 0 && !address.get("from")) board.selection.chooseOrder(board.state.order);
  else if (board.state.order >= 0) on.choose([], board.model.orders[board.state.order]);
  else if (draft && !address.get("list")) panel.show(urls.draft_part, "draft");
  else panel.show(`${urls.lists}?which=${encodeURIComponent(address.get("list") ?? "late")}`, "lists");
  document.addEventListener("frame:theme", () => board.dress());
  listen("plan", async () => { await refresh(); counts(); if (panel.part === "lists") panel.again(); });
}

begin();
