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
from klynge.server.people.actions import Invited, PeopleError, invite, link_again, put_in_line, remove
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
                link = _sent(request, standing, invited)
        except PeopleError as error:
            form.add_error(error.field, str(error))
        else:
            if not link:
                return redirect("manager:people")
            form = InviteForm(standing.kind)
    return _shown(request, standing, form, link)


@page(Ability.ADMINISTER, "POST")
def person(request: HttpRequest, user: UUID) -> HttpResponse:
    """Take a role away (`role`), or make a new link for someone who has not come yet (`link`)."""
    standing = asker(request)
    try:
        with acting_for(standing):
            if "link" in request.POST:
                link = _sent(request, standing, link_again(standing, user))
            else:
                link = ""
                remove(standing, user, request.POST.get("role", ""))
    except PeopleError as error:
        messages.error(request, str(error))
        return redirect("manager:people")
    if link:
        return _shown(request, standing, InviteForm(standing.kind), link)
    if "link" not in request.POST:
        messages.success(request, say("The role is taken away."))
    return redirect("manager:people")


def _sent(request: HttpRequest, standing: Standing, invited: Invited) -> str:
    """The link that is to be handed over; "" when it went by mail, or none is needed, which is said."""
    address = request.build_absolute_uri(invited.path) if invited.path else ""
    if invited.mailed:
        put_in_line(standing, invited, address)
        told = say("A link to choose a password is on its way to {email}.", email=invited.user.email)
    else:
        told = say("{email} has the role now.", email=invited.user.email)
    if address and not invited.mailed:
        return address
    messages.success(request, told)
    return ""


def _shown(request: HttpRequest, standing: Standing, form: InviteForm, link: str) -> HttpResponse:
    with acting_for(standing):
        colleagues = colleagues_of(standing.organisation)
    found = {"colleagues": colleagues, "form": form, "link": link, "me": standing.user}
    response = render(request, "manager/people.html", found, status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response
