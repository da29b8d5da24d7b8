# SPDX-License-Identifier: Apache-2.0
"""The words of explanations, in Norwegian bokmål and English."""

from __future__ import annotations

from klynge.planning.explain.facts import Cause

CAUSES: dict[str, dict[Cause, str]] = {
    "nb": {
        Cause.RUN: "{time} arbeid",
        Cause.CLOSED: "{time} stengt",
        Cause.SETUP: "{time} omstilling",
        Cause.BUSY: "{time} venter på {work_centre} (opptatt med {subject})",
        Cause.TOO_SHORT: "{time} for kort luke på {work_centre} (før {subject})",
        Cause.UNIT_FREE: "{time} der en annen enhet ({subject}) på {work_centre} var ledig",
        Cause.SHIFT: "{time} for lite igjen av skiftet",
        Cause.POOL: "{time} venter på {subject}",
        Cause.BATCH: "{time} venter på følget i lasten ({subject})",
        Cause.LAG: "{time} liggetid",
        Cause.MAX_LAG: "{time} holdt igjen så {subject} kan følge tidsnok",
        Cause.SHELF_LIFE: "{time} holdt igjen så {subject} er fersk nok",
        Cause.DEPARTURE: "{time} venter på avgang ({subject})",
        Cause.TRANSPORT: "{time} transport ({subject})",
        Cause.STOCK: "{time} venter på materiale ({subject})",
        Cause.PURCHASE: "{time} leveringstid for innkjøp ({subject})",
        Cause.LOT: "{time} venter på lot ({subject})",
        Cause.AGREEMENT: "{time} til avtalen gjelder ({subject})",
        Cause.RELEASE: "{time} til arbeidet slippes",
        Cause.BEFORE_START: "{time} før planleggingen begynner",
        Cause.REPORTED: "{time} som meldt fra verkstedet",
        Cause.COULD_BEGIN: "{time} der ingenting hindrer en tidligere start",
    },
    "en": {
        Cause.RUN: "{time} work",
        Cause.CLOSED: "{time} closed",
        Cause.SETUP: "{time} set-up",
        Cause.BUSY: "{time} waiting for {work_centre} (busy with {subject})",
        Cause.TOO_SHORT: "{time} too short a gap on {work_centre} (before {subject})",
        Cause.UNIT_FREE: "{time} in which another unit ({subject}) of {work_centre} was free",
        Cause.SHIFT: "{time} too little left of the shift",
        Cause.POOL: "{time} waiting for {subject}",
        Cause.BATCH: "{time} waiting for the rest of the batch ({subject})",
        Cause.LAG: "{time} lag",
        Cause.MAX_LAG: "{time} held back so that {subject} follows soon enough",
        Cause.SHELF_LIFE: "{time} held back so that {subject} is fresh enough",
        Cause.DEPARTURE: "{time} waiting for departure ({subject})",
        Cause.TRANSPORT: "{time} transport ({subject})",
        Cause.STOCK: "{time} waiting for material ({subject})",
        Cause.PURCHASE: "{time} purchase lead time ({subject})",
        Cause.LOT: "{time} waiting for a lot ({subject})",
        Cause.AGREEMENT: "{time} until the agreement is in force ({subject})",
        Cause.RELEASE: "{time} until the work is released",
        Cause.BEFORE_START: "{time} before planning begins",
        Cause.REPORTED: "{time} as reported from the shop floor",
        Cause.COULD_BEGIN: "{time} in which nothing prevents an earlier start",
    },
}

REASONS: dict[str, dict[str, str]] = {
    "nb": {
        "no_mode": "en operasjon kan ikke gjøres noe sted (ingen måte er tillatt, eller omstillingen er forbudt)",
        "no_time": "det er ikke nok kapasitet før planens slutt",
        "no_lane": "det går ingen transport dit varene skal",
        "no_material": "materialet finnes ikke og kan ikke skaffes i tide",
        "max_lag": "neste operasjon kan ikke følge innen den lengste tillatte tiden",
        "no_supply": "en lot som ordren trenger, kan ikke lages",
    },
    "en": {
        "no_mode": "an operation cannot be done anywhere (no alternative is allowed, or the set-up is forbidden)",
        "no_time": "there is not enough capacity before the plan's end",
        "no_lane": "no lane goes where the goods must go",
        "no_material": "the material is not there and cannot be had in time",
        "max_lag": "the next operation cannot follow within the longest time allowed",
        "no_supply": "a lot that the order needs cannot be made",
    },
}

TEXTS: dict[str, dict[str, str]] = {
    "nb": {
        "headline": "Ordre {order} er framme {delivered}, {against}. Fra den kan begynne til den er framme: {total}.",
        "late": "{time} etter {target}",
        "early": "{time} før {target}",
        "on_time": "akkurat i tide",
        "unplanned": "Ordre {order} er ikke planlagt: {reason}{where}.",
        "at": " (ved {operation})",
        "order": "{order}",
        "lot": "lot {lot}",
        "more": "{count} til {time}",
    },
    "en": {
        "headline": "Order {order} arrives {delivered}, {against}. From its release to its arrival: {total}.",
        "late": "{time} after {target}",
        "early": "{time} before {target}",
        "on_time": "exactly on time",
        "unplanned": "Order {order} is not planned: {reason}{where}.",
        "at": " (at {operation})",
        "order": "{order}",
        "lot": "lot {lot}",
        "more": "{count} more {time}",
    },
}

WEEKDAYS = {
    "nb": ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}

MONTHS = {
    "nb": (
        "januar",
        "februar",
        "mars",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "desember",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
