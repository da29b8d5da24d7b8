# SPDX-License-Identifier: Apache-2.0
"""Tokens with which one's own programs use the API; each is shown once."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from klynge.server.accounts.actions import make_token, revoke_token
from klynge.server.accounts.queries import tokens_of
from klynge.server.api.access import asker
from klynge.server.api.problem import ProblemError, not_found
from klynge.server.pages.access import page
from klynge.server.pages.frame.wording import worded
from klynge.server.roles import Ability, Role, abilities
from klynge.server.tenancy.middleware import Standing, acting_for
from klynge.server.texts import say


class TokenForm(forms.Form):
    """What it is for, what it may do, how long."""

    name = forms.CharField(max_length=80)
    role = forms.ChoiceField()
    scopes = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    days = forms.IntegerField(min_value=1, max_value=366, initial=90)

    def __init__(self, standing: Standing, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        roles = sorted(standing.roles)
        role, scopes = self.fields["role"], self.fields["scopes"]
        assert isinstance(role, forms.ChoiceField)
        assert isinstance(scopes, forms.ChoiceField)
        role.choices = [(each.value, worded(each.value)) for each in roles]
        able = [each for each in Ability if any(each in abilities(one) for one in roles)]
        scopes.choices = [(each.value, ability_word(each)) for each in able]
        self.fields["name"].label = say("What it is for")
        role.label, scopes.label = say("Role"), say("What it may do")
        self.fields["days"].label = say("Valid for how many days")


def ability_word(ability: Ability) -> str:
    """An ability in the language of the request."""
    return {
        Ability.ASK: say("Ask for prices and days"),
        Ability.ORDER: say("Hold, order and withdraw"),
        Ability.READ_ORDERS: say("Read orders"),
        Ability.READ_PLAN: say("Read the plan"),
        Ability.PLAN: say("Plan"),
        Ability.REPORT: say("Report work"),
        Ability.CHANGE_NETWORK: say("Report stops, overtime and absence"),
        Ability.IMPORT: say("Import and export"),
        Ability.READ_FIGURES: say("Read the firm's figures"),
        Ability.READ_RELEASES: say("Read the cluster's figures"),
        Ability.KEEP_REGISTER: say("Keep the cluster's register"),
        Ability.ADMINISTER: say("Give roles and tokens"),
        Ability.OPERATE: say("Operate the server"),
        Ability.SIGN: say("Sign for the firm"),
    }.get(ability, ability.value)


@page(Ability.ADMINISTER, "GET", "POST")
def tokens(request: HttpRequest) -> HttpResponse:
    """All tokens, and the form that makes one."""
    standing = asker(request)
    form = TokenForm(standing, request.POST or None)
    secret = ""
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        scopes = frozenset(Ability(name) for name in given["scopes"])
        try:
            with acting_for(standing):
                _, secret = make_token(standing, given["name"], Role(given["role"]), scopes, given["days"])
            form = TokenForm(standing)
        except ProblemError as error:
            form.add_error("scopes", f"{error.title} {error.remedy}".strip())
    with acting_for(standing):
        rows = [(token, [ability_word(Ability(s)) for s in token.scopes]) for token in tokens_of(standing.organisation)]
    found = {"tokens": rows, "form": form, "secret": secret, "now": timezone.now()}
    response = render(request, "manager/tokens.html", found, status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response


@page(Ability.ADMINISTER, "POST")
def revoke(request: HttpRequest, token: UUID) -> HttpResponse:
    """End a token."""
    standing = asker(request)
    with acting_for(standing):
        ended = revoke_token(standing, token)
    if not ended:
        raise not_found()
    messages.success(request, say("The token opens nothing any more."))
    return redirect("manager:tokens")
