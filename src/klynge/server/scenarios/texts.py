# SPDX-License-Identifier: Apache-2.0
"""What is said of a scenario that cannot be planned for a firm."""

from __future__ import annotations

NOT_YOURS = {
    "en": "It changes {what} “{name}”, which is another firm's: leave that out.",
    "nb": "Det endrer {what} «{name}», som er en annen bedrifts: utelat det.",
}
TABLES = {
    "en": {
        "members": "the member", "sites": "the site", "calendars": "the calendar", "work_centres": "the work centre",
        "setup_matrices": "the set-up matrix", "pools": "the pool", "people": "the person", "items": "the item",
        "stock": "the stock lot", "lanes": "the lane", "agreements": "the agreement", "routings": "the routing",
        "orders": "the order",
    },
    "nb": {
        "members": "medlemmet", "sites": "stedet", "calendars": "kalenderen", "work_centres": "arbeidsstasjonen",
        "setup_matrices": "omstillingsmatrisen", "pools": "gruppen", "people": "personen", "items": "varen",
        "stock": "lagerpartiet", "lanes": "transporten", "agreements": "avtalen", "routings": "ruten",
        "orders": "ordren",
    },
}  # fmt: skip
