// What the marks on the board mean, for what is drawn now.
import { el } from "./element.js";
import { speech, t } from "./text.js";

let shown = "";

export function legend(box, v, s) {
  const wanted = `${speech.language} ${v.heat} ${s.colour === "lateness"}`;
  if (wanted === shown) return;
  shown = wanted;
  const marks = v.heat ? ["heat", "late"] : ["setup", "late", "batch", "frozen", "closed"];
  const slack = s.colour === "lateness" && !v.heat ? ["slack-late", "slack-tight", "slack-good", "slack-none"] : [];
  const entry = (kind) => el("span", {}, el("i", { class: kind }), t(kind.startsWith("slack") ? kind.replace("-", "_") : `legend_${kind}`));
  box.replaceChildren(...marks.map(entry), ...slack.map(entry));
}
