# SPDX-License-Identifier: Apache-2.0
"""What can be wrong with charter.yaml, and how to mend it: English and Norwegian bokmål."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "unknown-member": ("there is no member {what}", "det er ikke noe medlem {what}"),
    "unknown-market": ("there is no market {what}", "det er ikke noe marked {what}"),
    "unknown-field": ("there is no field {what}", "det er ikke noe felt {what}"),
    "missing": ("{what} is missing", "{what} mangler"),
    "pair": ("a relationship is between two members", "et forhold er mellom to medlemmer"),
    "membership": ("this membership cannot be: {what}", "dette medlemskapet kan ikke være: {what}"),
    "agreement": ("this agreement cannot be: {what}", "denne avtalen kan ikke være: {what}"),
}
REMEDIES: dict[str, tuple[str, str]] = {
    "unknown-member": ("{remedy}", "bruk et navn fra members.csv"),
    "unknown-market": ("{remedy}", "bruk et navn under markets"),
    "unknown-field": ("{remedy}", "se listen over felt i forklaringen av informasjonsbarrieren"),
    "missing": ("add {remedy}: …", "legg til {remedy}: …"),
    "pair": ("name two different members", "nevn to ulike medlemmer"),
    "membership": ("mend the dates or the signatory", "rett datoene eller den som har skrevet under"),
    "agreement": ("mend what is named", "rett det som er nevnt"),
}
