# SPDX-License-Identifier: Apache-2.0
"""What is said about projects, in English and Norwegian bokmål; the names in braces are filled in."""

from __future__ import annotations

REASONS: dict[str, dict[str, str]] = {
    "en": {
        "cycle": "no schedule can hold: the lags {chain} add up to {excess} more than a round trip allows; "
        "make a minimum lag on it shorter or a maximum lag longer",
        "capacity": "no schedule can hold: activity {activity} needs {demand} of resource {resource}, "
        "which has {capacity}; raise the capacity or lower the need",
        "together": "no schedule can hold: the lags make activities {activities} run at the same time, which takes "
        "{demand} of resource {resource}, which has {capacity}",
        "order": "no schedule can hold: activities {activities} cannot run at the same time, and either order of them "
        "breaks a lag",
        "proven": "no schedule can hold: every order of the activities on the resources breaks a maximum lag "
        "(shown by exhaustive search)",
        "not_found": "no schedule that keeps every maximum lag was found in the time given; nothing shows that there "
        "is none: give more time",
    },
    "nb": {
        "cycle": "ingen plan kan holde: tidskravene {chain} krever til sammen {excess} mer enn en rundtur tillater; "
        "gjør en minstetid på veien kortere eller en lengstetid lengre",
        "capacity": "ingen plan kan holde: aktivitet {activity} trenger {demand} av ressurs {resource}, "
        "som har {capacity}; øk kapasiteten eller senk behovet",
        "together": "ingen plan kan holde: tidskravene gjør at aktivitetene {activities} går samtidig, og det krever "
        "{demand} av ressurs {resource}, som har {capacity}",
        "order": "ingen plan kan holde: aktivitetene {activities} kan ikke gå samtidig, og begge rekkefølgene av dem "
        "bryter et tidskrav",
        "proven": "ingen plan kan holde: enhver rekkefølge av aktivitetene på ressursene bryter en lengstetid "
        "(vist ved uttømmende søk)",
        "not_found": "fant ingen plan som holder alle lengstetidene i den tiden som var gitt; ingenting viser at det "
        "ikke finnes noen: gi mer tid",
    },
}

FINDINGS: dict[str, dict[str, str]] = {
    "en": {
        "length": "the schedule has {given} starts and {ends} ends, the project has {wanted} activities",
        "early": "activity {activity} starts at {start}, before 0",
        "duration": "activity {activity} runs from {start} to {end}, it takes {duration}",
        "lag": "activity {after} starts at {at}, activity {before} at {start}: at least {lag} is asked between them",
        "maximum": "activity {before} starts at {start}, activity {after} at {at}: at most {lag} may lie between them",
        "resource": "from {moment} activities {activities} use {used} of resource {resource}, which has {capacity}",
    },
    "nb": {
        "length": "planen har {given} starter og {ends} slutter, prosjektet har {wanted} aktiviteter",
        "early": "aktivitet {activity} starter {start}, før 0",
        "duration": "aktivitet {activity} går fra {start} til {end}, den tar {duration}",
        "lag": "aktivitet {after} starter {at}, aktivitet {before} {start}: det kreves minst {lag} mellom dem",
        "maximum": "aktivitet {before} starter {start}, aktivitet {after} {at}: høyst {lag} er tillatt mellom dem",
        "resource": "fra {moment} bruker aktivitetene {activities} {used} av ressurs {resource}, som har {capacity}",
    },
}
