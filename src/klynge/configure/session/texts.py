# SPDX-License-Identifier: Apache-2.0
"""Explanations as sentences, in Norwegian bokmål and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from ..compiled.domains import Value
from ..compiled.reasons import Reason
from .results import Explanation

Language = Literal["nb", "en"]

TEXTS: dict[Language, dict[str, str]] = {
    "nb": {
        "impossible": "{what} er ikke mulig",
        "with": " sammen med {choices}",
        "because": ": {rules}",
        "never": " i dette produktet",
        "and": " og ",
        "condition": "{variable} velges bare når det som det hører til, er valgt.",
        "validity": "{option} selges ikke på denne dagen.",
        "price": "Det billigste koster mer enn grensen på {price}.",
        "give-up": " Det blir mulig uten {choices}",
        "without-limit": " Det blir mulig uten prisgrensen",
        "and-limit": " og uten prisgrensen",
        "dearer": ", og koster da {price} mer.",
        "cheaper": ", og koster da {price} mindre.",
        "same": ", til samme pris.",
        "end": ".",
        "kroner": "{kroner} kr",
        "point": ",",
    },
    "en": {
        "impossible": "{what} is not possible",
        "with": " with {choices}",
        "because": ": {rules}",
        "never": " in this product",
        "and": " and ",
        "condition": "{variable} is chosen only when what it belongs to is chosen.",
        "validity": "{option} is not sold on this day.",
        "price": "The cheapest costs more than the limit of {price}.",
        "give-up": " It becomes possible without {choices}",
        "without-limit": " It becomes possible without the price limit",
        "and-limit": " and without the price limit",
        "dearer": ", and then costs {price} more.",
        "cheaper": ", and then costs {price} less.",
        "same": ", at the same price.",
        "end": ".",
        "kroner": "NOK {kroner}",
        "point": ".",
    },
}


def sentence(explanation: Explanation, language: Language) -> str:
    """What is not possible, with which choices, by which rules in their own words, and what giving up comes to."""
    texts, names = TEXTS[language], explanation.names.get(language, {})
    said = texts["impossible"].format(what=called(explanation.variable, explanation.value, names))
    if explanation.choices:
        choices = [called(one.id, one.value, names) for one in explanation.choices]
        said += texts["with"].format(choices=joined(choices, texts["and"]))
    else:
        said += texts["never"]
    rules = [ruled(one, language) for one in explanation.rules]
    said += texts["because"].format(rules=" ".join(rules)) if rules else texts["end"]
    return said + _needed(explanation, language)


def called(variable: str, value: Value | None, names: Mapping[str, str]) -> str:
    """A choice as a customer reads it, such as "Colour: Oak" or "Width: 990 mm"."""
    shown = names.get(f"{variable}={value}")
    if shown is None:
        shown = f"{value} {names.get(f'{variable}=', '')}".rstrip()
    return f"{names.get(variable, variable)}: {shown}"


def ruled(reason: Reason, language: Language) -> str:
    """A rule in its own words, always as a whole sentence."""
    own = reason.texts.get(language) or reason.texts.get("nb") or reason.id
    if reason.kind == "rule":
        return own if own.endswith((".", "!", "?")) else f"{own}."
    price = kroner(int(reason.value), language) if reason.kind == "price" and reason.value is not None else ""
    return TEXTS[language][reason.kind].format(variable=own, option=own, price=price)


def kroner(ore: int, language: Language) -> str:
    """An amount, with øre where there are any."""
    texts = TEXTS[language]
    whole, rest = divmod(abs(ore), 100)
    digits = f"{whole:,}".replace(",", "\u00a0")
    return texts["kroner"].format(kroner=digits + (f"{texts['point']}{rest:02d}" if rest else ""))


def joined(parts: list[str], last: str) -> str:
    """One, two and three."""
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + last + parts[-1]


def _needed(explanation: Explanation, language: Language) -> str:
    need, texts = explanation.needed, TEXTS[language]
    if need is None or not (need.give_up or need.above_cap):
        return ""
    names = explanation.names.get(language, {})
    if need.give_up:
        said = texts["give-up"].format(choices=joined([names.get(one, one) for one in need.give_up], texts["and"]))
        said += texts["and-limit"] if need.above_cap else ""
    else:
        said = texts["without-limit"]
    if need.difference is None:
        return said + texts["end"]
    change = "same" if need.difference == 0 else "dearer" if need.difference > 0 else "cheaper"
    return said + texts[change].format(price=kroner(need.difference, language))
