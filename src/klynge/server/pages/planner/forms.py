# SPDX-License-Identifier: Apache-2.0
"""What a planner fills in: where a piece of work goes, what stands still, who is away, how much more there is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.timezone import localtime

from klynge.server.texts import say


class Moment(forms.DateTimeField):
    """A local day and time."""

    def __init__(self, label: str, *, required: bool = True) -> None:
        """Take the label in the reader's language."""
        widget = forms.DateTimeInput(attrs={"type": "datetime-local", "step": 60}, format="%Y-%m-%dT%H:%M")
        super().__init__(label=label, required=required, widget=widget)


class Day(forms.DateField):
    """A day."""

    def __init__(self, label: str) -> None:
        """Take the label in the reader's language."""
        super().__init__(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def begun_minute(moment: datetime) -> datetime:
    """A moment as people write it: seconds count as a minute, for what is too soon by seconds is too soon."""
    return moment + timedelta(seconds=-moment.second % 60)


class MoveForm(forms.Form):
    """A portion as it stands, and where it is to begin: the same as dragging its bar."""

    job = forms.CharField(max_length=120, widget=forms.HiddenInput)
    operation = forms.CharField(max_length=120, widget=forms.HiddenInput)
    work_centre = forms.CharField(max_length=120, widget=forms.HiddenInput)
    unit = forms.IntegerField(min_value=1, max_value=10_000, widget=forms.HiddenInput)
    start = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *given: Any, places: Iterable[tuple[str, str]] = (), **named: Any) -> None:
        """Take the places that the portion may go to: value and name of each."""
        super().__init__(*given, **named)
        self.fields["to"] = forms.CharField(label=say("Unit"), max_length=140)
        if places:
            self.fields["to"].widget = forms.Select(choices=list(places))
        self.fields["to_start"] = Moment(say("Begins"))

    @classmethod
    def of(cls, portion: dict[str, Any], auto_id: str) -> MoveForm:
        """The form of a portion where it is."""
        possible = portion.get("units_possible") or []
        places = [
            (f"{each['work_centre']}|{unit}", f"{each.get('name') or each['work_centre']} {unit}")
            for each in possible
            for unit in _units(each["units"])
        ]
        start: datetime = portion["start"]
        here = {name: portion[name] for name in ("job", "operation", "work_centre", "unit")}
        to = {
            "start": start.isoformat(),
            "to": f"{portion['work_centre']}|{portion['unit']}",
            "to_start": localtime(begun_minute(start)),
        }
        return cls(initial=here | to, places=places, auto_id=auto_id)

    def place(self) -> dict[str, Any]:
        """The portion as it stands."""
        return {name: self.cleaned_data[name] for name in ("job", "operation", "work_centre", "unit", "start")}

    def to(self) -> dict[str, Any]:
        """Where it is to go."""
        centre, _, unit = self.cleaned_data["to"].rpartition("|")
        moment: datetime = self.cleaned_data["to_start"]
        return {"work_centre": centre, "unit": int(unit), "start": moment.isoformat()}

    def clean_to(self) -> str:
        """A work centre and the number of a unit."""
        given: str = self.cleaned_data["to"]
        centre, _, unit = given.rpartition("|")
        if not centre or not unit.isdecimal() or not 1 <= int(unit) <= 10_000:
            raise forms.ValidationError(say("Choose a unit of the list."))
        return given


def _units(units: Any) -> Iterable[int]:
    return range(1, units + 1) if isinstance(units, int) else units


class _Stretch(forms.Form):
    """From one moment to a later one."""

    def __init__(self, *given: Any, **named: Any) -> None:
        """Name the fields in the reader's language."""
        super().__init__(*given, **named)
        self.fields["start"] = Moment(say("From"))
        self.fields["end"] = Moment(say("To"))

    def clean(self) -> dict[str, Any]:
        """The end lies after the start."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("start") and found.get("end") and found["end"] <= found["start"]:
            self.add_error("end", say("Choose an end that is later than the start."))
        return found


class StopForm(_Stretch):
    """A unit, or all of a work centre, stands still."""

    def __init__(self, *given: Any, centres: Iterable[dict[str, Any]], **named: Any) -> None:
        """Take the work centres that may stand still."""
        super().__init__(*given, **named)
        choices = [
            (f"{each['work_centre']}|{unit}", _named(each, unit)) for each in centres for unit in _one_or_all(each)
        ]
        self.fields["place"] = forms.ChoiceField(label=say("What stands still"), choices=choices)
        self.order_fields(["place", "start", "end"])

    def told(self) -> dict[str, Any]:
        """As the trustee is told."""
        centre, _, unit = self.cleaned_data["place"].rpartition("|")
        return {"work_centre": centre, "unit": int(unit) or None} | _times(self.cleaned_data)


class OvertimeForm(_Stretch):
    """A work centre runs beyond its shifts."""

    def __init__(self, *given: Any, centres: Iterable[dict[str, Any]], **named: Any) -> None:
        """Take the work centres that may run longer."""
        super().__init__(*given, **named)
        choices = [(each["work_centre"], each["name"]) for each in centres]
        self.fields["place"] = forms.ChoiceField(label=say("Work centre"), choices=choices)
        self.order_fields(["place", "start", "end"])

    def told(self) -> dict[str, Any]:
        """As the trustee is told."""
        return {"work_centre": self.cleaned_data["place"]} | _times(self.cleaned_data)


class PeopleForm(forms.Form):
    """So many of a group of people are away, or come to help, from one day to another."""

    def __init__(self, *given: Any, pools: Iterable[dict[str, Any]], **named: Any) -> None:
        """Take the groups of people."""
        super().__init__(*given, **named)
        choices = [(each["pool"], each["name"]) for each in pools]
        self.fields["place"] = forms.ChoiceField(label=say("People"), choices=choices)
        self.fields["amount"] = forms.DecimalField(
            label=say("How many people"), min_value=0, max_value=1000, decimal_places=1, initial=1
        )
        self.fields["first"] = Day(say("First day"))
        self.fields["last"] = Day(say("Last day"))

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("first") and found.get("last") and found["last"] < found["first"]:
            self.add_error("last", say("Choose a last day that is not before the first."))
        if found.get("amount") == 0:
            self.add_error("amount", say("Say how many: more than none."))
        return found

    def told(self) -> dict[str, Any]:
        """As the trustee is told: people in thousandths."""
        found = self.cleaned_data
        days = {"first": found["first"].isoformat(), "last": found["last"].isoformat()}
        return {"pool": found["place"], "amount": int(found["amount"] * 1000)} | days


def _times(found: dict[str, Any]) -> dict[str, str]:
    return {"start": found["start"].isoformat(), "end": found["end"].isoformat()}


def _one_or_all(centre: dict[str, Any]) -> Iterable[int]:
    return range(0 if centre["units"] > 1 else 1, centre["units"] + 1)


def _named(centre: dict[str, Any], unit: int) -> str:
    if unit == 0:
        return say("{name}, all of it", name=centre["name"])
    return f"{centre['name']} {unit}" if centre["units"] > 1 else centre["name"]
