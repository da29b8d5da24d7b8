# SPDX-License-Identifier: Apache-2.0
"""Parts whose models customers send: taken in, listed, given out again, removed. Nothing is computed of them yet."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from klynge.server.api.access import asker
from klynge.server.api.problem import not_found
from klynge.server.pages.access import page
from klynge.server.pages.sales.forms import Sending
from klynge.server.quotes.actions import PartError, add_part, remove_part
from klynge.server.quotes.geometry import LARGEST
from klynge.server.quotes.queries import customers_of, part_of, parts_of
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import acting_for
from klynge.server.texts import say

SHOWN = 200


@page(Ability.SELL, "GET", "POST")
def parts(request: HttpRequest) -> HttpResponse:
    """The parts that wait, and a form for another."""
    standing = asker(request)
    form = Sending(request.POST or None, request.FILES or None) if request.method == "POST" else Sending()
    if request.method == "POST" and not form.is_bound:
        form = Sending({}, {})
    if form.is_bound and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "file"}
        sent = form.cleaned_data["file"]
        content = sent.read(LARGEST + 1)
        try:
            with acting_for(standing):
                add_part(standing, sent.name, content, given)
        except PartError as error:
            form.add_error("file", str(error))
        else:
            messages.success(request, say("{name} is kept and waits to be assessed.", name=sent.name))
            return redirect("sales:parts")
    with acting_for(standing):
        rows, customers = list(parts_of(standing.organisation)[:SHOWN]), customers_of(standing.organisation)
    shown = {"form": form, "parts": rows, "customers": customers}
    return render(request, "sales/parts.html", shown, status=422 if form.is_bound else 200)


@page(Ability.SELL)
def file(request: HttpRequest, part: UUID) -> HttpResponse:
    """A part's file, as it was sent."""
    standing = asker(request)
    with acting_for(standing):
        found = part_of(standing.organisation, part)
    if found is None:
        raise not_found()
    response = HttpResponse(bytes(found.content), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response


@page(Ability.SELL, "POST")
def remove(request: HttpRequest, part: UUID) -> HttpResponse:
    """Forget a part and its file."""
    standing = asker(request)
    with acting_for(standing):
        removed = remove_part(standing, part)
    if not removed:
        raise not_found()
    messages.success(request, say("The part and its file are removed."))
    return redirect("sales:parts")
