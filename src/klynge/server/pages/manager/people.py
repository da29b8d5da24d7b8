# SPDX-License-Identifier: Apache-2.0
"""The people of one's own organisation: who has which role, inviting, removing."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from klynge.server.api.access import asker
from klynge.server.pages.access import page
from klynge.server.pages.frame.wording import worded
from klynge.server.people.actions import PeopleError, invite, link_again, remove
from klynge.server.people.queries import ROLES_OF, colleagues_of
from klynge.server.roles import Ability, Role
from klynge.server.tenancy.middleware import Standing, acting_for
from klynge.server.texts import say


class InviteForm(forms.Form):
    """Whom to give which role."""

    email = forms.CharField(max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    name = forms.CharField(max_length=120, required=False)
    role = forms.ChoiceField()

    def __init__(self, kind: str, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.choices = [(each.value, worded(each.value)) for each in ROLES_OF[kind]]
        self.fields["email"].label = say("E-mail address")
        self.fields["name"].label = say("Name")
        role.label = say("Role")


@page(Ability.ADMINISTER, "GET", "POST")
def people(request: HttpRequest) -> HttpResponse:
    """Everyone with a role, and the form that gives one."""
    standing = asker(request)
    form = InviteForm(standing.kind, request.POST or None)
    link = ""
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            with acting_for(standing):
                invited = invite(standing, given["email"], given["name"], Role(given["role"]))
        except PeopleError as error:
            form.add_error(error.field, str(error))
        else:
            if not invited.path:
                messages.success(request, say("{email} has the role now.", email=invited.user.email))
                return redirect("manager:people")
            link, form = request.build_absolute_uri(invited.path), InviteForm(standing.kind)
    return _shown(request, standing, form, link)


@page(Ability.ADMINISTER, "POST")
def person(request: HttpRequest, user: UUID) -> HttpResponse:
    """Take a role away (`role`), or make a new link for someone who has not come yet (`link`)."""
    standing = asker(request)
    try:
        with acting_for(standing):
            if "link" in request.POST:
                path = link_again(standing, user)
            else:
                path = ""
                remove(standing, user, request.POST.get("role", ""))
    except PeopleError as error:
        messages.error(request, str(error))
        return redirect("manager:people")
    if path:
        return _shown(request, standing, InviteForm(standing.kind), request.build_absolute_uri(path))
    messages.success(request, say("The role is taken away."))
    return redirect("manager:people")


def _shown(request: HttpRequest, standing: Standing, form: InviteForm, link: str) -> HttpResponse:
    with acting_for(standing):
        colleagues = colleagues_of(standing.organisation)
    found = {"colleagues": colleagues, "form": form, "link": link, "me": standing.user}
    response = render(request, "manager/people.html", found, status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response
