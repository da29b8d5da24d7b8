// SPDX-License-Identifier: Apache-2.0
// Codes: read by the camera where the browser can (BarcodeDetector), typed by a scanner that is a keyboard, or by hand.

const QUICK = 100; // ms between two keys as they were pressed; no hand is that quick for long

// What a code or a typed text leads to. Of an address what stands behind its “?” is enough: a busy tablet may lose the
// first keys.
export function meaning(text) {
  const found = text.trim(), at = found.indexOf("?q=");
  if (at < 0) return { q: found, operation: "" };
  const query = new URLSearchParams(found.slice(at));
  return { q: query.get("q") ?? "", operation: query.get("operation") ?? "" };
}

// A scanner types wherever the focus is: keys that come quicker than a hand's, ended by Enter, are one.
export function listenToScanner(scanned) {
  let typed = "", last = 0;
  document.addEventListener("keydown", (event) => {
    const inField = event.target.closest?.("input:not([type=radio]):not([type=checkbox]), textarea, select");
    if (inField || event.ctrlKey || event.altKey || event.metaKey) return;
    const now = event.timeStamp; // not when a busy page comes round to it
    if (now - last > QUICK) typed = "";
    last = now;
    if (event.key === "Enter") {
      if (typed.length >= 3) {
        event.preventDefault();
        event.stopImmediatePropagation();
        scanned(typed);
      }
      typed = "";
    } else if (event.key.length === 1) {
      typed += event.key;
      if (typed.length > 1) event.stopImmediatePropagation(); // no single-key command is meant
    }
  }, true);
}

export async function setUpCamera(button, dialog, scanned) {
  if (!("BarcodeDetector" in window) || !navigator.mediaDevices?.getUserMedia) return;
  const kinds = await BarcodeDetector.getSupportedFormats();
  if (!kinds.includes("qr_code")) return;
  const detector = new BarcodeDetector({ formats: kinds.filter((each) => ["qr_code", "code_128"].includes(each)) });
  const video = dialog.querySelector("video"), wrong = dialog.querySelector("[data-wrong]");
  let stream = null;
  button.hidden = false;

  dialog.addEventListener("close", () => {
    stream?.getTracks().forEach((each) => each.stop());
    stream = null;
  });
  button.addEventListener("click", async () => {
    wrong.hidden = true;
    dialog.showModal();
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      wrong.hidden = false;
      return;
    }
    video.srcObject = stream;
    await video.play();
    while (stream && dialog.open) {
      const codes = await detector.detect(video).catch(() => []);
      if (codes.length) {
        dialog.close();
        scanned(codes[0].rawValue);
        return;
      }
      await new Promise((next) => setTimeout(next, 150));
    }
  });
}
