# SPDX-License-Identifier: Apache-2.0
"""What can be found wrong with a product model, and how to mend it, in Norwegian bokmål and English."""

from __future__ import annotations

from klynge.configure.reading.texts import Words

FINDINGS: dict[str, Words] = {
    # written
    "translation": Words(
        "the text has no {missing}: {text}",
        "add {missing}: …",
        "teksten mangler {missing}: {text}",
        "skriv {missing}: …",
    ),
    "expired": Words(
        "this was in force until {day}",
        "take it out, or give it a later day under to",
        "dette gjaldt til {day}",
        "ta det ut, eller gi det en senere dag under to",
    ),
    "not_priced": Words(
        "no price hangs on this choice",
        "give its options a price, 0 if they cost the same",
        "ingen pris avhenger av dette valget",
        "gi alternativene en pris, 0 hvis de koster det samme",
    ),
    "options_not_priced": Words(
        "some options have a price, and {options} have none",
        "give them a price, 0 if they cost nothing extra",
        "noen av valgene har en pris, og {options} har ingen",
        "gi dem en pris, 0 hvis de ikke koster noe ekstra",
    ),
    "no_prices": Words("the product has no price", "add prices: …", "produktet har ingen pris", "legg til prices: …"),
    "no_routing": Words(
        "the product has no routing, so nothing is made",
        "add routing: …",
        "produktet har ingen routing, så ingenting blir laget",
        "legg til routing: …",
    ),
    # possible
    "contradiction": Words(
        "nothing can be chosen: together these leave no product: {reasons}",
        "change or take out one of them",
        "ingenting kan velges: til sammen gir disse ingen produkter: {reasons}",
        "endre eller ta ut ett av dem",
    ),
    "dead_option": Words(
        "the option can never be chosen, because of {reasons}",
        "take it out, or allow it in the rules and tables",
        "alternativet kan aldri velges, på grunn av {reasons}",
        "ta det ut, eller tillat det i regler og tabeller",
    ),
    "dead_values": Words(
        "of these numbers {spans} can never be chosen",
        "take them out, or allow them in the rules and tables",
        "av disse tallene kan {spans} aldri velges",
        "ta dem ut, eller tillat dem i regler og tabeller",
    ),
    "redundant": Words(
        "the rule holds nothing back that the others allow",
        "take it out, or correct what it says",
        "regelen hindrer ingenting som de andre tillater",
        "ta den ut, eller rett det den sier",
    ),
    "too_intricate": Words(
        "the rules are too intricate to be compiled: {cause}",
        "cut numbers into fewer steps, or split the rule",
        "reglene er for innfløkte til å kompileres: {cause}",
        "del tallene i færre steg, eller del regelen",
    ),
    # making
    "no_step": Words(
        "no step makes this: {choices}",
        "let a step have it",
        "ingen operasjon lager dette: {choices}",
        "la en operasjon ta det",
    ),
    "no_way": Words(
        "no way of the step makes this: {choices}",
        "add a way, or a rule that excludes it",
        "ingen måte å utføre operasjonen på lager dette: {choices}",
        "legg til en måte, eller en regel som utelukker det",
    ),
    "no_row": Words(
        "the table {table} has no row for this: {choices}",
        "add the row, or a rule that excludes it",
        "tabellen {table} har ingen rad for dette: {choices}",
        "legg til raden, eller en regel som utelukker det",
    ),
    "divides_by_zero": Words(
        "this divides by zero for {choices}",
        "write it with if(…), or a rule that excludes it",
        "dette deler på null for {choices}",
        "skriv det med if(…), eller en regel som utelukker det",
    ),
    "part_value": Words(
        "the part cannot be had with {name} as it comes out for {choices}",
        "bind it to a value the part has, or add a rule",
        "delen finnes ikke med den {name} det blir for {choices}",
        "bind den til en verdi som delen har, eller legg til en regel",
    ),
    "part_impossible": Words(
        "the part cannot be made as it is bound for {choices}",
        "bind it otherwise, or add a rule that excludes it",
        "delen kan ikke lages slik den er bundet for {choices}",
        "bind den på en annen måte, eller legg til en regel som utelukker det",
    ),
    # cluster
    "unknown_owner": Words(
        "there is no member “{name}” in the cluster",
        "{near}",
        "det finnes ikke noe medlem «{name}» i klyngen",
        "{near}",
    ),
    "unknown_work_centre": Words(
        "there is no work centre “{name}” in the cluster",
        "{near}",
        "det finnes ingen arbeidsstasjon «{name}» i klyngen",
        "{near}",
    ),
    "unknown_need": Words(
        "nobody and nothing in the cluster is “{name}”",
        "{near}",
        "ingen og ingenting i klyngen er «{name}»",
        "{near}",
    ),
    "unknown_agreement": Words(
        "there is no agreement “{name}” in the cluster",
        "{near}",
        "det finnes ingen avtale «{name}» i klyngen",
        "{near}",
    ),
    "unknown_item": Words(
        "there is no item “{name}” in the cluster",
        "{near}",
        "det finnes ingen vare «{name}» i klyngen",
        "{near}",
    ),
    "unknown_part": Words(
        "there is no product “{name}” in the cluster",
        "{near}",
        "det finnes ikke noe produkt «{name}» i klyngen",
        "{near}",
    ),
}

AND = {"nb": " og ", "en": " and "}
