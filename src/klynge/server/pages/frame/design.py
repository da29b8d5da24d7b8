# SPDX-License-Identifier: Apache-2.0
"""One page that shows every component, with the markup that makes it."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from klynge.server.pages.access import page
from klynge.server.pages.frame.charts import Chart, Series
from klynge.server.pages.frame.listing import Choice, Column, listed
from klynge.server.pages.frame.states import STATES
from klynge.server.pages.frame.templatetags.frame import icon_names
from klynge.server.texts import say

COLUMNS = (
    Column("number", "Order"),
    Column("promised", "Promised", "day"),
    Column("quantity", "Quantity", "number"),
    Column("price", "Price", "money"),
    Column("state", "State", "state"),
)


class Example(forms.Form):
    """Fields of every kind."""

    def __init__(self, name: str, data: object = None) -> None:
        super().__init__(data, auto_id=f"{name}-%s")  # type: ignore[arg-type]
        self.fields["name"] = forms.CharField(label=say("Name"), help_text=say("As it stands on the delivery note."))
        self.fields["quantity"] = forms.IntegerField(label=say("Quantity"), min_value=1)
        self.fields["wish"] = forms.DateField(
            label=say("Wanted day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
        )
        self.fields["note"] = forms.CharField(
            label=say("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2})
        )
        self.fields["sure"] = forms.BooleanField(label=say("I have read this"), required=False)


@page(None)
def design(request: HttpRequest) -> HttpResponse:
    """The components with invented content."""
    now = timezone.now()
    rows = [
        {
            "number": f"A-{n:03}",
            "promised": now + timedelta(days=n),
            "quantity": n * 4,
            "price": n * 128_750,
            "state": s,
        }
        for n, s in enumerate(STATES, start=1)
    ]
    weeks = [f"{n}" for n in range(44, 53)]
    load = [Series("Load", [38, 41.5, 44, 39, 30, 42, 45, 28, 12]), Series("Set-up", [4, 6, 5, 3, 5, 4, 6, 2, 1])]
    states = tuple((name, shown.text) for name, shown in STATES.items())
    listing = listed(request, "design", COLUMNS, rows, filters=(Choice("state", "State", states),), search=True, size=5)
    if listing.response is not None:
        return listing.response
    context = {
        "icons": sorted(icon_names()),
        "listing": listing,
        "form": Example("example"),
        "wrong": Example("wrong", {"name": "", "quantity": "0"}),
        "now": now,
        "soon": now + timedelta(days=3),
        "bars": Chart("Load by week", weeks, load, "h", stacked=True, limit=45, limit_name="Capacity"),
        "lines": Chart("Load by week", weeks, load, "h"),
        "trend": load[0].values,
        "colours": ["paper", "raised", "sunken", "line", "edge", "quiet", "ink", "act", "ok", "warn", "bad", "info"],
        "series": range(1, 9),
        "tones": ["ok", "warn", "bad", "info", "quiet"],
        "states": list(STATES),
    }
    return render(request, "frame/design.html", context)
