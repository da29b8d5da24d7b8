// Shows a board without a server. A test may set `answer.verdict` and `answer.move`; what was wanted is in `wanted`.
import { Board } from "/planner/board/board.js";
import { Grid } from "/planner/board/grid.js";
import * as probe from "/probe.js";
import { Words } from "/planner/board/words.js";

const [text, words] = await Promise.all([fetch("/content.json").then((r) => r.text()), fetch("/words.json").then((r) => r.json())]);
performance.mark("begin");
const content = JSON.parse(text);
window.wanted = [];
window.answer = { verdict: { fits: true, reason: "" }, move: { done: true, reason: "" } };
const on = {
  verdict: async () => window.answer.verdict,
  move: async (target) => { window.wanted.push(target); return window.answer.move; },
  choose: (bars, order) => { window.chosen = { bars, order }; },
  changed: (kept) => { window.kept = kept; },
};
const root = document.getElementById("board");
window.board = new Board(root, content, new Words(words, "en", content), on);
window.board.recall(new URLSearchParams(location.search));
Object.assign(window, { Grid, probe });
