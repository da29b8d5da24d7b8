// SPDX-License-Identifier: Apache-2.0
// Ctrl and Enter orders what Enter would hold.
const form = document.querySelector("[data-enter]");
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const order = form.querySelector("[data-order]");
  if (!order) return;
  event.preventDefault();
  form.requestSubmit(order);
});
