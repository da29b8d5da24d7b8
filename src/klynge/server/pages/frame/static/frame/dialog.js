// SPDX-License-Identifier: Apache-2.0
// A question over the page. Its words come from the page: confirmed(text, { yes, no }).
export function confirmed(text, { yes, no, tone = "" }) {
  return new Promise((resolve) => {
    const dialog = document.createElement("dialog"), body = document.createElement("div"), words = document.createElement("p");
    const row = document.createElement("div"), accept = document.createElement("button"), refuse = document.createElement("button");
    body.className = "body";
    row.className = "button-row";
    words.textContent = text;
    words.id = "asked";
    dialog.setAttribute("aria-labelledby", "asked");
    accept.className = `primary ${tone}`;
    accept.textContent = yes;
    refuse.textContent = no;
    accept.addEventListener("click", () => dialog.close("yes"));
    refuse.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => { dialog.remove(); resolve(dialog.returnValue === "yes"); });
    row.append(accept, refuse);
    body.append(words, row);
    dialog.append(body);
    document.body.append(dialog);
    dialog.showModal();
  });
}
