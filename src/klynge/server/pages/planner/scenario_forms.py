# SPDX-License-Identifier: Apache-2.0
"""What if: a machine more, people more or fewer, a machine lost, more or fewer orders; or any change, as text."""

from __future__ import annotations

import json
from abc import abstractmethod
from collections.abc import Iterable
from typing import Any

from django import forms

from klynge.server.pages.planner.forms import Day
from klynge.server.scenarios.actions import LARGEST
from klynge.server.texts import say

FORMAT = "klynge-scenario/1"


class _Scenario(forms.Form):
    """A named scenario; what it changes is a form's own."""

    def __init__(self, *given: Any, **named: Any) -> None:
        """Name the field in the reader's language."""
        super().__init__(*given, **named)
        self.fields["name"] = forms.CharField(label=say("Name of the scenario"), max_length=120)


class _OneChange(_Scenario):
    """A scenario of one change."""

    @abstractmethod
    def change(self) -> dict[str, Any]:
        """The one change of the scenario."""

    def text(self) -> str:
        """The scenario as text."""
        name = self.cleaned_data["name"]
        return json.dumps(
            {"format": FORMAT, "id": "asked", "name": {"en": name, "nb": name}, "changes": [self.change()]}
        )


class UnitsForm(_OneChange):
    """More or fewer like units of a work centre."""

    def __init__(self, *given: Any, centres: Iterable[dict[str, Any]], **named: Any) -> None:
        """Take the work centres."""
        super().__init__(*given, **named)
        self.fields["place"] = _centres(centres)
        self.fields["units"] = forms.IntegerField(
            label=say("Units more (minus: fewer)"), initial=1, min_value=-100, max_value=100
        )

    def change(self) -> dict[str, Any]:
        """So many units."""
        return {"change": "units", "work_centre": self.cleaned_data["place"], "units": self.cleaned_data["units"]}


class LostForm(_OneChange):
    """A work centre that is away for some days."""

    def __init__(self, *given: Any, centres: Iterable[dict[str, Any]], **named: Any) -> None:
        """Take the work centres."""
        super().__init__(*given, **named)
        self.fields["place"] = _centres(centres)
        self.fields["first"] = Day(say("First day"))
        self.fields["last"] = Day(say("Last day"))

    def change(self) -> dict[str, Any]:
        """Away from one day to another."""
        days = {name: self.cleaned_data[name].isoformat() for name in ("first", "last")}
        return {"change": "lost", "work_centre": self.cleaned_data["place"]} | days


class PeopleMoreForm(_OneChange):
    """More or fewer people of a group, for good."""

    def __init__(self, *given: Any, pools: Iterable[dict[str, Any]], **named: Any) -> None:
        """Take the groups."""
        super().__init__(*given, **named)
        choices = [(each["pool"], each["name"]) for each in pools]
        self.fields["place"] = forms.ChoiceField(label=say("People"), choices=choices)
        self.fields["amount"] = forms.DecimalField(
            label=say("People more (minus: fewer)"), initial=1, decimal_places=1, min_value=-1000, max_value=1000
        )

    def change(self) -> dict[str, Any]:
        """So many people, in thousandths."""
        permille = int(self.cleaned_data["amount"] * 1000)
        return {"change": "people", "pool": self.cleaned_data["place"], "permille": permille}


class VolumeForm(_OneChange):
    """More or fewer orders alike, of one's own."""

    def __init__(self, *given: Any, member: str, **named: Any) -> None:
        """Take whose orders."""
        super().__init__(*given, **named)
        self.member = member
        self.fields["share"] = forms.IntegerField(
            label=say("Orders in per cent of today"), initial=120, min_value=0, max_value=2000
        )

    def change(self) -> dict[str, Any]:
        """So many orders, in thousandths of those there are."""
        return {"change": "volume", "members": [self.member], "permille": self.cleaned_data["share"] * 10}


class TextForm(_Scenario):
    """Any changes, as the text of a scenario file."""

    def __init__(self, *given: Any, **named: Any) -> None:
        """Name the field in the reader's language."""
        super().__init__(*given, **named)
        self.fields["changes"] = forms.CharField(
            label=say("The scenario as text"),
            help_text=say("As in a scenario file: YAML or JSON, with “format: klynge-scenario/1” and “changes”."),
            max_length=LARGEST,
            widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        )

    def text(self) -> str:
        """As it was written."""
        given: str = self.cleaned_data["changes"]
        return given


def _centres(centres: Iterable[dict[str, Any]]) -> forms.ChoiceField:
    choices = [(each["work_centre"], each.get("name") or each["work_centre"]) for each in centres]
    return forms.ChoiceField(label=say("Work centre"), choices=choices)
