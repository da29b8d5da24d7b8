# SPDX-License-Identifier: Apache-2.0
"""What is said of tables that were brought in: problems by row, in English and Norwegian."""

from __future__ import annotations

from klynge.network import Problem

_TEXTS: dict[str, tuple[str, str, str, str]] = {
    "taken": (
        "“{name}” is another member's",
        "use a name of your own",
        "«{name}» tilhører et annet medlem",
        "bruk et eget navn",
    ),
    "status": (
        "an order that comes in cannot be {status}",
        "write new, or committed with a promised day",
        "en ordre som kommer inn, kan ikke være {status}",
        "skriv new, eller committed med en lovet dag",
    ),
    "unmade": (
        "nothing says how “{item}” is made",
        "name an item that the cluster makes, or add its row to configurations.csv",
        "ingenting sier hvordan «{item}» lages",
        "bruk en vare som klyngen lager, eller legg til raden i configurations.csv",
    ),
    "other-order": (
        "it was {before}, and another one is another order",
        "give the new order a number of its own, and withdraw the old one",
        "det var {before}, og noe annet er en annen ordre",
        "gi den nye ordren et eget nummer, og trekk den gamle",
    ),
    "no-routing": (
        "“{item}” is new and made here, and routings are not brought in this way",
        "have the office load the routing, or make it a product",
        "«{item}» er ny og lages her, og arbeidsganger tas ikke inn på denne måten",
        "be klyngekontoret laste arbeidsgangen, eller gjør den til et produkt",
    ),
    "fixed": (
        "the plan stands on this value of “{item}”",
        "leave it as it is, or make a new item",
        "planen står på denne verdien av «{item}»",
        "la den være, eller lag en ny vare",
    ),
    "not-own": (
        "the product “{product}” is another member's",
        "leave it out",
        "produktet «{product}» tilhører et annet medlem",
        "utelat det",
    ),
    "nothing": (
        "there is no table in it that can be brought in",
        "include orders.csv, items.csv, stock.csv, configurations.csv or products/",
        "det er ingen tabell i den som kan tas inn",
        "ta med orders.csv, items.csv, stock.csv, configurations.csv eller products/",
    ),
    "unchecked": (
        "the whole cluster could not be checked",
        "bring in the tables that changed alone, without cluster.yaml",
        "hele klyngen kunne ikke kontrolleres",
        "ta med bare tabellene som er endret, uten cluster.yaml",
    ),
    "slow": (
        "the whole cluster cannot be checked within {seconds} seconds",
        "bring in the tables that changed alone, without cluster.yaml",
        "hele klyngen kan ikke kontrolleres innen {seconds} sekunder",
        "ta med bare tabellene som er endret, uten cluster.yaml",
    ),
}


def wrong(file: str, row: int, column: str, kind: str, **facts: object) -> Problem:
    """A problem of a kind at a place."""
    english, mend, norwegian, rett = (text.format(**facts) for text in _TEXTS[kind])
    return Problem(file, row, column, english, mend, norwegian=(norwegian, rett))


_PROBLEMS: dict[str, tuple[int, dict[str, tuple[str, str]]]] = {
    "broken": (
        409,
        {
            "en": ("The file has problems, and nothing of it can be taken in.", "Mend them, and bring it in again."),
            "nb": ("Filen har feil, og ingenting av den kan tas inn.", "Rett dem, og ta den inn på nytt."),
        },
    ),
    "applied": (
        409,
        {
            "en": ("It was taken in before.", "Look at what it changed."),
            "nb": ("Den er allerede tatt inn.", "Se hva den endret."),
        },
    ),
}


def refusal(kind: str, language: str) -> tuple[int, str, str]:
    """Status, title and remedy of a refusal in "nb" or "en"."""
    status, texts = _PROBLEMS[kind]
    title, remedy = texts[language]
    return status, title, remedy
