# SPDX-License-Identifier: Apache-2.0
"""What the trustee says of products and choices, in English and Norwegian."""

from __future__ import annotations

from klynge.server.trustee.service import Problem

_TEXTS: dict[str, tuple[str, str]] = {
    "unfit": ("This choice does not fit the others.", "Dette valget passer ikke sammen med de andre."),
    "no-option": (
        "“{value}” is no longer offered. Choose one of: {known}.",
        "«{value}» tilbys ikke. Velg en av: {known}.",
    ),
    "no-number": (
        "{value} is not possible. Write a whole number of: {known}.",
        "{value} er ikke mulig. Skriv et helt tall i: {known}.",
    ),
    "no-text": (
        "The text does not fit. Write at most {longest} characters, such as “{example}”.",
        "Teksten passer ikke. Skriv høyst {longest} tegn, for eksempel «{example}».",
    ),
    "no-text-plain": (
        "The text does not fit. Write at most {longest} characters.",
        "Teksten passer ikke. Skriv høyst {longest} tegn.",
    ),
    "no-variable": (
        "The product does not ask for “{variable}” any more.",
        "Produktet spør ikke lenger om «{variable}».",
    ),
    "missing": ("Choose: {names}.", "Velg: {names}."),
}

_PROBLEMS: dict[str, tuple[int, dict[str, tuple[str, str]]]] = {
    "no-product": (
        404,
        {
            "en": ("There is no such product here.", "Look at the list of products."),
            "nb": ("Dette produktet finnes ikke her.", "Se på listen over produkter."),
        },
    ),
    "no-code": (
        404,
        {
            "en": (
                "No configuration of yours has this code.",
                "Check the twelve symbols; a code opens what you ordered, sold or saved yourself.",
            ),
            "nb": (
                "Ingen av konfigurasjonene deres har denne koden.",
                "Sjekk de tolv tegnene; en kode åpner det dere selv har bestilt, solgt eller lagret.",
            ),
        },
    ),
    "not-whole": (
        422,
        {
            "en": ("The choices are not a whole configuration.", "Choose what is named, then ask again."),
            "nb": ("Valgene er ikke en hel konfigurasjon.", "Velg det som er nevnt, og spør igjen."),
        },
    ),
    "cannot-be-made": (
        409,
        {
            "en": ("The cluster cannot make it like this.", "Change a choice, or ask the seller."),
            "nb": ("Klyngen kan ikke lage det slik.", "Endre et valg, eller spør selgeren."),
        },
    ),
    "cannot-change": (
        409,
        {
            "en": ("No rule of the product allows this choice.", "Choose something else."),
            "nb": ("Ingen regel i produktet tillater dette valget.", "Velg noe annet."),
        },
    ),
}


def say(kind: str, language: str, **facts: object) -> str:
    """The text of a kind in "nb" or "en", with its facts filled in."""
    english, norwegian = _TEXTS[kind]
    return (english if language == "en" else norwegian).format(**facts)


def problem(kind: str, language: str, detail: str = "") -> Problem:
    """The problem of a kind in "nb" or "en"; `detail` is in that language already."""
    status, texts = _PROBLEMS[kind]
    title, remedy = texts[language]
    return Problem(status, kind, title, detail, remedy)
