// SPDX-License-Identifier: Apache-2.0
// Paper: the print button.

document.querySelector("[data-print]").addEventListener("click", () => print());
