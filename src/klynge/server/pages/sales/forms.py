# SPDX-License-Identifier: Apache-2.0
"""The forms of these pages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from klynge.server.pages.sales.things import Desk, Thing
from klynge.server.texts import say

MOST = 1_000_000
NAMED = 3
"""How many things a message names."""


class Days(forms.DateInput):
    """The browser's own choice of a day."""

    input_type = "date"

    def __init__(self) -> None:
        """As the browser wants it."""
        super().__init__(format="%Y-%m-%d")


def _text(longest: int, *, required: bool = True, **attributes: str) -> forms.CharField:
    return forms.CharField(max_length=longest, required=required, widget=forms.TextInput(attrs=attributes))


def _long() -> forms.CharField:
    return forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": "3"}))


def _unknown(like: list[Thing]) -> str:
    """What to do about a name that nothing has, or more than one thing; `like`: what has its words."""
    if not like:
        return say("You sell nothing called that. Choose from the list, or save the configuration and write its code.")
    names = "; ".join(f"{one.name} ({one.typed})" for one in like)
    return say("No one thing is called just that. Choose from the list or write a code, such as: {names}.", names=names)


class Wanting(forms.Form):
    """What a customer wants, to where, by when. After it is valid, `thing` and `region` are what was typed."""

    customer = _text(120, list="customers", autocomplete="off")
    item = _text(300, autocomplete="off")
    quantity = forms.IntegerField(min_value=1, max_value=MOST)
    region = _text(60, list="regions", autocomplete="off")
    wanted = forms.DateField(required=False, widget=Days)
    reference = _text(200, required=False, autocomplete="off")

    def __init__(self, desk: Desk, *given: Any, **named: Any) -> None:
        """Label the fields in the reader's language."""
        super().__init__(*given, **named)
        self.desk = desk
        self.thing: Thing | None = None
        labels = {
            "customer": say("Customer"), "item": say("What"), "quantity": say("Quantity"),
            "region": say("Postcode or region"), "wanted": say("Wanted day"), "reference": say("Their reference"),
        }  # fmt: skip
        for name, label in labels.items():
            self.fields[name].label = label
        self.fields["item"].help_text = say("A name, an item, or the code of a configuration.")

    def clean_item(self) -> str:
        """Something that is sold."""
        typed: str = self.cleaned_data["item"]
        self.thing = self.desk.thing(typed)
        if self.thing is None:
            raise forms.ValidationError(_unknown(self.desk.like(typed)[:NAMED]))
        return typed

    def clean_region(self) -> str:
        """Somewhere that is delivered to."""
        found = self.desk.region(self.cleaned_data["region"])
        if found is None:
            raise forms.ValidationError(
                say(
                    "We do not know where that is. Write a Norwegian postcode of four digits, or one of the regions: "
                    "{names}.",
                    names=", ".join(self.desk.places),
                )
            )
        return found

    def asked(self) -> dict[str, Any]:
        """What the trustee is asked with."""
        assert self.thing is not None  # it is valid
        wanted: date | None = self.cleaned_data["wanted"]
        return self.thing.asked() | {
            "quantity": self.cleaned_data["quantity"],
            "region": self.cleaned_data["region"],
            "wanted": wanted.isoformat() if wanted else None,
        }


class Inquiring(Wanting):
    """An inquiry as it is noted."""

    contact = _text(200, required=False, autocomplete="off")
    notes = _long()
    follow_up = forms.DateField(required=False, widget=Days)

    def __init__(self, desk: Desk, *given: Any, **named: Any) -> None:
        """Label the fields in the reader's language."""
        super().__init__(desk, *given, **named)
        labels = {"contact": say("Contact"), "notes": say("Notes"), "follow_up": say("Follow up on")}
        for name, label in labels.items():
            self.fields[name].label = label
        self.fields["contact"].help_text = say("Name, phone or e-mail of whom to answer.")
        self.fields["notes"].help_text = say("For yourselves; not on the quotation.")

    def row(self) -> dict[str, Any]:
        """What the quotation keeps of it."""
        assert self.thing is not None  # it is valid
        kept = {name: value for name, value in self.cleaned_data.items() if name != "item"}
        thing = self.thing
        names = {"name_nb": thing.name_nb, "name_en": thing.name_en}
        return kept | names | {"item": thing.item, "product": thing.product, "choices": thing.choices}


class Offering(forms.Form):
    """The quotation: price, how long it is valid, what to say."""

    price = forms.DecimalField(
        min_value=0, max_value=10**11, decimal_places=2, widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    valid_until = forms.DateField(widget=Days)
    follow_up = forms.DateField(required=False, widget=Days)
    message = _long()
    reserve = forms.BooleanField(required=False)

    def __init__(self, today: date, *given: Any, **named: Any) -> None:
        """Label the fields in the reader's language."""
        if given and given[0] is not None:  # 1 234,50 as people write it
            typed = given[0].copy()
            typed["price"] = "".join(typed.get("price", "").split()).replace(",", ".")
            given = (typed, *given[1:])
        super().__init__(*given, **named)
        self.today = today
        labels = {
            "price": say("Price without tax, kr"), "valid_until": say("Valid until"), "follow_up": say("Follow up on"),
            "message": say("Text on the quotation"), "reserve": say("Reserve the day while the quotation is open"),
        }  # fmt: skip
        for name, label in labels.items():
            self.fields[name].label = label
        self.fields["price"].help_text = say("For the whole quantity, freight included.")
        self.fields["reserve"].help_text = say(
            "For 14 days at most, or until work on it must begin. Nobody else can take the day meanwhile."
        )

    def clean_valid_until(self) -> date:
        """A day to come."""
        day: date = self.cleaned_data["valid_until"]
        if day < self.today:
            raise forms.ValidationError(say("That day has passed; choose today or a later one."))
        return day

    @property
    def price_ore(self) -> int:
        """The price in øre."""
        price: Decimal = self.cleaned_data["price"]
        return int(price * 100)


class Mailing(forms.Form):
    """Whom a quotation is sent to by mail, in which language."""

    email = forms.EmailField(max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    language = forms.ChoiceField(choices=(("nb", "Norsk"), ("en", "English")))

    def __init__(self, *given: Any, **named: Any) -> None:
        """Label the fields in the reader's language."""
        super().__init__(*given, **named)
        self.fields["email"].label = say("Customer's e-mail")
        self.fields["language"].label = say("Language of the mail")
        self.fields["email"].error_messages = {
            "invalid": say("This is no e-mail address; write one such as name@firm.example."),
            "required": say("Write the customer's e-mail address."),
        }


class Sending(forms.Form):
    """A part's file and what is wished of it."""

    file = forms.FileField(max_length=200, widget=forms.ClearableFileInput(attrs={"accept": ".step,.stp,.stl,.3mf"}))
    customer = _text(120, required=False, list="customers", autocomplete="off")
    quantity = forms.IntegerField(min_value=1, max_value=MOST)
    alloy = _text(120, required=False)
    wishes = _long()

    def __init__(self, *given: Any, **named: Any) -> None:
        """Label the fields in the reader's language."""
        super().__init__(*given, **named)
        labels = {
            "file": say("The part's model"), "customer": say("Customer"), "quantity": say("Quantity"),
            "alloy": say("Alloy"), "wishes": say("Wishes"),
        }  # fmt: skip
        for name, label in labels.items():
            self.fields[name].label = label
        self.fields["file"].help_text = say("STEP, STL or 3MF, at most {most} MB.", most=20)
        self.fields["alloy"].help_text = say("As the customer calls it, such as EN AC-42100 T6.")
        self.fields["wishes"].help_text = say("Surface, tolerances, testing, wanted day.")
