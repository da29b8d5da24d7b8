# SPDX-License-Identifier: Apache-2.0
"""Agreements to show something: proposed by one side, signed by the other, ended by either; capacity beside them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from klynge.server.api.problem import not_found
from klynge.server.barrier import actions, queries
from klynge.server.barrier.kept import Agreed
from klynge.server.pages.access import page
from klynge.server.pages.frame.listing import Column, listed
from klynge.server.pages.office import forms
from klynge.server.pages.office.shared import done, form_page, inside, of_a_member, shown
from klynge.server.pages.office.wording import agreement_state, class_name, either, field_name, purpose_name
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import Standing, acting_for
from klynge.server.texts import say
from klynge.server.trustee.link import ask

YEAR = timedelta(days=364)


def _columns(names: dict[str, str]) -> tuple[Column, ...]:
    return (
        Column(
            "giver",
            "Shows",
            value=lambda each: names.get(each.row.giver_member, each.row.giver_member),
            link=lambda each: reverse("office:agreement", args=[each.row.id]),
        ),
        Column("state", "State", kind="chip", value=lambda each: agreement_state(each.state(queries.today()))),
        Column("taker", "Sees", value=lambda each: names.get(each.row.taker_member, each.row.taker_member)),
        Column("fields", "What is shown", value=lambda each: ", ".join(field_name(f) for f in each.row.fields)),
        Column("purpose", "What for", value=lambda each: purpose_name(each.row.purpose)),
        Column("valid_from", "From", kind="day", value=lambda each: each.row.valid_from),
        Column("valid_to", "Up to and with", kind="day", value=lambda each: each.row.valid_to),
    )


def _names(standing: Standing) -> dict[str, str]:
    return {each.member: each.name for each in queries.members(standing)}


@page(Ability.READ_RELEASES)
def agreements(request: HttpRequest) -> HttpResponse:
    """All that the office keeps, or those that one is a party of."""
    standing = inside(request)
    with acting_for(standing):
        names = _names(standing)
        listing = listed(request, "agreements", _columns(names), queries.agreements(standing), search=True)
    if listing.response is not None:
        return listing.response
    lent = ask("capacity", standing, {})["items"]
    for each in lent:
        each["from"] = datetime.fromisoformat(each["valid_from"])
        each["to"] = datetime.fromisoformat(each["valid_to"]) - timedelta(seconds=1)  # midnight is the day before's
    return shown(request, "agreements", standing, listing=listing, lent=lent)


def _one(standing: Standing, identifier: UUID) -> tuple[Agreed, dict[str, str]]:
    with acting_for(standing):
        found, names = queries.agreement_of(standing, identifier), _names(standing)
    if found is None:
        raise not_found()
    return found, names


@page(Ability.READ_RELEASES)
def agreement(request: HttpRequest, agreement: UUID) -> HttpResponse:
    """What was agreed and by whom."""
    standing = inside(request)
    found, names = _one(standing, agreement)
    state = found.state(queries.today())
    party = standing.organisation in (found.row.giver, found.row.taker) and standing.may(Ability.SIGN)
    signed = {signature.member for signature in found.signatures}
    context: dict[str, Any] = {
        "row": found.row,
        "purpose": purpose_name(found.row.purpose),
        "state": agreement_state(state),
        "giver": names.get(found.row.giver_member, found.row.giver_member),
        "taker": names.get(found.row.taker_member, found.row.taker_member),
        "fields": [(field_name(name), class_name(kind)) for name, kind in _kinds(found.row.fields)],
        "signatures": [(names.get(s.member, s.member), either(s.person, s.person_en), s.at) for s in found.signatures],
        "withdrawn": found.withdrawn,
        "may_sign": party and state == "proposed" and standing.code not in signed,
        "may_end": party and state in ("proposed", "ahead", "in-force"),
    }
    return shown(request, "agreement", standing, **context)


def _kinds(fields: list[str]) -> list[tuple[str, str]]:
    known = {name: kind.value for name, kind in actions.known_fields()}
    return [(name, known[name]) for name in fields if name in known]


@page(Ability.SIGN, "GET", "POST")
def propose(request: HttpRequest) -> HttpResponse:
    """Propose an agreement with another member, and sign it."""
    standing = of_a_member(request)
    with acting_for(standing):
        firms = [(code, name) for code, name in _names(standing).items() if code != standing.code]
    today = queries.today()
    initial = {"direction": "give", "valid_from": today, "valid_to": today + YEAR, "purpose": "order-follow-up"}
    form = forms.Proposing(firms, request.POST or None, initial=initial)

    def write(told: dict[str, Any]) -> None:
        pair = (standing.code, told["other"])
        giver, taker = pair if told["direction"] == "give" else pair[::-1]
        terms = actions.Terms(
            giver, taker, frozenset(told["fields_"]), told["purpose"], told["valid_from"], told["valid_to"],
            told["about"],
        )  # fmt: skip
        actions.propose(standing, terms, told["signatory"])

    answer = done(
        request, standing, form, write, say("It is proposed and signed by you; the other firm signs."),
        "office:agreements",
    )  # fmt: skip
    lead = say("Nothing is shown before both have signed. Either side can end it on any day.")
    return answer or form_page(
        request, standing, form, say("Propose an agreement"), lead, say("Sign and propose"), "office:agreements"
    )


@page(Ability.SIGN, "GET", "POST")
def sign(request: HttpRequest, agreement: UUID) -> HttpResponse:
    """Sign as the other side."""
    lead = say("From now on what it names is shown, for its purpose, as long as it is in force.")
    return _signed(
        request, agreement, actions.sign_agreement, say("The agreement is signed."), say("Sign the agreement"), lead,
        say("Sign"),
    )  # fmt: skip


@page(Ability.SIGN, "GET", "POST")
def end(request: HttpRequest, agreement: UUID) -> HttpResponse:
    """End it, from today on."""
    lead = say("From today on nothing more is shown by it. What was shown stays in the journal.")
    return _signed(
        request, agreement, actions.end_agreement, say("The agreement is ended; nothing more is shown by it."),
        say("End the agreement"), lead, say("End it"),
    )  # fmt: skip


def _signed(
    request: HttpRequest,
    agreement: UUID,
    act: Callable[[Standing, UUID, str], object],
    success: str,
    title: str,
    lead: str,
    button: str,
) -> HttpResponse:
    """The form under which one signs an agreement or its end, and what it leads to."""
    standing = of_a_member(request)
    _one(standing, agreement)
    form = forms.Signing(request.POST or None)

    def write(told: dict[str, Any]) -> None:
        act(standing, agreement, told["signatory"])

    answer = done(request, standing, form, write, success, "office:agreements")
    return answer or form_page(request, standing, form, title, lead, button, "office:agreements")
