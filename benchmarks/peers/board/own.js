// Klynge's board: from text to bars on the screen, then panned at three widths of the view.
import { Board } from "/planner/board/board.js";
import { Words } from "/planner/board/words.js";
import { frames, painted } from "/frames.js";

const [text, words] = await Promise.all([fetch("/content.json").then((r) => r.text()), fetch("/words.json").then((r) => r.json())]);
const began = performance.now(), content = JSON.parse(text);
const board = new Board(document.getElementById("board"), content, new Words(words, "en", content), {});
board.recall(new URLSearchParams("from=2026-02-04T00:00&days=14"));
while (!performance.getEntriesByName("board-painted").length) await painted();
const first = performance.getEntriesByName("board-painted")[0].startTime - began, v = board.view;
while (board.root.dataset.ready !== "all") await painted();
const pan = (n) => { v.pan(n % 60 < 30 ? -9 : 9, n % 40 < 20 ? -3 : 3); board.redraw(); };
const weeks = await frames(pan);
v.span(30 * 86400, 120 * 86400);
const quarter = await frames(pan);
v.span(v.first, v.last);
const year = await frames(pan);
v.rows(4);
v.span(v.first, v.last);
const whole = await frames(pan);
const began2 = performance.now();
for (let n = 0; n < 20000; n++) board.model.barAt(n % board.model.rowCount, 30 * 86400 + n * 97);
const hit = ((performance.now() - began2) / 20000) * 1000;
window.found = { first, weeks, quarter, year, whole, hit, heap: performance.memory?.usedJSHeapSize ?? 0 };
