# SPDX-License-Identifier: Apache-2.0
"""What the actions say, in Norwegian bokmål by the English text."""

from __future__ import annotations

NORWEGIAN: dict[str, str] = {
    "{name} is invited or a member already.": "{name} er invitert eller medlem allerede.",
    "{name} was invited for that day before.": "{name} var invitert til den dagen før.",
    "Choose another day.": "Velg en annen dag.",
    "End the first membership before.": "Avslutt det første medlemskapet først.",
    "It is signed or ended already.": "Det er alt underskrevet eller avsluttet.",
    "Look at the charter again.": "Se på stiftelsesdokumentet igjen.",
    "Look at the agreement again.": "Se på avtalen igjen.",
    "The day is past.": "Dagen er passert.",
    "Choose today or a later day.": "Velg i dag eller en senere dag.",
    "A market's name has small letters a to z, digits and hyphens.": (
        "Navnet på et marked har små bokstaver a til z, sifre og bindestrek."
    ),
    "Write it like steel-doors.": "Skriv det som staal-dorer.",
    "There is such a market already.": "Det er et slikt marked allerede.",
    "Use it, or choose another name.": "Bruk det, eller velg et annet navn.",
    "A relationship is between two members.": "Et forhold er mellom to medlemmer.",
    "Name two different members.": "Nevn to ulike medlemmer.",
    "There is no such market.": "Det er ikke noe slikt marked.",
    "Add it first.": "Legg det til først.",
    "You can only propose what you are a party of.": "Du kan bare foreslå det du selv er part i.",
    "Name your own firm.": "Nevn din egen bedrift.",
    "Both are to be members of the cluster.": "Begge skal være medlemmer av klyngen.",
    "Choose one that is.": "Velg en som er det.",
    "Name what is to be shown.": "Si hva som skal vises.",
    "Choose from the list of fields.": "Velg fra listen over felt.",
    "Wages, hiring and persons are never shown to another firm.": (
        "Lønn, ansettelser og personer vises aldri til en annen bedrift."
    ),
    "Leave them out.": "Ta dem ut.",
    "It ends before it begins.": "Det slutter før det begynner.",
    "Swap the days.": "Bytt om dagene.",
    "An agreement is between two firms and has a purpose.": "En avtale er mellom to bedrifter og har et formål.",
    "Give both.": "Oppgi begge deler.",
    "Capacity and prices are never shown between firms that compete or may come to.": (
        "Kapasitet og priser vises aldri mellom bedrifter som konkurrerer eller kan komme til det."
    ),
    "Leave them out; if you do not compete, ask the cluster office to review the register.": (
        "Ta dem ut; konkurrerer dere ikke, så be klyngekontoret gå gjennom registeret."
    ),
    "It is not said who signs.": "Det er ikke sagt hvem som skriver under.",
    "Write the person's name.": "Skriv navnet på personen.",
}
