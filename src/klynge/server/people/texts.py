# SPDX-License-Identifier: Apache-2.0
"""What is said of people and roles, in Norwegian bokmål by the English text."""

from __future__ import annotations

NORWEGIAN: dict[str, str] = {
    "This is no e-mail address; write one such as name@firm.example.": (
        "Dette er ingen e-postadresse; skriv en som navn@firma.example."
    ),
    "Your organisation does not give this role; choose another.": (
        "Organisasjonen din gir ikke denne rollen; velg en annen."
    ),
    "This person was invited elsewhere and has not logged in yet; ask them to first.": (
        "Denne personen er invitert et annet sted og har ikke logget inn ennå; be vedkommende gjøre det først."
    ),
    "{email} has this role already.": "{email} har denne rollen fra før.",
    "This person has an account; they can ask for a new password themselves.": (
        "Denne personen har en konto, og kan selv be om nytt passord."
    ),
    "This person does not have the role any more.": "Denne personen har ikke rollen lenger.",
    "There would be nobody left who gives roles; give someone else this role first.": (
        "Da ville ingen kunne gi roller; gi noen andre denne rollen først."
    ),
}
