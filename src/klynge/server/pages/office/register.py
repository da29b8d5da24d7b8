# SPDX-License-Identifier: Apache-2.0
"""The register: how members stand to one another, market by market."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from klynge.cooperation.barrier import Relation
from klynge.server.barrier import actions, queries
from klynge.server.pages.access import page
from klynge.server.pages.frame.listing import Column, listed
from klynge.server.pages.office import forms
from klynge.server.pages.office.shared import done, form_page, inside, of_the_office, shown
from klynge.server.pages.office.wording import either, market_kind, relation_name
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import Standing, acting_for
from klynge.server.texts import say

SHOWN = 5  # pairs that wait for a review


def _columns(names: dict[str, str], markets: dict[str, str]) -> tuple[Column, ...]:
    return (
        Column("one_member", "Firm", value=lambda row: names.get(row.one_member, row.one_member)),
        Column("other_member", "Other firm", value=lambda row: names.get(row.other_member, row.other_member)),
        Column("market", "Market", value=lambda row: markets.get(row.market, row.market)),
        Column("relation", "How they stand", kind="chip", value=lambda row: relation_name(row.relation)),
        Column("since", "From", kind="day"),
        Column("reviewer", "Reviewed by", value=lambda row: either(row.reviewer, row.reviewer_en)),
        Column("reason", "Why", value=lambda row: either(row.reason, row.reason_en)),
    )


def _markets(standing: Standing) -> dict[str, str]:
    """What the markets are called, by code."""
    return {row.code: either(row.name, row.name_en) or row.code for row in queries.markets(standing)}


def _names(standing: Standing) -> dict[str, str]:
    return {each.member: each.name for each in queries.members(standing)}


@page(Ability.READ_RELEASES)
def register(request: HttpRequest) -> HttpResponse:
    """The entries, newest first, and what nobody has reviewed."""
    standing = inside(request)
    with acting_for(standing):
        names = _names(standing)
        rows = queries.relationships(standing)
        called = _markets(standing)
        listing = listed(request, "register", _columns(names, called), rows, search=True, found=_found)
        markets = [(called[row.code], market_kind(row.kind)) for row in queries.markets(standing)]
        open_pairs = _unreviewed(standing, names)
    if listing.response is not None:
        return listing.response
    pairs = [
        {
            "one": one,
            "other": other,
            "one_name": names[one],
            "other_name": names[other],
            "market": market.id,
            "market_name": called[market.id],
        }
        for one, other, market in open_pairs[:SHOWN]
    ]
    context: dict[str, Any] = {"listing": listing, "markets": markets, "pairs": pairs, "open": len(open_pairs)}
    return shown(request, "register", standing, **context)


def _found(rows: Any, text: str) -> Any:
    from django.db.models import Q

    return rows.filter(
        Q(one_member__icontains=text) | Q(other_member__icontains=text) | Q(market__icontains=text)
        | Q(reason__icontains=text) | Q(reason_en__icontains=text)
    )  # fmt: skip


def _unreviewed(standing: Standing, names: dict[str, str]) -> list[Any]:
    if standing.kind != queries.OFFICE:
        return []
    return queries.register(standing).unreviewed(names, queries.today())


@page(Ability.KEEP_REGISTER, "GET", "POST")
def review(request: HttpRequest) -> HttpResponse:
    """Write down how two members stand in a market."""
    standing = of_the_office(request)
    with acting_for(standing):
        names = _names(standing)
        markets = list(_markets(standing).items())
    asked = {name: request.GET.get(name, "") for name in ("one", "other", "market")}
    form = forms.Reviewing(
        names.items(), markets, request.POST or None, initial=asked | {"since": queries.today(), "relation": "none"}
    )

    def write(told: dict[str, Any]) -> None:
        found = actions.Found(
            (told["one"], told["other"]), told["market"], Relation(told["relation"]), told["since"],
            told["reviewer"], told["reason"],
        )  # fmt: skip
        actions.record_relationship(standing, found)

    answer = done(request, standing, form, write, say("The review is kept."), "office:register")
    lead = say("It holds from its day on until a later one. A pair that nobody has reviewed counts as competitors.")
    return answer or form_page(request, standing, form, say("Review two firms"), lead, say("Keep"), "office:register")


@page(Ability.KEEP_REGISTER, "GET", "POST")
def market(request: HttpRequest) -> HttpResponse:
    """Name a market."""
    standing = of_the_office(request)
    form = forms.NamingMarket(request.POST or None)
    answer = done(
        request,
        standing,
        form,
        lambda told: actions.add_market(standing, actions.market_of(told["market"], told["kind"])),
        say("The market is added. Every two firms are to be reviewed in it."),
        "office:register",
    )
    lead = say("Until two firms are reviewed in it they count as competitors, and sensitive fields stay shut.")
    return answer or form_page(request, standing, form, say("Add a market"), lead, say("Add"), "office:register")
