# SPDX-License-Identifier: Apache-2.0
"""What the API says, in English where it is said and in Norwegian bokmål here by the English text; pages add theirs."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language

NORWEGIAN = {
    # problems
    "You are not logged in.": "Du er ikke logget inn.",
    "Log in, or send a token as Authorization: Bearer.": "Logg inn, eller send et token som Authorization: Bearer.",
    "Your role may not do this.": "Rollen din har ikke lov til dette.",
    "Ask your manager for the role.": "Be lederen din om rollen.",
    "There is no such thing here.": "Dette finnes ikke her.",
    "Check the address.": "Sjekk adressen.",
    "This cannot be done here.": "Dette går ikke her.",
    "Use a method of Allow.": "Bruk en metode fra Allow.",
    "It holds a character or a number that cannot be kept.": "Den har et tegn eller et tall som ikke kan lagres.",
    "The request cannot be read.": "Forespørselen kan ikke leses.",
    "Mend the request.": "Rett forespørselen.",
    "Some of what was sent cannot be used.": "Noe av det som ble sendt, kan ikke brukes.",
    "Mend the fields that are named.": "Rett feltene som er nevnt.",
    "This did not come from a page of ours.": "Dette kom ikke fra en av sidene våre.",
    "Load the page again, or send X-CSRFToken, or use a token.": (
        "Last siden på nytt, send X-CSRFToken, eller bruk et token."
    ),
    "Something went wrong that we did not foresee.": "Noe gikk galt som vi ikke hadde forutsett.",
    "Nothing was changed. The number {number} finds it in the log.": (
        "Ingenting ble endret. Nummeret {number} finner det igjen i loggen."
    ),
    "Try again; if it stays, give the operator the number.": "Prøv igjen; hjelper ikke det, så gi driften nummeret.",
    "The database does not answer just now.": "Databasen svarer ikke akkurat nå.",
    "The planner does not answer just now.": "Planleggeren svarer ikke akkurat nå.",
    "Try again in a few seconds.": "Prøv igjen om noen sekunder.",
    "You can only make tokens for a role of your own.": "Du kan bare lage tokener for en rolle du har selv.",
    "The role does not have these abilities: {names}.": "Rollen har ikke disse rettighetene: {names}.",
    "Leave them out, or choose another role.": "Utelat dem, eller velg en annen rolle.",
    # bringing in
    "The file is neither a .zip of a cluster folder nor an .xlsx workbook.": (
        "Filen er verken en .zip av en klyngemappe eller en .xlsx-arbeidsbok."
    ),
    "Pack the folder as .zip, or save the tables as .xlsx.": "Pakk mappen som .zip, eller lagre tabellene som .xlsx.",
    "The file is empty or larger than {size} MB.": "Filen er tom eller større enn {size} MB.",
    "Bring in the tables that changed alone.": "Ta med bare tabellene som er endret.",
}


def add(more: Mapping[str, str]) -> None:
    """Take in the words of an app. Raises ValueError for a text that is there with another translation."""
    for english, norwegian in more.items():
        if NORWEGIAN.setdefault(english, norwegian) != norwegian:
            raise ValueError(f"two translations of {english!r}")


def say(english: str, **facts: object) -> str:
    """The text in the language of the request, with its facts filled in. Raises KeyError for one without Norwegian."""
    norwegian = NORWEGIAN[english]
    text = english if get_language() == "en" else norwegian
    return text.format(**facts) if facts else text
