// Small pieces of page: an element with its classes, texts and children. Text never becomes markup.
export function el(name, given = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (key === "class") element.className = value;
    else if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== null && value !== false) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export function facts(pairs) {
  const list = el("dl", { class: "facts" });
  for (const [name, value] of pairs) if (value !== null && value !== "") list.append(el("dt", {}, name), el("dd", {}, value));
  return list;
}

export function table(heads, rows) {
  const numeric = heads.map(([, kind]) => (kind === "n" ? "n" : kind ?? ""));
  const head = el("tr", {}, ...heads.map(([text], n) => el("th", { scope: "col", class: numeric[n] }, text)));
  const body = rows.map(({ cells, ...given }) => el("tr", given, ...cells.map((cell, n) => el("td", { class: numeric[n] }, cell))));
  return el("table", {}, el("thead", {}, head), el("tbody", {}, ...body));
}
