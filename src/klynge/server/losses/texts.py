# SPDX-License-Identifier: Apache-2.0
"""The reasons of losses, in Norwegian bokmål by the English text."""

from __future__ import annotations

NORWEGIAN: dict[str, str] = {
    "Flaw in the material": "Feil i materialet",
    "Tool worn or broken": "Slitt eller ødelagt verktøy",
    "Wrong setting": "Feil innstilling",
    "Damaged in handling": "Skadet under håndtering",
    "Error in drawing or order": "Feil i tegning eller ordre",
    "Something else": "Noe annet",
    "Break or end of shift": "Pause eller skiftslutt",
    "Machine stands": "Maskinen står",
    "Material is missing": "Materiale mangler",
    "Tool or fixture is missing": "Verktøy eller fikstur mangler",
    "Nobody free": "Ingen ledige folk",
    "Quality in question": "Tvil om kvaliteten",
    "Something more urgent": "Noe som haster mer",
}
