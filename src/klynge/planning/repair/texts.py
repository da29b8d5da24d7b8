# SPDX-License-Identifier: Apache-2.0
"""The words of repairs, in Norwegian bokmål and English."""

from __future__ import annotations

KINDS: dict[str, dict[str, str]] = {
    "nb": {
        "overtime": "Overtid",
        "split": "Deling",
        "elsewhere": "Et annet sted",
        "swap": "Bytte",
        "partial": "Dellevering",
        "material": "Materiale",
    },
    "en": {
        "overtime": "Overtime",
        "split": "Split",
        "elsewhere": "Elsewhere",
        "swap": "Swap",
        "partial": "Partial delivery",
        "material": "Material",
    },
}

TEXTS: dict[str, dict[str, str]] = {
    "nb": {
        "overtime": "Overtid på {where} {when}: {hours} t.",
        "transfer": "{quantity} av {item} flyttes fra {origin} til {to}.",
        "swap": "{order} går foran {others}.",
        "move": "{name} gjøres på {after} i stedet for {before}.",
        "split": "Arbeidet deles i partier over like maskiner eller leveres videre i partier.",
        "partial": "{first} leveres først; resten, {rest}, blir ordre {order}.",
        "again": "Ordren legges på nytt i det som nå er ledig.",
        "part": "{quantity} er framme {day}",
        "in_time": "{order} er framme {day}, i tide.",
        "still_late": "{order} er framme {day}, fortsatt {hours} t for sent.",
        "costs": "Koster {amount} kr.",
        "saves": "Sparer {amount} kr.",
        "emits_more": "Slipper ut {amount} kg CO2 mer.",
        "emits_less": "Slipper ut {amount} kg CO2 mindre.",
        "first_lane": "Varene sendes med den transporten som kommer først, ikke med {lanes}.",
        "broken": "Løftet for {order} brytes: framme {day}, {hours} t senere.",
        "made_late": "{order} blir for sen: framme {day}, {hours} t senere.",
        "later": "{order} er framme {day}, {hours} t senere.",
        "earlier": "{order} er framme {day}, {hours} t tidligere.",
        "more": "{count} ordrer til får en annen tid.",
        "nobody": "Ingen andre ordrer kommer til en annen tid.",
    },
    "en": {
        "overtime": "Overtime at {where} {when}: {hours} h.",
        "transfer": "{quantity} of {item} are moved from {origin} to {to}.",
        "swap": "{order} goes before {others}.",
        "move": "{name} is done at {after} instead of {before}.",
        "split": "The work is split in lots over like machines, or handed over in lots.",
        "partial": "{first} are delivered first; the rest, {rest}, becomes order {order}.",
        "again": "The order is placed again in what is free now.",
        "part": "{quantity} arrive {day}",
        "in_time": "{order} arrives {day}, in time.",
        "still_late": "{order} arrives {day}, still {hours} h late.",
        "costs": "Costs NOK {amount}.",
        "saves": "Saves NOK {amount}.",
        "emits_more": "Emits {amount} kg CO2 more.",
        "emits_less": "Emits {amount} kg CO2 less.",
        "first_lane": "Its goods go by the lane that arrives first, not by {lanes}.",
        "broken": "The promise of {order} is broken: it arrives {day}, {hours} h later.",
        "made_late": "{order} becomes late: it arrives {day}, {hours} h later.",
        "later": "{order} arrives {day}, {hours} h later.",
        "earlier": "{order} arrives {day}, {hours} h earlier.",
        "more": "{count} more orders arrive at another time.",
        "nobody": "No other order arrives at another time.",
    },
}
