# SPDX-License-Identifier: Apache-2.0
"""What can be wrong with items, routings, orders and progress, in Norwegian bokmål by the English text."""

from __future__ import annotations

GOODS = {
    "an item of source lot needs the size of a lot": "en vare med kilde lot må ha en partistørrelse",
    "an item of source {source} has no {column}": "en vare med kilde {source} har ingen {column}",
    "an item of source {source} has no lead time": "en vare med kilde {source} har ingen ledetid",
    "the stock expires before it is available": "lageret går ut på dato før det er tilgjengelig",
    "“{item}” is made to order and never taken from stock": "«{item}» lages på ordre og tas aldri fra lager",
    "“{item}” is of source {source} but has no routing": "«{item}» har kilde {source}, men ingen arbeidsgang",
    "“{item}” has no routing": "«{item}» har ingen arbeidsgang",
    "the items are made of each other: {circle}": "varene lages av hverandre: {circle}",
}

ROUTINGS = {
    "“{item}” is of source {source} and not made": "«{item}» har kilde {source} og lages ikke",
    "there is no step “{step}” of “{item}”": "det finnes ikke noe steg «{step}» for «{item}»",
    "the step “{step}” comes after itself": "steget «{step}» kommer etter seg selv",
    "the steps run in a circle: {circle}": "stegene går i ring: {circle}",
    "“{item}” is made in lots and cannot use “{material}” of source {source}": (
        "«{item}» lages i partier og kan ikke bruke «{material}» med kilde {source}"
    ),
    "the longest lag is shorter than the shortest": "den lengste ventetiden er kortere enn den korteste",
    "{column} differs from the first row of the step “{step}”": (
        "{column} er en annen enn i den første raden for steget «{step}»"
    ),
    "a step of a lot is always done in one portion": "et steg i et parti gjøres alltid i én porsjon",
    "the step takes no time here": "steget tar ingen tid her",
    "the batch work centre {work_centre} needs to know what a unit takes of its capacity": (
        "arbeidsstasjonen {work_centre} er av typen batch og må vite hvor mye én enhet tar av kapasiteten"
    ),
    "one unit takes {load} {measure}, {work_centre} holds {capacity}": (
        "én enhet tar {load} {measure}, {work_centre} rommer {capacity}"
    ),
    "a lot takes {load} {measure}, {work_centre} holds {capacity}": (
        "et parti tar {load} {measure}, {work_centre} rommer {capacity}"
    ),
    "{work_centre} is of kind {kind} and takes no load": "{work_centre} er av typen {kind} og tar ingen last",
    "{work_centre} has set-ups, so the step needs a family": (
        "{work_centre} har omstillinger, så steget må ha en familie"
    ),
    "{work_centre} is {member}'s own": "{work_centre} er en av {member} sine egne arbeidsstasjoner",
    "{work_centre} is {giver}'s; {taker} needs an agreement to use it": (
        "{work_centre} tilhører {giver}; {taker} må ha en avtale for å bruke den"
    ),
    "{agreement} lets {taker} use {work_centre}, not {member} use {other}": (
        "{agreement} lar {taker} bruke {work_centre}, ikke {member} bruke {other}"
    ),
    "the step takes {least} without a pause, {work_centre} is open for {longest} at most": (
        "steget tar {least} uten pause, {work_centre} er åpen i høyst {longest}"
    ),
}

ORDERS = {
    "the order is due before it is released": "ordrens frist er før den frigis",
    "the order is promised before it is released": "ordren er lovet før den frigis",
    "the order may be put off until before it is promised or due": (
        "ordren kan utsettes til før den er lovet eller har frist"
    ),
    "a new order has no promised day yet": "en ny ordre har ingen lovet dag ennå",
    "an order that is {status} has a promised day": "en ordre med status {status} må ha en lovet dag",
    "“{item}” is made by {owner}, the order is {member}'s": "«{item}» lages av {owner}, ordren tilhører {member}",
    "“{item}” is of source {source} and not made to order": "«{item}» har kilde {source} og lages ikke på ordre",
    "an order of {item} needs more than {most} parts made": (
        "en ordre på {item} krever at det lages mer enn {most} deler"
    ),
    "the step {step} of {part} takes more than 300 years for {quantity} of {item}": (
        "steget {step} for {part} tar mer enn 300 år for {quantity} av {item}"
    ),
    # progress
    "“{item}” is not made for the order {order}": "«{item}» lages ikke for ordren {order}",
    "“{item}” has no step “{step}”": "«{item}» har ikke noe steg «{step}»",
    "the step {step} of {item} is not done at “{work_centre}”": (
        "steget {step} for {item} gjøres ikke på «{work_centre}»"
    ),
    "the work ends before it begins": "arbeidet slutter før det begynner",
    "the work ends after the horizon": "arbeidet slutter etter planperioden",
    "finished work ends after planning begins": "ferdig arbeid slutter etter at planleggingen begynner",
    "started work begins after planning begins": "påbegynt arbeid begynner etter at planleggingen begynner",
    "{work_centre} has only 1 unit, this is unit {unit}": "{work_centre} har bare 1 enhet, dette er enhet {unit}",
    "{work_centre} has {count} units, this is unit {unit}": "{work_centre} har {count} enheter, dette er enhet {unit}",
    "the step was reported at {work_centre} in row {row}": "steget ble meldt på {work_centre} i rad {row}",
    "{done} are reported of a step that has {planned}": "{done} er meldt på et steg som har {planned}",
    "unit {unit} of {work_centre} was busy with the work of row {row}": (
        "enhet {unit} på {work_centre} var opptatt med arbeidet i rad {row}"
    ),
}
