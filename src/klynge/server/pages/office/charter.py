# SPDX-License-Identifier: Apache-2.0
"""The charter: who is a member; inviting, signing, leaving."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from klynge.server.api.problem import not_found
from klynge.server.barrier import actions, queries
from klynge.server.pages.access import page
from klynge.server.pages.office import forms
from klynge.server.pages.office.shared import done, form_page, inside, of_a_member, of_the_office, shown
from klynge.server.pages.office.wording import either, membership_state
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import acting_for
from klynge.server.texts import say
from klynge.server.trustee.link import ask


@page(Ability.READ_RELEASES)
def charter(request: HttpRequest) -> HttpResponse:
    """The members by the charter."""
    standing = inside(request)
    with acting_for(standing):
        members, stopped = queries.members(standing), queries.stopped(standing)
    today = queries.today()
    rows = [
        {
            "member": each,
            "signatory": either(each.signatory, each.signatory_en),
            "state": membership_state(state := each.state(today)),
            "signs": state == "invited" and each.organisation == standing.organisation,
            "leaves": state in ("joins", "member")
            and (standing.kind == queries.OFFICE or each.organisation == standing.organisation),
        }
        for each in members
    ]
    count = sum(each.state(today) in ("member", "leaves") for each in members)
    return shown(request, "charter", standing, rows=rows, stopped=stopped, count=count)


@page(Ability.KEEP_REGISTER, "GET", "POST")
def invite(request: HttpRequest) -> HttpResponse:
    """Invite a firm of the network."""
    standing = of_the_office(request)
    firms = {each["member"]: each for each in ask("members", standing, {})["items"]}
    named = [(code, each["name"]) for code, each in firms.items()]
    form = forms.Inviting(named, request.POST or None, initial={"joins": queries.today()})
    answer = done(
        request,
        standing,
        form,
        lambda told: actions.invite(
            standing,
            actions.Candidate(
                UUID(firms[told["member"]]["organisation"]), told["member"], firms[told["member"]]["name"]
            ),
            told["joins"],
        ),
        say("The firm is invited; it is a member once it has signed."),
        "office:charter",
    )
    lead = say("The firm's manager signs the charter; from the day of joining on it is a member.")
    return answer or form_page(request, standing, form, say("Invite a firm"), lead, say("Invite"), "office:charter")


@page(Ability.SIGN, "GET", "POST")
def sign(request: HttpRequest, member: UUID) -> HttpResponse:
    """Sign for one's own firm."""
    standing = of_a_member(request)
    with acting_for(standing):
        found = queries.member_of(standing, member)
    if found is None or found.organisation != standing.organisation:
        raise not_found()
    form = forms.Signing(request.POST or None, initial={"signatory": ""})
    answer = done(
        request,
        standing,
        form,
        lambda told: actions.sign_charter(standing, member, told["signatory"]),
        say("The charter is signed."),
        "office:charter",
    )
    lead = say("By signing, {name} becomes a member of the cluster from the day of joining on.", name=found.name)
    return answer or form_page(request, standing, form, say("Sign the charter"), lead, say("Sign"), "office:charter")


@page((Ability.SIGN, Ability.KEEP_REGISTER), "GET", "POST")
def leave(request: HttpRequest, member: UUID) -> HttpResponse:
    """One's own firm leaves; the office ends any membership."""
    standing = inside(request)
    with acting_for(standing):
        found = queries.member_of(standing, member)
    if found is None or (standing.kind == queries.MEMBER and found.organisation != standing.organisation):
        raise not_found()
    form = forms.Leaving(request.POST or None, initial={"day": queries.today()})
    answer = done(
        request,
        standing,
        form,
        lambda told: actions.leave(standing, member, told["day"], told["signatory"]),
        say("The membership ends on that day."),
        "office:charter",
    )
    lead = say("From that day on nothing is shown to {name} and nothing of it. What was agreed ends.", name=found.name)
    return answer or form_page(
        request, standing, form, say("End the membership"), lead, say("End it"), "office:charter"
    )
