# SPDX-License-Identifier: Apache-2.0
"""The forms of these pages. What an action refuses stands beside the field that it is about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from klynge.cooperation.barrier import MarketKind, Relation
from klynge.server.api.problem import ProblemError
from klynge.server.barrier.actions import known_fields
from klynge.server.pages.office.wording import (
    centre_kind,
    class_name,
    field_name,
    figure_name,
    market_kind,
    relation_name,
)
from klynge.server.texts import say

Choices = Iterable[tuple[str, str]]


class Days(forms.DateInput):
    """The browser's own choice of a day."""

    input_type = "date"

    def __init__(self) -> None:
        """As the browser wants it."""
        super().__init__(format="%Y-%m-%d")


class Form(forms.Form):
    """A form that takes in what an action refuses."""

    def refused(self, error: ProblemError) -> None:
        """Put the problem beside its field, or above all."""
        where = error.errors[0]["where"] if error.errors else ""
        self.add_error(where if where in self.fields else None, f"{error.title} {error.remedy}")

    def named(self, **labels: str) -> None:
        """Label the fields in the reader's language."""
        for name, label in labels.items():
            self.fields[name].label = label


class Signing(Form):
    """Who signs."""

    signatory = forms.CharField(max_length=120)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.named(signatory=say("Signed by"))
        self.fields["signatory"].help_text = say("The name of the person who signs for the firm.")


class Leaving(Signing):
    """Who leaves when."""

    day = forms.DateField(widget=Days)
    field_order = ("day", "signatory")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.named(day=say("Last day is before"))


class Inviting(Form):
    """Which firm is to join when."""

    member = forms.ChoiceField()
    joins = forms.DateField(widget=Days)

    def __init__(self, firms: Choices, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["member"].choices = list(firms)  # type: ignore[attr-defined]
        self.named(member=say("Firm"), joins=say("Joins on"))


class Reviewing(Form):
    """How two members stand in a market."""

    one = forms.ChoiceField()
    other = forms.ChoiceField()
    market = forms.ChoiceField()
    relation = forms.ChoiceField()
    since = forms.DateField(widget=Days)
    reviewer = forms.CharField(max_length=120)
    reason = forms.CharField(max_length=200, required=False)

    def __init__(self, firms: Choices, markets: Choices, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        known = list(firms)
        relations = [(each.value, relation_name(each)[0]) for each in Relation]
        for name, choices in (("one", known), ("other", known), ("market", list(markets)), ("relation", relations)):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.named(
            one=say("Firm"), other=say("Other firm"), market=say("Market"), relation=say("How they stand"),
            since=say("From"), reviewer=say("Reviewed by"), reason=say("Why"),
        )  # fmt: skip


class NamingMarket(Form):
    """A market."""

    market = forms.CharField(max_length=60)
    kind = forms.ChoiceField()

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["kind"].choices = [(kind.value, market_kind(kind)) for kind in MarketKind]  # type: ignore[attr-defined]
        self.named(market=say("Market"), kind=say("Of what"))
        self.fields["market"].help_text = say("Small letters a to z, digits and hyphens, such as steel-doors.")


class Proposing(Signing):
    """What is to be shown by whom to whom."""

    direction = forms.ChoiceField(widget=forms.RadioSelect)
    other = forms.ChoiceField()
    fields_ = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    purpose = forms.CharField(max_length=200)
    about = forms.CharField(max_length=200, required=False)
    valid_from = forms.DateField(widget=Days)
    valid_to = forms.DateField(widget=Days)
    field_order = ("direction", "other", "fields_", "purpose", "about", "valid_from", "valid_to", "signatory")

    def __init__(self, firms: Choices, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["other"].choices = list(firms)  # type: ignore[attr-defined]
        ways = [("give", say("We show something to them")), ("take", say("They show something to us"))]
        self.fields["direction"].choices = ways  # type: ignore[attr-defined]
        shown = [(name, f"{field_name(name)} ({class_name(kind)})") for name, kind in known_fields()]
        self.fields["fields_"].choices = shown  # type: ignore[attr-defined]
        self.named(
            direction=say("Who shows"), other=say("Other firm"), fields_=say("What is shown"), purpose=say("What for"),
            about=say("About one thing alone"), valid_from=say("From"), valid_to=say("Up to and with"),
        )  # fmt: skip
        self.fields["purpose"].help_text = say(
            "Only for this purpose may it be used. Reasons of orders are shown for order-follow-up."
        )
        self.fields["about"].help_text = say("A work centre or an order; empty: all of them.")

    def refused(self, error: ProblemError) -> None:
        """The list of fields has another name here."""
        for each in error.errors:
            each["where"] = {"fields": "fields_", "giver": "other", "taker": "other"}.get(each["where"], each["where"])
        super().refused(error)


class Asking(Form):
    """Which figure, of which months."""

    figure = forms.ChoiceField()
    kind = forms.ChoiceField(required=False)
    first = forms.DateField(widget=Days)
    last = forms.DateField(widget=Days)
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        figures = [(name, figure_name(name)) for name in ("kept", "missed", "orders", "load")]
        self.fields["figure"].choices = figures  # type: ignore[attr-defined]
        self.fields["kind"].choices = [(name, centre_kind(name)) for name in ("", "machine", "batch")]  # type: ignore[attr-defined]
        self.named(
            figure=say("Figure"), kind=say("Work centres (of load)"), first=say("First month"), last=say("Last month")
        )
        self.fields["last"].help_text = say("Any day of the month; whole months are counted.")
