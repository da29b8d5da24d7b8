// SPDX-License-Identifier: Apache-2.0
// Pages of the floor that were visited open without a network: the newest that was seen. Reports wait in the page itself.
"use strict";
const PAGES = "floor-pages", FILES = "floor-files", STATIC = "{{ static|escapejs }}", PATIENCE = 4000;
const FIRST = [{% for file in files %}"{{ file|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(FILES).then((cache) => cache.addAll(FIRST)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event, address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (address.pathname.startsWith(STATIC)) event.respondWith(file(request));
  else if (request.mode === "navigate") event.respondWith(page(request));
});

// A file from the cache, and anew for the next time; without one, from the network.
async function file(request) {
  const cache = await caches.open(FILES), known = await cache.match(request);
  const fetched = fetch(request).then((response) => {
    if (response.ok) cache.put(request, response.clone());
    return response;
  });
  if (!known) return fetched;
  fetched.catch(() => {});
  return known;
}

// A page from the network; when that is away or slow, as it was seen last. Who is led to the log-in has no pages kept.
async function page(request) {
  const cache = await caches.open(PAGES);
  const fetched = fetch(request).then(async (response) => {
    if (response.type === "opaqueredirect" && !new URL(request.url).pathname.endsWith("/find/")) await clear(cache); // to the log-in
    else if (response.ok) await cache.put(withoutMark(request.url), response.clone());
    return response;
  });
  const known = await cache.match(withoutMark(request.url));
  if (!known) return fetched;
  fetched.catch(() => {});
  const slow = new Promise((resolve) => setTimeout(resolve, PATIENCE, known));
  return Promise.race([fetched.catch(() => known), slow]);
}

async function clear(cache) {
  for (const each of await cache.keys()) await cache.delete(each);
}

// The mark of what was scanned is no other page.
function withoutMark(text) {
  const address = new URL(text);
  address.searchParams.delete("job");
  address.searchParams.delete("operation");
  return address.href;
}
