# SPDX-License-Identifier: Apache-2.0
"""Figures of the whole cluster: what was released, asking for another, and a member's consent to sums."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from klynge.server.api.problem import ProblemError
from klynge.server.barrier import actions, queries
from klynge.server.barrier.models import ReleaseRow
from klynge.server.pages.access import page
from klynge.server.pages.frame import formats
from klynge.server.pages.frame.charts import Chart, Series
from klynge.server.pages.frame.listing import Column, listed
from klynge.server.pages.office import forms
from klynge.server.pages.office.shared import form_page, inside, of_a_member, of_the_office, shown
from klynge.server.pages.office.wording import centre_kind, field_name, figure_name, months, rule_name
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import acting_for
from klynge.server.texts import say
from klynge.server.trustee.client import Refused
from klynge.server.trustee.link import ask

CONSENTED = ("order.delivery", "order.quantity", "work_centre.load")
CHARTED = 12  # months


def _value(row: ReleaseRow) -> str:
    if row.numerator is None:
        return formats.NONE
    value = row.numerator / (row.denominator or 1)
    return formats.hours(value) if row.figure == "load" else formats.number(value, 0 if row.form == "sum" else 1)


def _form(row: ReleaseRow) -> tuple[str, str]:
    if row.withheld:
        return say("withheld"), "warn"
    return (say("sum"), "ok") if row.form == "sum" else (say("median of the firms"), "info")


def _figure(row: ReleaseRow) -> str:
    name = figure_name(row.figure)
    return f"{name}, {centre_kind(row.kind)}" if row.kind else name


COLUMNS = (
    Column("figure", "Figure", value=_figure),
    Column("first", "Months", value=lambda row: months(row.first, row.last)),
    Column("numerator", "Value", value=_value),
    Column("contributors", "Firms", kind="number"),
    Column("form", "Form", kind="chip", value=_form),
)
OF_THE_OFFICE = (Column("withheld", "Why withheld", value=lambda row: rule_name(row.withheld) if row.withheld else ""),)
ASKED = (Column("at", "Asked for", kind="day"),)


@page(Ability.READ_RELEASES)
def figures(request: HttpRequest) -> HttpResponse:
    """What was released, as a list and, month by month, as bars."""
    standing = inside(request)
    columns = (*COLUMNS, *(OF_THE_OFFICE if standing.kind == queries.OFFICE else ()), *ASKED)
    with acting_for(standing):
        rows = queries.releases(standing)
        listing = listed(request, "figures", columns, rows)
        charts = _charts(list(rows.filter(withheld="").order_by("at")))
        consented = queries.consented(standing) if standing.kind == queries.MEMBER else []
    if listing.response is not None:
        return listing.response
    consents = [(field, field_name(field), field in consented) for field in CONSENTED]
    return shown(request, "figures", standing, listing=listing, charts=charts, consents=consents)


def _charts(rows: list[ReleaseRow]) -> list[Chart]:
    """One for each figure of which single months were released as sums."""
    found: dict[str, dict[str, float]] = {}
    for row in rows:
        whole_month = (row.first.year, row.first.month) == (row.last.year, row.last.month)
        if whole_month and row.form == "sum" and not row.kind and row.numerator is not None:
            value = row.numerator / (row.denominator or 1)
            found.setdefault(row.figure, {})[f"{row.first:%Y-%m}"] = value / 3600 if row.figure == "load" else value
    charts = []
    for figure, values in found.items():
        shown_months = sorted(values)[-CHARTED:]
        unit = "h" if figure == "load" else ""
        name = figure_name(figure)
        charts.append(Chart(name, shown_months, [Series(name, [values[m] for m in shown_months])], unit=unit))
    return charts


@page(Ability.KEEP_REGISTER, "GET", "POST")
def release(request: HttpRequest) -> HttpResponse:
    """Ask for a figure; what comes of it is kept, also when it is withheld."""
    standing = of_the_office(request)
    today = queries.today()
    form = forms.Asking(request.POST or None, initial={"first": today, "last": today, "key": uuid4().hex})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        wanted = {"figure": told["figure"], "kind": told["kind"] if told["figure"] == "load" else ""}
        wanted |= {name: told[name].isoformat() for name in ("first", "last")}
        try:
            found = ask("release", standing, wanted, told["key"])
        except Refused as refused:
            if refused.problem["status"] not in (409, 422):
                raise
            form.add_error(None, f"{refused.problem['title']} {refused.problem.get('remedy', '')}")
        else:
            _say(request, found)
            return redirect("office:figures")
    lead = say(
        "At least five firms have to be behind a figure. Where one of them is over 30 per cent, the median goes out. "
        "Nothing goes out that, with what went out before, would tell about one firm."
    )
    return form_page(request, standing, form, say("Ask for a figure"), lead, say("Ask"), "office:figures")


def _say(request: HttpRequest, found: dict[str, Any]) -> None:
    if found["withheld"]:
        messages.warning(request, say("It is withheld: {why}", why=rule_name(found["withheld"])))
    else:
        messages.success(request, say("The figure is released to the members."))


@page(Ability.SIGN, "POST")
def consent(request: HttpRequest) -> HttpResponse:
    """Let sums out that one's own firm dominates, or not."""
    standing = of_a_member(request)
    try:
        with acting_for(standing):
            given = request.POST.get("given") == "yes"
            person = request.POST.get("signatory", "")[:120]
            actions.consent(standing, request.POST.get("field", ""), person, given=given)
    except ProblemError as error:
        if error.status in (403, 404):
            raise
        messages.error(request, f"{error.title} {error.remedy}")
    else:
        messages.success(request, say("What you said is kept."))
    return redirect("office:figures")
