// SPDX-License-Identifier: Apache-2.0
// How long a hold still stands, counted down beside the moment at which it ends.
const places = document.querySelectorAll("[data-countdown]");

function left(seconds) {
  const part = (value) => String(value).padStart(2, "0");
  const days = Math.floor(seconds / 86400);
  const rest = `${part(Math.floor(seconds / 3600) % 24)}:${part(Math.floor(seconds / 60) % 60)}:${part(seconds % 60)}`;
  return days ? `${days} d ${rest}` : rest;
}

function tick() {
  for (const place of places) {
    const seconds = Math.max(0, Math.round((new Date(place.dataset.countdown) - Date.now()) / 1000));
    place.textContent = seconds ? left(seconds) : place.dataset.over;
  }
}

if (places.length) {
  tick();
  setInterval(tick, 1000);
}
