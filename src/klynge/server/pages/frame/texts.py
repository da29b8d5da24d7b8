# SPDX-License-Identifier: Apache-2.0
"""What the frame of all pages says, in Norwegian bokmål by the English text."""

from __future__ import annotations

NORWEGIAN: dict[str, str] = {
    "Log in": "Logg inn",
    "E-mail address": "E-postadresse",
    "Password": "Passord",
    "I have forgotten the password": "Jeg har glemt passordet",
    "Accounts are given by the manager of your organisation.": "Kontoer gis av lederen i organisasjonen din.",
    "To the content": "Til innholdet",
    "Organisation": "Organisasjon",
    "Change": "Bytt",
    "Log out": "Logg ut",
    "Pages": "Sider",
    "You are logged in as": "Du er logget inn som",
    "You have no place yet": "Du har ingen plass ennå",
    "Nobody has given you a role in an organisation. Ask the manager of yours to do so.": (
        "Ingen har gitt deg en rolle i en organisasjon. Be lederen i din om å gjøre det."
    ),
    # roles
    "customer": "kunde",
    "sales": "salg",
    "planner": "planlegger",
    "floor": "verksted",
    "manager": "leder",
    "office": "klyngekontor",
    "operator": "drift",
}
