# SPDX-License-Identifier: Apache-2.0
"""What these pages share: for whom they are, their tabs, and an action whose refusal becomes a form's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from klynge.server.api.problem import ProblemError, not_found
from klynge.server.barrier import queries
from klynge.server.pages.office.forms import Form
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import Standing, acting_for, standing_of
from klynge.server.texts import say


def inside(request: HttpRequest) -> Standing:
    """Who asks, if of a member or the office; for others there is nothing here."""
    standing = standing_of(request)
    if standing is None or standing.kind not in (queries.OFFICE, queries.MEMBER):
        raise not_found()
    return standing


def of_the_office(request: HttpRequest) -> Standing:
    """Who asks, if of the office."""
    standing = inside(request)
    if standing.kind != queries.OFFICE:
        raise not_found()
    return standing


def of_a_member(request: HttpRequest) -> Standing:
    """Who asks, if of a member."""
    standing = inside(request)
    if standing.kind != queries.MEMBER:
        raise not_found()
    return standing


def tabs(standing: Standing) -> list[tuple[str, str]]:
    """The pages, each with its name."""
    found = [
        ("office:charter", say("Charter")),
        ("office:register", say("Register")),
        ("office:agreements", say("Agreements")),
        ("office:figures", say("Figures")),
        ("office:disclosures", say("Disclosures")),
        ("office:joint", say("Joint products")),
    ]
    if standing.kind == queries.MEMBER and standing.may(Ability.SIGN):
        found.append(("office:sharing", say("What others see of us")))
    return found


def shown(request: HttpRequest, template: str, standing: Standing, status: int = 200, **context: Any) -> HttpResponse:
    """A page with the tabs over it; on a page within one of them, that one is marked."""
    named = [(reverse(address), text) for address, text in tabs(standing)]
    within = max((address for address, _ in named if request.path.startswith(address)), key=len, default="")
    here = [(address, text, address == within) for address, text in named]
    context |= {"tabs": here, "office": standing.kind == queries.OFFICE, "signs": standing.may(Ability.SIGN)}
    return render(request, f"office/{template}.html", context, status=status)


def done(
    request: HttpRequest, standing: Standing, form: Form, action: Callable[[dict[str, Any]], Any], said: str, to: str
) -> HttpResponse | None:
    """Do what a form says and go on; None when it has to be shown again."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        with acting_for(standing):
            action(form.cleaned_data)
    except ProblemError as error:
        if error.status in (403, 404):
            raise
        form.refused(error)
        return None
    messages.success(request, said)
    return redirect(to)


def form_page(
    request: HttpRequest, standing: Standing, form: Form, title: str, lead: str, button: str, back: str
) -> HttpResponse:
    """A form on a page of its own."""
    context = {"form": form, "title": title, "lead": lead, "button": button, "back": reverse(back)}
    return shown(request, "form", standing, 422 if form.is_bound else 200, **context)
