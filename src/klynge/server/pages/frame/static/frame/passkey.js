// SPDX-License-Identifier: Apache-2.0
// Logging in with a passkey by the browser's own functions (WebAuthn Level 3).
async function credential(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  const { publicKey } = (await answer.json()).request_options;
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const problem = form.querySelector("[data-problem]");
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
    form.querySelectorAll("button").forEach((button) => { button.disabled = true; });
    if (problem) { problem.hidden = false; problem.textContent = problem.dataset.cannot; }
    continue;
  }
  form.addEventListener("submit", async (event) => {
    const held = form.querySelector("[name=credential]");
    if (held.value) return;
    event.preventDefault();
    try {
      held.value = JSON.stringify(await credential(form.action));
    } catch {
      if (problem) { problem.hidden = false; problem.textContent = problem.dataset.failed; }
      return;
    }
    form.submit();
  });
}
