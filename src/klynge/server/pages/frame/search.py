# SPDX-License-Identifier: Apache-2.0
"""Search over everything one may see: what the apps of pages find, by kind."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from klynge.server.pages.access import page
from klynge.server.pages.navigation import found_for
from klynge.server.tenancy.middleware import standing_of

LONGEST = 200


@page(None)
def search(request: HttpRequest) -> HttpResponse:
    """All that has the text, the kinds one after another."""
    standing = standing_of(request)
    assert standing is not None  # the guard says so
    text = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    found = sorted(found_for(standing, text), key=lambda each: each.kind) if text else []
    kinds = [(kind, list(each)) for kind, each in groupby(found, key=lambda each: each.kind)]
    return render(request, "frame/search.html", {"text": text, "kinds": kinds, "count": len(found)})
