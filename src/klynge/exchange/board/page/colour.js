// Fills with a text colour that reads on them, for light and dark; red is kept for lateness.
const LIGHT = ["#9ac9fa", "#9dd4a7", "#e5bd86", "#d5b5ee", "#7ed6d5", "#c7c989", "#b9bffb", "#f0b68f", "#8ad6bc", "#eaafd6", "#85d0ee", "#b2d095"];
const DARK = ["#335e89", "#346841", "#76531b", "#694d7e", "#00696a", "#5e5f1f", "#52558a", "#7f4d28", "#176a53", "#7a476a", "#0e647f", "#4b642e"];
const HEAT_LIGHT = ["#e9f4fb", "#cfe3ef", "#b5d2e4", "#9cc2d8", "#83b1cd", "#69a1c2", "#4e91b6", "#2f81aa", "#00709f", "#006093"];
const HEAT_DARK = ["#1f282d", "#263640", "#2c4554", "#325468", "#38647e", "#3d7594", "#4285aa", "#4797c1", "#4ca8d9", "#51baf1"];
const TIGHT_S = 3 * 86400;

export function theme(dark) {
  const css = getComputedStyle(document.documentElement);
  const named = Object.fromEntries(
    ["paper", "surface", "sunk", "line", "ink", "soft", "accent", "late", "bar-good", "bar-tight", "bar-late"].map((n) => [n, css.getPropertyValue(`--${n}`).trim()]),
  );
  return { ...named, dark, fills: dark ? DARK : LIGHT, slack: ["late", "tight", "good", "none"].map((kind) => css.getPropertyValue(`--slack-${kind}`).trim()), heat: dark ? HEAT_DARK : HEAT_LIGHT, onFill: dark ? "#f4f8fb" : "#12202b" };
}

const BY = {
  order: (m) => Int32Array.from(m.p.order, (order, n) => (order < 0 ? m.p.job[n] : order) * 7 % 12),
  family: (m) => Int32Array.from(m.p.family, (family) => Math.max(family, 0) * 5 % 12),
  member: (m) => Int32Array.from(m.p.order, (order, n) => (order < 0 ? m.p.jobOwner[m.p.job[n]] : m.o.owner[order]) % 12),
  lateness: (m) => Int32Array.from(m.p.order, (order) => (order < 0 ? 3 : m.slack[order] < 0 ? 0 : m.slack[order] < TIGHT_S ? 1 : 2)),
};

export function colouring(m, mode) {
  return BY[mode](m);
}

export const fillsOf = (look, mode) => (mode === "lateness" ? look.slack : look.fills);

// Diagonal lines that mark set-ups on any fill.
export function hatch(ctx, ink) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 6;
  const pen = tile.getContext("2d");
  pen.strokeStyle = ink;
  pen.globalAlpha = 0.75;
  pen.lineWidth = 1.3;
  pen.beginPath();
  for (const shift of [-6, 0, 6]) { pen.moveTo(shift, 6); pen.lineTo(shift + 6, 0); }
  pen.stroke();
  return ctx.createPattern(tile, "repeat");
}
