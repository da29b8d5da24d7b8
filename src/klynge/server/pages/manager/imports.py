# SPDX-License-Identifier: Apache-2.0
"""Bringing tables in: a file is sent, shown with all that it would change, and taken in once; taking one's own out."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from klynge.server.api.access import asker
from klynge.server.api.imports import XLSX
from klynge.server.api.problem import ProblemError, not_found
from klynge.server.imports.actions import bring_in
from klynge.server.imports.books import workbook_of
from klynge.server.imports.models import Import, State
from klynge.server.imports.queries import import_of, imports_of
from klynge.server.imports.unpacking import ENDINGS
from klynge.server.pages.access import page
from klynge.server.pages.frame.listing import Choice, Column, listed
from klynge.server.pages.frame.names import item_names
from klynge.server.pages.manager.columns import SPECS, meanings
from klynge.server.people.queries import colleagues_of
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import Standing, acting_for
from klynge.server.texts import say
from klynge.server.trustee.link import ask

BY_STATE = Choice(
    "state",
    "State",
    (("new", "Not looked at yet"), ("broken", "Has errors"), ("checked", "Ready"), ("applied", "Taken in")),
)
STATES = dict(BY_STATE.options)
TONES = {State.NEW: "quiet", State.BROKEN: "bad", State.CHECKED: "info", State.APPLIED: "ok"}
PROBLEMS = (
    Column("file", "File"),
    Column("row", "Row", kind="number", value=lambda problem: problem["row"] or None),
    Column("column", "Column"),
    Column("message", "What is wrong"),
    Column("remedy", "How to mend it"),
)


class FileForm(forms.Form):
    """The file to bring in."""

    file = forms.FileField(widget=forms.ClearableFileInput(attrs={"accept": ",".join(ENDINGS)}))

    def __init__(self, *given: Any, **named: Any) -> None:
        """Label the field in the reader's language."""
        super().__init__(*given, **named)
        self.fields["file"].label = say("Workbook or folder")
        self.fields["file"].help_text = say("A workbook (.xlsx), or a folder of tables packed as .zip.")


@page(Ability.IMPORT, "GET", "POST")
def imports(request: HttpRequest) -> HttpResponse:
    """What was brought in before, what the tables are, and the form that brings a file in."""
    standing = asker(request)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_bound and form.is_valid():
        try:
            with acting_for(standing):
                made = bring_in(standing, form.cleaned_data["file"])
            return redirect("manager:imported", made.id)
        except ProblemError as error:
            form.add_error("file", f"{error.title} {error.remedy}")
    with acting_for(standing):
        names = {each.user.id: each.user.name or each.user.email for each in colleagues_of(standing.organisation)}
        rows = imports_of(standing.organisation)
        shown = listed(request, "imports", _columns(names), rows, filters=(BY_STATE,))
    found = {"listing": shown, "form": form, "tables": meanings()}
    return shown.response or render(request, "manager/imports.html", found, status=422 if form.is_bound else 200)


def _columns(names: dict[UUID, str]) -> tuple[Column, ...]:
    return (
        Column("name", "File", link=lambda row: reverse("manager:imported", args=[row.id])),
        Column("state", "State", kind="chip", value=lambda row: (say(STATES[row.state]), TONES[row.state])),
        Column("made", "Sent in", kind="moment"),
        Column("user", "By", value=lambda row: names.get(row.user, ""), sort=False),
        Column("applied", "Taken in", kind="moment"),
    )


@page(Ability.IMPORT)
def imported(request: HttpRequest, file: UUID) -> HttpResponse:
    """All that is wrong with a file, or what it would change on the plan as it is now, or what it did change."""
    standing = asker(request)
    row = _row(request, file)
    remove = request.GET.get("remove") == "1"
    told = (
        row.told if row.state == State.APPLIED else ask("check-import", standing, {"file": str(file), "remove": remove})
    )
    with acting_for(standing):
        problems = listed(request, "errors", PROBLEMS, told["problems"])
    if problems.response:
        return problems.response
    found = {"file": row, "remove": remove, "problems": problems, "key": uuid4().hex} | _changes(standing, told)
    return render(request, "manager/imported.html", found | {"applied": row.state == State.APPLIED})


def _changes(standing: Standing, told: dict[str, Any]) -> dict[str, Any]:
    """What a file changes as the template shows it, days as days."""
    changes = told["changes"]
    if changes is None:
        return {"changes": None}
    arrives = {each["order"]: each["day"] and date.fromisoformat(each["day"]) for each in told["days"]}
    days = [
        each | {name: each[name] and date.fromisoformat(each[name]) for name in ("before", "now", "promised")}
        for each in told["new_days"]
    ]
    new = changes["new"]["shown"]
    names = item_names(standing, (each["item"] for each in new))
    kinds = ("new", "changed", "gone", "items", "stock", "products")
    return {
        "changes": changes,
        "empty": not any(changes[kind]["number"] for kind in kinds),
        "new": [each | {"day": arrives.get(each["order"]), "name": names.get(each["item"])} for each in new],
        "days": days,
        "broken": sum(not each["kept"] for each in days),
        "others": told["others_new_days"],
    }


@page(Ability.IMPORT, "POST")
def apply(request: HttpRequest, file: UUID) -> HttpResponse:
    """Take the file in; a second time does nothing more."""
    row = _row(request, file)
    arguments = {"file": str(row.id), "remove": request.POST.get("remove") == "1"}
    ask("apply-import", asker(request), arguments, request.POST.get("key") or uuid4().hex)
    messages.success(request, say("{name} is taken in.", name=row.name))
    return redirect("manager:imported", row.id)


@page(Ability.IMPORT)
def tables(request: HttpRequest) -> HttpResponse:
    """One's own tables as a workbook that can be brought in again."""
    found = ask("own-tables", asker(request), {})
    return _book("klynge.xlsx", workbook_of(found["tables"], found["products"]))


@page(Ability.IMPORT)
def template(request: HttpRequest) -> HttpResponse:
    """An empty workbook with the columns of each table, and a sheet that says what they mean."""
    asker(request)
    heads = {spec.name: [[column.name for column in spec.columns]] for spec in SPECS}
    rows = [[table.name, *column] for table in meanings() for column in table.columns]
    about = [[say("Table"), say("Column"), say("Must be there"), say("What it means")], *rows]
    return _book("klynge-template.xlsx", workbook_of({**heads, "read me": about}, {}))


def _row(request: HttpRequest, file: UUID) -> Import:
    standing = asker(request)
    with acting_for(standing):
        row = import_of(standing.organisation, file)
    if row is None:
        raise not_found()
    return row


def _book(name: str, content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
