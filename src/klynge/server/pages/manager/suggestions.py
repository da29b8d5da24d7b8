# SPDX-License-Identifier: Apache-2.0
"""The suggestions of the floor, and saying what becomes of each."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from klynge.server.accounts.models import User
from klynge.server.api.access import asker
from klynge.server.api.problem import not_found
from klynge.server.pages.access import page
from klynge.server.pages.frame.listing import Choice, Column, listed
from klynge.server.pages.frame.lost import Change, LostUpdate, lost_response
from klynge.server.pages.frame.names import centre_names
from klynge.server.pages.frame.wording import worded
from klynge.server.roles import Ability
from klynge.server.suggestions.actions import answer
from klynge.server.suggestions.models import State, Suggestion
from klynge.server.suggestions.queries import suggestion_of, suggestions_of
from klynge.server.tenancy.middleware import acting_for
from klynge.server.texts import say

STATES = (("new", "New"), ("trying", "Being tried"), ("adopted", "Adopted"), ("declined", "Not now"))
TONES = {"new": "warn", "trying": "info", "adopted": "ok", "declined": "quiet"}


def _columns(centres: dict[str, str]) -> tuple[Column, ...]:
    return (
        Column("at", "Suggested", kind="day"),
        Column("text", "Suggestion", link=lambda row: reverse("manager:suggestion", args=[row.id]), sort=False),
        Column("work_centre", "Work centre", value=lambda row: centres.get(row.work_centre, row.work_centre)),
        Column(
            "state", "What became of it", kind="chip", value=lambda row: (dict(STATES)[row.state], TONES[row.state])
        ),
    )


def state_word(state: str) -> str:
    """A state in the language of the request."""
    words = {
        State.NEW: say("New"),
        State.TRYING: say("Being tried"),
        State.ADOPTED: say("Adopted"),
        State.DECLINED: say("Not now"),
    }
    return words[State(state)]


class AnswerForm(forms.Form):
    """What becomes of it, and why."""

    state = forms.ChoiceField()
    answer = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        state = self.fields["state"]
        assert isinstance(state, forms.ChoiceField)
        state.label, state.choices = say("What becomes of it"), [(each.value, state_word(each)) for each in State]
        self.fields["answer"].label = say("Answer")
        self.fields["answer"].help_text = say("Everyone in the firm reads it: what is done with it, and why.")


@page(Ability.READ_FIGURES)
def suggestions(request: HttpRequest) -> HttpResponse:
    """All of them, newest first."""
    standing = asker(request)
    columns = _columns(centre_names(standing))
    with acting_for(standing):
        rows = suggestions_of(standing.organisation, _state(request))
        shown = listed(request, "suggestions", columns, rows, filters=(Choice("state", "State", STATES),))
    return shown.response or render(request, "manager/suggestions.html", {"listing": shown})


def _state(request: HttpRequest) -> str:
    state = request.GET.get("state", "")
    return state if state in State.values else ""


@page(Ability.READ_FIGURES, "GET", "POST")
def suggestion(request: HttpRequest, suggestion: UUID) -> HttpResponse:
    """One of them, with the form that answers it."""
    standing = asker(request)
    with acting_for(standing):
        found = suggestion_of(standing.organisation, suggestion)
        people = User.objects.in_bulk([each for each in (found.user, found.answered_by) if each]) if found else {}
    if found is None:
        raise not_found()
    form = AnswerForm(
        request.POST or None, initial={"state": found.state, "answer": found.answer, "version": found.version}
    )
    if request.method == "POST" and form.is_valid():
        state, text, version = (
            State(form.cleaned_data["state"]),
            form.cleaned_data["answer"],
            form.cleaned_data["version"],
        )
        with acting_for(standing):
            done = answer(standing, found.id, state, text, version)
        if done:
            messages.success(request, say("The answer is kept."))
            return redirect("manager:suggestions")
        by = people.get(found.answered_by) if found.answered_by else None
        return lost_response(request, _lost(found, state, text, by), request.path, found.version)
    who = people.get(found.user) if found.user else None
    status = 422 if form.errors else 200
    centre = centre_names(standing).get(found.work_centre, found.work_centre)
    told = {"suggestion": found, "centre": centre, "form": form, "who": who}
    return render(request, "manager/suggestion.html", told, status=status)


def _lost(now: Suggestion, state: State, text: str, by: User | None) -> LostUpdate:
    changes = [
        Change("What becomes of it", state_word(now.state), state_word(state)),
        Change("Answer", now.answer, text.strip()),
    ]
    who = (by.name or by.email) if by else worded("Someone else")
    return LostUpdate(who, now.answered or timezone.now(), changes)
