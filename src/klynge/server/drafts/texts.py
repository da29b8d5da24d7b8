# SPDX-License-Identifier: Apache-2.0
"""What is said about moves, drafts and repairs, in English and Norwegian bokmål."""

from __future__ import annotations

REASONS: dict[str, dict[str, str]] = {
    "gone": {
        "en": "The work no longer stands where it was. Look at the plan again.",
        "nb": "Arbeidet står ikke lenger der det sto. Se på planen igjen.",
    },
    "begun": {
        "en": "The work is begun or done, and stays where it was reported.",
        "nb": "Arbeidet er begynt eller ferdig, og blir der det er meldt.",
    },
    "locked": {
        "en": "It, or {other} in its way, is locked. Unlock it first.",
        "nb": "Det, eller {other} som er i veien, er låst. Lås det opp først.",
    },
    "frozen": {
        "en": "The plan is frozen until {until}.",
        "nb": "Planen er frosset til {until}.",
    },
    "past": {
        "en": "Nothing can begin before now.",
        "nb": "Ingenting kan begynne før nå.",
    },
    "other-centre": {
        "en": "The work cannot be done there.",
        "nb": "Arbeidet kan ikke gjøres der.",
    },
    "outside-plan": {
        "en": "It would end after what is planned.",
        "nb": "Det ville slutte etter det som planlegges.",
    },
    "closed": {
        "en": "The work centre is not open long enough then.",
        "nb": "Arbeidsstedet er ikke åpent lenge nok da.",
    },
    "shift": {
        "en": "The work may not pause, and too little is left of the shift.",
        "nb": "Arbeidet kan ikke deles, og det er for lite igjen av skiftet.",
    },
    "set-up": {
        "en": "There is no time to set up the unit for it, or for what follows.",
        "nb": "Det er ikke tid til å omstille enheten til det, eller til det som følger.",
    },
    "busy": {
        "en": "The unit stands still then, or work that is begun is in the way.",
        "nb": "Enheten står da, eller arbeid som er begynt, er i veien.",
    },
    "people": {
        "en": "{pool} is taken then.",
        "nb": "{pool} er opptatt da.",
    },
    "agreement": {
        "en": "The agreement is not in force then, or its hours are used up.",
        "nb": "Avtalen gjelder ikke da, eller timene i den er brukt opp.",
    },
    "material": {
        "en": "Its material is not there then.",
        "nb": "Materialet er ikke der da.",
    },
    "batch": {
        "en": "It does not go with the batch that is there, or is part of one that cannot be moved there whole.",
        "nb": "Det passer ikke i satsen som er der, eller hører til en sats som ikke kan flyttes dit samlet.",
    },
    "before": {
        "en": "What comes before it cannot be done in time.",
        "nb": "Det som kommer før, kan ikke bli ferdig i tide.",
    },
    "after": {
        "en": "What follows it would come too late for it.",
        "nb": "Det som følger etter, ville komme for sent.",
    },
    "lots": {
        "en": "The operation is done in several lots, which have to be at one work centre.",
        "nb": "Operasjonen gjøres i flere partier, som må være på ett arbeidssted.",
    },
    "promise": {
        "en": "It would break what is promised: {orders}.",
        "nb": "Det ville bryte det som er lovet: {orders}.",
    },
    "others": {
        "en": "Another firm's order would be late for it.",
        "nb": "En annen bedrifts ordre ville bli for sen.",
    },
    "not-planned": {
        "en": "An order could not be planned any more.",
        "nb": "En ordre kunne ikke planlegges lenger.",
    },
    "repair-gone": {
        "en": "The plan has changed since this repair was found.",
        "nb": "Planen er endret siden dette tiltaket ble funnet.",
    },
    "not-yours": {
        "en": "It would change another firm's capacity.",
        "nb": "Det ville endre en annen bedrifts kapasitet.",
    },
}
ELSEWHERE = {"en": "other work", "nb": "annet arbeid"}
ONE_OF_OTHERS = {"en": "another firm's order", "nb": "en annen bedrifts ordre"}

EDITS: dict[str, dict[str, str]] = {
    "move": {
        "en": "{job} {operation}: from {from_place} {from_time} to {to_place} {to_time}",
        "nb": "{job} {operation}: fra {from_place} {from_time} til {to_place} {to_time}",
    },
    "lock": {"en": "{job} {operation} is locked", "nb": "{job} {operation} låses"},
    "unlock": {"en": "{job} {operation} is unlocked", "nb": "{job} {operation} låses opp"},
    "repair": {"en": "{order}: {title}", "nb": "{order}: {title}"},
    "improve": {
        "en": "Improved by search: {orders} orders stand otherwise",
        "nb": "Forbedret ved søk: {orders} ordrer står annerledes",
    },
}
PARTLY = {
    "en": "{orders} of the orders no longer fit and stay as they are.",
    "nb": "{orders} av ordrene passer ikke lenger og blir som de er.",
}
PROPOSED = {"en": "Proposal of {day}", "nb": "Forslag fra {day}"}

PROBLEMS: dict[str, tuple[int, dict[str, tuple[str, str]]]] = {
    "does-not-fit": (
        409,
        {
            "en": ("It cannot be there.", "Choose another place or time."),
            "nb": ("Det kan ikke være der.", "Velg et annet sted eller en annen tid."),
        },
    ),
    "draft-changed": (
        409,
        {
            "en": ("The draft was changed meanwhile.", "Look at it again; your change was not made."),
            "nb": ("Utkastet er endret i mellomtiden.", "Se på det igjen; endringen din ble ikke gjort."),
        },
    ),
    "rule-changed": (
        409,
        {
            "en": ("It was changed meanwhile.", "Look at it again; your change was not made."),
            "nb": ("Det er endret i mellomtiden.", "Se på det igjen; endringen din ble ikke gjort."),
        },
    ),
    "draft-over": (
        409,
        {
            "en": ("The draft is published or discarded.", "Make a new draft."),
            "nb": ("Utkastet er publisert eller forkastet.", "Lag et nytt utkast."),
        },
    ),
    "nothing-to-undo": (
        409,
        {
            "en": ("There is nothing more to undo or redo.", "Go on from here."),
            "nb": ("Det er ikke mer å angre eller gjøre om.", "Gå videre herfra."),
        },
    ),
    "nothing-left": (
        409,
        {
            "en": ("Nothing of the draft fits any more, so nothing was published.", "Discard it, or make new edits."),
            "nb": (
                "Ingenting i utkastet passer lenger, så ingenting ble publisert.",
                "Forkast det, eller endre på nytt.",
            ),
        },
    ),
    "no-better": (
        409,
        {
            "en": ("No better plan was found in that time.", "Give it longer, or unlock some work."),
            "nb": ("Ingen bedre plan ble funnet på den tiden.", "Gi det lengre tid, eller lås opp noe arbeid."),
        },
    ),
    "repair-gone": (
        409,
        {
            "en": ("The plan has changed since this repair was found.", "Ask for repairs again."),
            "nb": ("Planen er endret siden dette tiltaket ble funnet.", "Spør etter tiltak igjen."),
        },
    ),
    "not-your-report": (
        409,
        {
            "en": ("Someone else reported this.", "Ask whoever reported it to undo it, or the planner to correct it."),
            "nb": ("Noen andre har meldt dette.", "Be den som meldte, om å angre, eller planleggeren om å rette."),
        },
    ),
    "too-late-to-undo": (
        409,
        {
            "en": ("A report can be undone for five minutes.", "Ask the planner to correct it."),
            "nb": ("En melding kan angres i fem minutter.", "Be planleggeren rette den."),
        },
    ),
    "work-depends": (
        409,
        {
            "en": ("Something was reported since that depends on it.", "Undo the newest report first."),
            "nb": ("Noe som er meldt siden, bygger på den.", "Angre den nyeste meldingen først."),
        },
    ),
    "not-begun": (
        409,
        {
            "en": ("No work on it is begun at this unit.", "Report the start first."),
            "nb": ("Ikke noe arbeid på den er begynt på denne enheten.", "Meld start først."),
        },
    ),
    "nothing-left-to-report": (
        409,
        {
            "en": ("All of the operation is reported already.", "Check the job."),
            "nb": ("Hele operasjonen er meldt allerede.", "Sjekk jobben."),
        },
    ),
}
