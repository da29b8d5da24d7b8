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
    "This person was invited elsewhere, and nobody has shown that the address is theirs. Ask them to "
    "choose a new password by “I have forgotten the password” on the log-in page; give the role then.": (
        "Denne personen er invitert et annet sted, og ingen har vist at adressen er deres. Be vedkommende velge et "
        "nytt passord med «Jeg har glemt passordet» på innloggingssiden, og gi rollen etterpå."
    ),
    "{firm} has given you a role in Klynge. Choose a password here, once, within three days:\n\n{address}\n\n"
    "If you do not know the firm, do nothing.": (
        "{firm} har gitt deg en rolle i Klynge. Velg et passord her, én gang, innen tre dager:\n\n{address}\n\n"
        "Kjenner du ikke bedriften, trenger du ikke gjøre noe."
    ),
    "Your account in Klynge": "Kontoen din i Klynge",
    "{email} has this role already.": "{email} har denne rollen fra før.",
    "This person has an account; they can ask for a new password themselves.": (
        "Denne personen har en konto, og kan selv be om nytt passord."
    ),
    "This person does not have the role any more.": "Denne personen har ikke rollen lenger.",
    "There would be nobody left who gives roles; give someone else this role first.": (
        "Da ville ingen kunne gi roller; gi noen andre denne rollen først."
    ),
}
