// SPDX-License-Identifier: Apache-2.0
// Ctrl and Enter orders what Enter would hold; a field that is still being typed into is not complained of.
const form = document.querySelector("[data-enter]");
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const order = form.querySelector("[data-order]");
  if (!order) return;
  event.preventDefault();
  form.requestSubmit(order);
});
form.addEventListener("focusin", (event) => { form.elements.typing.value = event.target.name ?? ""; });
form.elements.typing.value = document.activeElement?.name ?? "";
