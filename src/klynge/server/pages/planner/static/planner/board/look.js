// Colours as the page's styles say them, resolved for the canvas, and a text colour that reads on each fill.
import { OWN } from "./model.js";

const NAMED = ["paper", "sunk", "line", "ink", "soft", "act", "late", "tight", "good", "other", "warn"];
const LIGHT = ["#9ac9fa", "#9dd4a7", "#e5bd86", "#d5b5ee", "#7ed6d5", "#c7c989", "#b9bffb", "#f0b68f", "#8ad6bc", "#eaafd6", "#85d0ee", "#b2d095"];
const DARK = ["#335e89", "#346841", "#76531b", "#694d7e", "#00696a", "#5e5f1f", "#52558a", "#7f4d28", "#176a53", "#7a476a", "#0e647f", "#4b642e"];
const HEAT_LIGHT = ["#e9f4fb", "#cfe3ef", "#b5d2e4", "#9cc2d8", "#83b1cd", "#69a1c2", "#4e91b6", "#2f81aa", "#00709f", "#006093"];
const HEAT_DARK = ["#1f282d", "#263640", "#2c4554", "#325468", "#38647e", "#3d7594", "#4285aa", "#4797c1", "#4ca8d9", "#51baf1"];
const TIGHT_S = 3 * 86400;

// The colours in force at an element: `--board-…` of its styles, whatever makes them light or dark.
export function lookOf(root) {
  const probe = root.appendChild(document.createElement("span")), look = {};
  probe.hidden = true;
  for (const name of NAMED) {
    probe.style.color = `var(--board-${name})`;
    look[name] = hex(getComputedStyle(probe).color);
  }
  probe.remove();
  look.dark = luminance(look.paper) < 0.3;
  look.font = getComputedStyle(root).fontFamily;
  look.hues = look.dark ? DARK : LIGHT;
  look.heat = look.dark ? HEAT_DARK : HEAT_LIGHT;
  look.fills = [...look.hues, look.late, look.tight, look.good, look.other];
  look.inks = look.fills.map((fill) => inkOn(fill));
  look.inkOn = inkOn;
  look.hatch = null; // made by the first frame that needs it
  return look;
}

const HUES = LIGHT.length, FILL_LATE = HUES, FILL_TIGHT = HUES + 1, FILL_GOOD = HUES + 2, FILL_OTHER = HUES + 3;
const MODES = {
  order: (m, n) => m.hues[m.source[n]] % HUES,
  family: (m, n) => (m.family[n] < 0 ? FILL_OTHER : (m.family[n] * 5) % HUES),
  lateness: (m, n) => {
    const { slack } = m.orders[m.source[n]];
    if (m.isLate(n)) return FILL_LATE;
    return slack === null ? FILL_OTHER : slack < TIGHT_S ? FILL_TIGHT : FILL_GOOD;
  },
};
export const COLOURS = Object.keys(MODES);

// For each bar the number of its fill; another firm's work is grey whatever the mode.
export function colouring(m, mode) {
  const of = MODES[mode], found = new Uint8Array(m.count);
  for (let n = 0; n < m.count; n++) found[n] = m.flags[n] & OWN ? of(m, n) : FILL_OTHER;
  return found;
}

function hex(colour) {
  const [r, g, b] = colour.match(/[\d.]+/g).map(Number);
  const part = (value) => Math.round(colour.startsWith("color(") ? value * 255 : value).toString(16).padStart(2, "0");
  return `#${part(r)}${part(g)}${part(b)}`;
}

export function luminance(colour) {
  const part = (at) => { const v = parseInt(colour.slice(at, at + 2), 16) / 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
}

// Near-black or white, whichever is the further from the fill (at least 4.5 to 1 by WCAG's measure for one of them).
export function inkOn(fill) {
  const value = luminance(fill), dark = "#0c1217";
  return (value + 0.05) / (luminance(dark) + 0.05) >= 1.05 / (value + 0.05) ? dark : "#ffffff";
}

// Diagonal lines that mark set-ups on any fill.
export function hatch(ctx, ink) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 6;
  const pen = tile.getContext("2d");
  pen.strokeStyle = ink;
  pen.globalAlpha = 0.7;
  pen.lineWidth = 1.3;
  pen.beginPath();
  for (const shift of [-6, 0, 6]) { pen.moveTo(shift, 6); pen.lineTo(shift + 6, 0); }
  pen.stroke();
  return ctx.createPattern(tile, "repeat");
}
