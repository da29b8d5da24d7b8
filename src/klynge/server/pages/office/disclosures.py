# SPDX-License-Identifier: Apache-2.0
"""The journal of what was shown, its export for counsel, and the switch that stops everything."""

from __future__ import annotations

import json
from dataclasses import asdict

from django.http import HttpRequest, HttpResponse

from klynge.cooperation.barrier import JournalError
from klynge.cooperation.barrier.journal import csv_of
from klynge.server.barrier import actions, queries
from klynge.server.barrier.journal import whole
from klynge.server.barrier.kept import entry_of
from klynge.server.barrier.models import DisclosureRow
from klynge.server.pages.access import page
from klynge.server.pages.frame.listing import Column, listed
from klynge.server.pages.office import forms
from klynge.server.pages.office.shared import done, form_page, inside, of_the_office, shown
from klynge.server.pages.office.wording import EVERYONE, about_name, field_name, purpose_name, rule_name
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import Standing, acting_for
from klynge.server.texts import say


def _columns(names: dict[str, str]) -> tuple[Column, ...]:
    return (
        Column("number", "No.", kind="number"),
        Column("at", "When", kind="moment"),
        Column("reader", "Shown to", value=lambda row: names.get(row.reader, row.reader)),
        Column("owner", "Of", value=lambda row: _whose(row, names)),
        Column("field", "What is shown", value=lambda row: field_name(row.field)),
        Column("about", "About", value=about_name),
        Column("purpose", "What for", value=lambda row: purpose_name(row.purpose)),
        Column("rule", "By which rule", value=lambda row: rule_name(row.rule)),
        Column("hash", "Hash", hidden=True),
    )


def _whose(row: DisclosureRow, names: dict[str, str]) -> str:
    if row.reader == EVERYONE:
        return say("{n} members", n=row.owner.split()[0])
    return names.get(row.owner, row.owner)


@page(Ability.READ_RELEASES)
def disclosures(request: HttpRequest) -> HttpResponse:
    """What was shown, newest first; with `check`, whether the chain is whole."""
    standing = inside(request)
    with acting_for(standing):
        names = {each.member: each.name for each in queries.members(standing)} | {"cluster": say("all members")}
        rows = queries.disclosures(standing)
        listing = listed(request, "disclosures", _columns(names), rows, search=True, found=_found)
        stopped = queries.stopped(standing)
        office = standing.kind == queries.OFFICE
        newest = rows.first() if office else None
        entries = _in_order(standing) if office and "check" in request.GET else []
    if listing.response is not None:
        return listing.response
    checked = "" if not entries else _checked(entries)
    last = "" if newest is None else newest.hash
    return shown(request, "disclosures", standing, listing=listing, stopped=stopped, checked=checked, last=last)


def _checked(entries: list[DisclosureRow]) -> str:
    """The word whole, or what is wrong with the chain."""
    try:
        whole(entries)
    except JournalError as error:
        return str(error)
    return "whole"


def _found(rows: object, text: str) -> object:
    from django.db.models import Q

    found: object = rows.filter(  # type: ignore[attr-defined]
        Q(reader__icontains=text) | Q(owner__icontains=text) | Q(about__icontains=text) | Q(field__icontains=text)
    )
    return found


def _in_order(standing: Standing) -> list[DisclosureRow]:
    return list(queries.disclosures(standing).order_by("number"))


@page(Ability.READ_RELEASES)
def journal_csv(request: HttpRequest) -> HttpResponse:
    """The journal as a table."""
    standing = inside(request)
    with acting_for(standing):
        text = csv_of(entry_of(row) for row in _in_order(standing))
    return _file(text, "csv", "text/csv; charset=utf-8")


@page(Ability.READ_RELEASES)
def journal_json(request: HttpRequest) -> HttpResponse:
    """The journal for counsel's program."""
    standing = inside(request)
    with acting_for(standing):
        entries = [asdict(e) | {"at": e.at.isoformat()} for e in map(entry_of, _in_order(standing))]
    return _file(json.dumps(entries, indent=1, ensure_ascii=False) + "\n", "json", "application/json")


def _file(text: str, form: str, kind: str) -> HttpResponse:
    answer = HttpResponse(text, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="disclosures.{form}"'
    return answer


@page(Ability.KEEP_REGISTER, "GET", "POST")
def stop(request: HttpRequest) -> HttpResponse:
    """Stop all disclosures, or let them go on."""
    standing = of_the_office(request)
    with acting_for(standing):
        stopped = queries.stopped(standing)
    form = forms.Signing(request.POST or None)
    said = say("Disclosures go on.") if stopped else say("All disclosures are stopped.")
    answer = done(
        request,
        standing,
        form,
        lambda told: actions.stop_disclosures(standing, told["signatory"], stop=not stopped),
        said,
        "office:disclosures",
    )
    if answer is not None:
        return answer
    title = say("Let disclosures go on") if stopped else say("Stop all disclosures")
    lead = (
        say("What is agreed is shown again.")
        if stopped
        else say("Nothing of one firm is shown to another, and no figure is released, until you let it go on.")
    )
    button = say("Let them go on") if stopped else say("Stop them")
    return form_page(request, standing, form, title, lead, button, "office:disclosures")
