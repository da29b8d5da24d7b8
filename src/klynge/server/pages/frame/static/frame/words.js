// SPDX-License-Identifier: Apache-2.0
// Texts that the template gives as {{ texts|json_script:"id" }}; {facts} in them are filled in.
export function words(id) {
  const texts = JSON.parse(document.getElementById(id)?.textContent ?? "{}");
  return (name, facts = {}) => (texts[name] ?? name).replace(/\{(\w+)\}/g, (whole, fact) => facts[fact] ?? whole);
}
