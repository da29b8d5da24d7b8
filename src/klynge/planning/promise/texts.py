# SPDX-License-Identifier: Apache-2.0
"""Why something cannot be done to a plan's promises, in Norwegian bokmål and English; names in braces are filled in."""

from __future__ import annotations

ERRORS: dict[str, dict[str, str]] = {
    "lost_place": {
        "nb": "tilbudet på ordre {order} passer ikke lenger: {job} {operation} har mistet plassen sin; "
        "be om et nytt tilbud",
        "en": "the offer for order {order} no longer fits: {job} {operation} has lost its place; ask for a new offer",
    },
    "cannot_leave": {
        "nb": "ordre {order} kan ikke tas ut av planen: omstillingen til {beside}, som kommer etter den, {why}; "
        "la {beside} flyttes, eller trekk den først",
        "en": "order {order} cannot leave the plan: the set-up of {beside}, which comes after it, would be {why}; "
        "let {beside} be moved, or withdraw it first",
    },
    "one_order": {
        "nb": "et løfte gjelder jobbene til én ordre: be om én ordre om gangen",
        "en": "a promise is asked for the jobs of exactly one order: ask for one order at a time",
    },
    "reported_in_part": {
        "nb": "ordre {order} er delvis meldt utført: bare en ordre som ikke er begynt, kan loves",
        "en": "order {order} is reported in part: only an order not yet begun can be promised",
    },
    "has_order": {
        "nb": "planen har allerede en ordre {order}: gi den nye et eget navn",
        "en": "the plan has an order {order} already: give the new one a name of its own",
    },
    "no_order": {
        "nb": "planen har ingen ordre {order}: nevn en som står i planen",
        "en": "the plan has no order {order}: name one that it has",
    },
    "begun": {
        "nb": "ordre {order} er begynt: det som er meldt utført, blir stående, så den kan ikke trekkes",
        "en": "order {order} is begun: what is reported of it stays, so it cannot be withdrawn",
    },
    "not_held": {
        "nb": "ordre {order} er ikke holdt av: hold av et tilbud på den først",
        "en": "order {order} is not held: hold an offer for it first",
    },
}

SETUPS: dict[str, dict[str, str]] = {
    "forbidden": {"nb": "ville være forbudt", "en": "forbidden"},
    "too narrow": {"nb": "ville ikke få plass", "en": "too narrow"},
    "too early": {"nb": "ville begynne for tidlig", "en": "too early"},
    "over a break": {"nb": "ville gå over en pause", "en": "over a break"},
    "without a crew": {"nb": "ville mangle folk", "en": "without a crew"},
    "beyond the agreement": {"nb": "ville gå ut over avtalen", "en": "beyond the agreement"},
}
