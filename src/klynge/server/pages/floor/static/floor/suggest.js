// SPDX-License-Identifier: Apache-2.0
// A suggestion: text and perhaps a photo, made smaller here, which also takes away where and with what it was taken.

const LONGEST_SIDE = 1600;

async function smaller(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
}

export function setUpSuggestions(form, sender, told) {
  const wrong = form.querySelector("[data-wrong]");
  const complain = (text) => {
    wrong.textContent = text;
    wrong.hidden = !text;
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = form.elements.text.value.trim(), file = form.elements.photo.files[0];
    if (!text) {
      complain(form.dataset.textMissing);
      form.elements.text.focus();
      return;
    }
    let photo = null;
    try {
      if (file) photo = await smaller(file);
    } catch {
      complain(form.dataset.noPhoto);
      return;
    }
    complain("");
    const body = { text, photo, named: form.elements.named.checked ? "yes" : "", work_centre: form.elements.work_centre?.value ?? "" };
    await sender.add({ about: "suggestion", body, words: text.slice(0, 80) });
    form.reset();
    form.closest("dialog")?.close();
    told();
  });
}
