# SPDX-License-Identifier: Apache-2.0
"""What one sees without a network: a page that the browser has kept, by a worker that does nothing else."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static

from klynge.server.pages.access import public

NEEDED = ("frame/tokens.css", "frame/klynge.css", "frame/frame.css", "frame/icons.svg")
WORKER = """
const PAGE = "/offline/", KEPT = %s, NAME = "klynge-offline";
self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll([PAGE, ...KEPT])).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event, kept = KEPT.includes(new URL(request.url).pathname);
  if (request.mode === "navigate" && request.method === "GET") {
    event.respondWith(fetch(request).catch(() => caches.match(PAGE)));
  } else if (kept) event.respondWith(fetch(request).catch(() => caches.match(request)));
});
"""


@public()
def offline(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Says that there is no network; the same for everyone, for it is kept."""
    response = HttpResponse(render_to_string("frame/offline.html"))
    response["Cache-Control"] = "no-cache"
    return response


@public()
def worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The worker, with the files of this release."""
    script = WORKER % json.dumps([static(name) for name in NEEDED])
    return HttpResponse(script, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})
