# SPDX-License-Identifier: Apache-2.0
"""What these pages say, in Norwegian bokmål by the English text."""

from __future__ import annotations

BOARD = {
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec": "jan. feb. mars april mai juni juli aug. sep. okt. nov. des.",
    "Mon Tue Wed Thu Fri Sat Sun": "man tir ons tor fre lør søn",
    "wk": "uke",
    "d": "d",
    "h": "t",
    "min": "min",
    "Plan board": "Plantavle",
    "Arrow keys go from one piece of work to the next, Shift with arrows moves the view, Enter shows why it is "
    "there, M moves it. The table below holds the same.": (
        "Piltastene går fra ett arbeid til det neste, Shift og piler flytter utsnittet, Enter viser hvorfor det "
        "ligger der, M flytter det. Tabellen nedenfor inneholder det samme."
    ),
    "The whole plan; drag the frame": "Hele planen; dra i rammen",
    "Load": "Belastning",
    "capacity": "kapasitet",
    "{when}: {load} of {capacity} h, {share}": "{when}: {load} av {capacity} t, {share}",
    "set-up": "omstilling",
    "Quantity": "Antall",
    "one of {n} in a batch": "én av {n} i en sats",
    "{order}, {step}, {centre} {unit}, {from} to {to}{state}": (
        "{order}, {step}, {centre} {unit}, {from} til {to}{state}"
    ),
    "Order": "Ordre",
    "{n} chosen": "{n} valgt",
    "No work here is called “{text}”. Search all orders in the list beside.": (
        "Ikke noe arbeid her heter «{text}». Søk i alle ordrer i listen ved siden av."
    ),
    "Nothing here is late.": "Ingenting her er forsinket.",
    "Close": "Lukk",
    "late": "forsinket",
    "{days} days late": "{days} dager forsinket",
    "locked": "låst",
    "frozen": "frosset",
    "for another firm": "for en annen bedrift",
    "under way": "i arbeid",
    "done": "ferdig",
    "a lot for stock": "et parti til lager",
    "You may look at this plan, not change it.": "Du kan se denne planen, men ikke endre den.",
    "Moving {bar}. Arrows choose the place, Enter lets go, Escape leaves it.": (
        "Flytter {bar}. Pilene velger sted, Enter slipper, Escape lar det ligge."
    ),
    "{centre} {unit}, {when}": "{centre} {unit}, {when}",
    "This fits.": "Dette går.",
    "Moved in the draft.": "Flyttet i utkastet.",
    "It stays where it was.": "Det blir der det var.",
    "It is done: what was, stays.": "Det er ferdig: det som er gjort, blir stående.",
    "It is under way: report it from the shop floor instead.": "Det er i arbeid: meld fra på verkstedet i stedet.",
    "It is locked: unlock it first (L).": "Det er låst: lås det opp først (L).",
    "Work centre": "Arbeidsstasjon",
    "Step": "Operasjon",
    "Set-up from": "Omstilling fra",
    "From": "Fra",
    "To": "Til",
    "State": "Status",
    "{n} pieces of work from {from} to {to}": "{n} arbeider fra {from} til {to}",
    "Before": "Forrige",
    "After": "Neste",
    "Page {page} of {pages}": "Side {page} av {pages}",
}

NORWEGIAN: dict[str, str] = {**BOARD}
