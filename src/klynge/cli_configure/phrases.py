# SPDX-License-Identifier: Apache-2.0
"""Prices, days and names as people read them."""

from __future__ import annotations

from datetime import date

from klynge.configure import Amount
from klynge.configure.model import ChoiceVariable, NumberVariable, ProductModel, Span
from klynge.network.units import unit_name
from klynge.words import Language, number

from .texts import text

_MONTHS = {
    "nb": ("jan.", "feb.", "mars", "april", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sep", "Oct", "Nov", "Dec"),
}


def kroner(language: Language, ore: int) -> str:
    """An amount in kroner, with øre only where there are some."""
    return number(language, abs(ore) / 100, 0 if ore % 100 == 0 else 2)


def said_of_amount(language: Language, amount: Amount) -> str:
    """A price, "from" it when it is a lower bound."""
    price = text(language, "price", amount=kroner(language, amount.number))
    return price if amount.exact else text(language, "from", price=price)


def said_of_price(language: Language, difference: int) -> str:
    """A difference of price, such as +900 kr."""
    if difference == 0:
        return text(language, "same")
    return text(language, "more" if difference > 0 else "less", amount=kroner(language, difference))


def said_of_days(language: Language, days: int) -> str:
    """So many days later or sooner, in a sentence."""
    if days == 0:
        return text(language, "same_day")
    which = "later" if days > 0 else "sooner"
    return text(language, f"{which}_one" if abs(days) == 1 else f"{which}_long", days=abs(days))


def short_days(language: Language, days: int) -> str:
    """So many days later or sooner, in a column."""
    return text(language, "later" if days >= 0 else "sooner", days=abs(days))


def said_of_day(language: Language, day: date) -> str:
    """A day as people write it: 12. mars 2026."""
    dot = "." if language == "nb" else ""
    return f"{day.day}{dot} {_MONTHS[language][day.month - 1]} {day.year}"


def titled(model: ProductModel, variable: str, language: Language, option: str | None = None) -> str:
    """What a variable of a product is called, or its option or value."""
    known = model.variables[variable]
    if option is None:
        return known.texts[language]
    if isinstance(known, ChoiceVariable):
        return next((one.texts[language] for one in known.options if one.id == option), option)
    if isinstance(known, NumberVariable) and known.unit:
        return f"{option} {unit_name(known.unit, language)}"
    return option


def said_of_spans(language: Language, spans: tuple[Span, ...], unit: str, most: int = 4) -> str:
    """The numbers that are left: 390–790 in steps of 10; 990."""
    parts = []
    for span in spans[:most]:
        if span.low == span.high:
            parts.append(str(span.low))
        elif span.step == 1:
            parts.append(f"{span.low}–{span.high}")
        else:
            parts.append(text(language, "step", low=span.low, high=span.high, step=span.step))
    if len(spans) > most:
        parts.append("…")
    return ("; ".join(parts) or text(language, "none_left")) + (
        f" {unit_name(unit, language)}" if unit and parts else ""
    )
