# SPDX-License-Identifier: Apache-2.0
"""Choosing a product: the catalogue, the configurator, days beside options, one choice more, comparing, codes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from klynge.configure.work import format_choices
from klynge.server.api.access import asker
from klynge.server.pages.access import page
from klynge.server.pages.customer.drawings import drawing_of
from klynge.server.pages.customer.places import asked_region, called
from klynge.server.pages.customer.screen import shown_groups
from klynge.server.pages.customer.state import CHEAPEST, EARLIEST, Choosing, choices_from
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import Standing
from klynge.server.texts import say
from klynge.server.trustee.client import Refused
from klynge.server.trustee.link import ask

NOTHING = "-"  # no choices, one step before or kept
BEST = ("cheapest", "lightest", "greenest", "likeliest")


@page(Ability.ASK)
def catalogue(request: HttpRequest) -> HttpResponse:
    """Everything that can be chosen, by who makes it."""
    found = ask("products", asker(request), {})
    word = request.GET.get("q", "").strip()[:100]
    shown = [one for one in found["products"] if word.casefold() in f"{one['name']} {one['seller']}".casefold()]
    for one in shown:
        one["drawing"] = drawing_of(one["product"], {})
    return render(request, "customer/catalogue.html", {"products": shown, "all": len(found["products"]), "q": word})


@page(Ability.ASK)
def configure(request: HttpRequest, product: str) -> HttpResponse:
    """The product with the choices of the address."""
    return _configurator(request, Choosing.of(product, request.GET))


@page(Ability.ASK)
def choose(request: HttpRequest, product: str) -> HttpResponse:
    """One choice more (or one fewer), with the least given up for it; then the configurator."""
    now = Choosing.of(product, request.GET)
    variable, value = request.GET.get("variable", "")[:120], request.GET.get("value", "")[:500]
    what: dict[str, Any] = {"variable": variable or " ", "value": None if "withdraw" in request.GET else value}
    try:
        done = ask("change", asker(request), now.asked(**what))
    except Refused as refused:
        if refused.problem["status"] == 404:
            raise
        messages.warning(request, refused.problem["detail"] or refused.problem["title"])
        return _onward(request, now)
    if done["gave_up"]:
        names = ", ".join(f"{one['title']} ({one['value_title']})" for one in done["gave_up"])
        messages.info(request, say("To make room for it, this is open again: {names}.", names=names))
    return _onward(request, Choosing.of(product, _with(request, now, done["choices"])))


@page(Ability.ASK)
def complete(request: HttpRequest, product: str) -> HttpResponse:
    """What is left open decided by one measure."""
    now = Choosing.of(product, request.GET)
    if now.by == EARLIEST and (choices := _earliest(asker(request), now)):
        return _onward(request, Choosing.of(product, _with(request, now, choices)))
    by = request.GET.get("by", "")
    done = ask("complete", asker(request), now.asked(by=by if by in BEST else CHEAPEST))
    return _onward(request, Choosing.of(product, _with(request, now, done["choices"])))


def _earliest(standing: Standing, now: Choosing) -> dict[str, Any]:
    """The choices with which it can be there first, those made already before the others; none when there is no such
    day. What is not asked after them is left out."""
    region, _ = asked_region(standing, now.to)
    told = ask("days", standing, now.asked(region=region, by=EARLIEST)) if region else {"present": None}
    if told["present"] is None or told["present"]["day"] is None:
        return {}
    whole = dict(now.choices) | told["present"]["choices"]
    screen = ask("configure", standing, now.asked() | {"choices": whole})
    left_out = {one["id"] for one in screen["variables"] if one["standing"] == "not-asked"}
    return {name: value for name, value in screen["choices"].items() if name not in left_out}


@page(Ability.ASK)
def days(request: HttpRequest, product: str) -> JsonResponse:
    """The day beside each option, for the page that is open."""
    now = Choosing.of(product, request.GET)
    region, _ = asked_region(asker(request), now.to)
    if region is None:
        return JsonResponse({"options": [], "present": None})
    return JsonResponse(ask("days", asker(request), now.asked(region=region, by=now.by)))


@page(Ability.ASK)
def compare(request: HttpRequest, product: str) -> HttpResponse:
    """The choices that were kept beside those of now."""
    now, standing = Choosing.of(product, request.GET), asker(request)
    before = replace(now, choices=choices_from(now.beside), was=format_choices(now.choices) or NOTHING)
    told = ask("compare", standing, {"left": before.asked(), "right": now.asked()})
    sides = [_side(one, side or {}) for one, side in zip((before, now), told["sides"], strict=True)]
    region, _ = asked_region(standing, now.to)
    if region is not None:
        for one, side in zip((before, now), sides, strict=True):
            side["day"] = (ask("days", standing, one.asked(region=region, by=CHEAPEST))["present"] or side)["day"]
    only = request.GET.get("only", "") == "1"
    sheet = {
        "product": product,
        "name": ask("configure", standing, now.asked())["name"],
        "rows": [row for row in told["rows"] if row["differs"] or (not only and (row["left"] or row["right"]))],
        "sides": sides,
        "region": region,
        "only": only,
        "query": now.query(),
        "toggle": f"{now.query()}&only=1",
    }
    return render(request, "customer/compare.html", sheet)


def _side(one: Choosing, told: dict[str, Any]) -> dict[str, Any]:
    """One of two that are compared, with the address that goes on with it; its day is yet to be asked for."""
    address = f"{reverse('customer:configure', args=[one.product])}?{one.query(beside='')}"
    drawing = drawing_of(one.product, told.get("completion", {}))
    return told | {"address": address, "drawing": drawing, "day": None}


@page(Ability.ASK)
def code(request: HttpRequest) -> HttpResponse:
    """A configuration by its code; what changed since it was made is said."""
    typed = request.GET.get("code", "").strip()[:40]
    if len(typed) < 12:
        messages.warning(request, say("A code has twelve symbols, such as FXEP-R4RX-D1VM."))
        return redirect("customer:catalogue")
    try:
        found = ask("reopen", asker(request), {"code": typed})
    except Refused as refused:
        messages.warning(request, f"{refused.problem['title']} {refused.problem['remedy']}")
        return redirect("customer:catalogue")
    for line in found["account"][:12]:
        messages.info(request, line)
    address = reverse("customer:configure", args=[found["product"]])
    asked = Choosing.of(found["product"], request.GET)
    return redirect(f"{address}?{replace(asked, choices=found['choices']).query()}")


def _with(request: HttpRequest, now: Choosing, choices: Any) -> Any:
    """The address with other choices, the present ones one step back."""
    pairs = request.GET.copy()
    pairs["choices"], pairs["was"] = format_choices(choices), format_choices(now.choices) or NOTHING
    return pairs


def _onward(request: HttpRequest, now: Choosing) -> HttpResponse:
    """To the configurator; a part of the page that is open gets the new part and address at once."""
    address = f"{reverse('customer:configure', args=[now.product])}?{now.query()}"
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(address)
    response = _configurator(request, now)
    response["HX-Push-Url"] = address
    return response


def _configurator(request: HttpRequest, now: Choosing) -> HttpResponse:
    standing = asker(request)
    told = ask("configure", standing, now.asked())
    chosen = format_choices(told["choices"])
    now = replace(now, choices=told["choices"])  # those that go together: what was set aside is told with its repair
    for one in told["set_aside"]:
        pair = urlencode({"variable": one["variable"], "value": one["value"]})
        one["address"] = f"{now.query()}&{pair}" if one["give_up"] is not None else ""
    region, offered = asked_region(standing, now.to)
    dated = ask("days", standing, now.asked(region=region, by=now.by)) if now.days and region else None
    address = reverse("customer:configure", args=[now.product])
    soonest = dated["present"] if dated and now.by == EARLIEST else None
    completion = soonest["choices"] if soonest else told["completion"]
    found = {
        "screen": told,
        "total_ore": soonest["price_ore"] if soonest else told["price_ore"],
        "soon": now.by == EARLIEST and region is not None,
        "cheapest": f"{address}?{now.query(by=CHEAPEST)}",
        "earliest": f"{address}?{now.query(by=EARLIEST)}",
        "groups": shown_groups(told, now, dated),
        "now": now,
        "region": region and called([region], offered["region_names"])[0],
        "regions": called(offered["regions"], offered["region_names"]),
        "unknown_place": bool(now.to) and region is None,
        "present": None if dated is None else dated["present"],
        "drawing": drawing_of(now.product, completion | told["values"]),
        "link": request.build_absolute_uri(f"{address}?{now.query(was='', beside='')}"),
        "undo": f"{address}?{now.query(choices=choices_from(now.was), was='')}" if now.was else "",
        "keep": f"{address}?{now.query(beside=chosen or NOTHING, was='')}",
        "kept": now.beside and ("this" if choices_from(now.beside) == choices_from(chosen) else "other"),
        "query": now.query(),
    }
    part = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    return render(request, "customer/configurator.html" if part else "customer/configure.html", found)
