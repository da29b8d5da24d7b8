# SPDX-License-Identifier: Apache-2.0
"""What replanning says, in English and Norwegian bokmål. The names in braces are facts."""

from __future__ import annotations


def _both(en: str, nb: str) -> dict[str, str]:
    return {"en": en, "nb": nb}


KINDS = {
    "work_centre": _both("work centre", "arbeidsstasjon"),
    "pool": _both("pool", "gruppe"),
    "stock": _both("stock lot", "lagerparti"),
    "item": _both("item", "vare"),
    "job": _both("job", "jobb"),
    "operation": _both("operation", "operasjon"),
    "order": _both("order", "ordre"),
    "family": _both("set-up family", "omstillingsfamilie"),
}

TEXTS: dict[str, dict[str, str]] = {
    "where": _both("event {number}: ", "hendelse {number}: "),
    "meant": _both("; did you mean “{near}”?", "; mente du «{near}»?"),
    "unknown": _both("there is no {what} “{name}”{near}", "det finnes ingen {what} «{name}»{near}"),
    "external": _both(
        "{name} is outside the cluster and has no units that could stand: use late material or a lead time",
        "{name} er utenfor klyngen og har ingen enheter som kan stanse: bruk sent materiale eller en leveringstid",
    ),
    "ends_first": _both("it ends before it begins: swap the two", "den slutter før den begynner: bytt de to"),
    "over_already": _both(
        "it is over before the plan is changed: leave it out, or correct its end",
        "den er over før planen endres: utelat den, eller rett slutten",
    ),
    "after_horizon": _both(
        "it begins after the horizon's end: leave it out, or correct its start",
        "den begynner etter horisontens slutt: utelat den, eller rett starten",
    ),
    "unknown_unit": _both(
        "{name} has {units} units, this is unit {unit}", "{name} har {units} enheter, dette er enhet {unit}"
    ),
    "too_few": _both(
        "of {name} only {there} are there on those days, so {amount} cannot be away",
        "av {name} er bare {there} der de dagene, så {amount} kan ikke være borte",
    ),
    "says_nothing": _both(
        "give another moment, another quantity, or both", "oppgi et annet tidspunkt, en annen mengde, eller begge"
    ),
    "not_bought": _both("{name} is not bought with a lead time", "{name} kjøpes ikke med leveringstid"),
    "too_much": _both(
        "{quantity} is more than the {there} that it can be of: correct the quantity",
        "{quantity} er mer enn de {there} det kan gjelde: rett mengden",
    ),
    "one_order": _both("its jobs are to be of one order", "jobbene må være fra én ordre"),
    "taken": _both(
        "there is an order “{name}” already: choose another name",
        "det finnes en ordre «{name}» fra før: velg et annet navn",
    ),
    "nothing_meant": _both(
        "no operation is meant by this: name what there is", "dette treffer ingen operasjon: nevn noe som finnes"
    ),
    "too_long": _both(
        "it is longer than a day: give it day by day", "den er lengre enn et døgn: oppgi den dag for dag"
    ),
    "no_hours": _both(
        "{name} is outside the cluster and has no hours", "{name} er utenfor klyngen og har ingen åpningstider"
    ),
    "no_change": _both(
        "nothing such is in the cluster any more: look at what there is",
        "noe slikt finnes ikke lenger i klyngen: se på det som finnes",
    ),
    "ended_already": _both("it is over by then: leave it as it is", "den er over da: la den være som den er"),
    "not_begun": _both("no work on it is begun there, at {name}", "ikke noe arbeid på den er begynt der, på {name}"),
    "all_done": _both(
        "{quantity} of {there} is all of it: report it as finished",
        "{quantity} av {there} er alt sammen: meld den ferdig",
    ),
    "not_yet": _both(
        "finished work ends after now: correct the end, or say that it is started",
        "ferdig arbeid slutter etter nå: rett slutten, eller si at det er startet",
    ),
    "impossible": _both("{text}", "{text}"),
    "now_outside": _both(
        "now ({now}) lies outside the plan, which goes from {start} to {end}",
        "nå ({now}) ligger utenfor planen, som går fra {start} til {end}",
    ),
    # what came of it
    "mended": _both(
        "{moved} of {portions} portions moved, {elsewhere} to another unit; {orders} orders arrive at another time.",
        "{moved} av {portions} deler er flyttet, {elsewhere} til en annen enhet; {orders} ordrer kommer til annen tid.",
    ),
    "kept": _both("Every promised day is kept.", "Alle lovede dager holdes."),
    "lost": _both("Promised days that can no longer be kept:", "Lovede dager som ikke lenger kan holdes:"),
    "lost_order": _both(
        "{order}: promised {promised}, comes {now} ({reason})", "{order}: lovet {promised}, kommer {now} ({reason})"
    ),
    "lost_unplanned": _both(
        "{order}: promised {promised}, cannot be placed any more ({reason})",
        "{order}: lovet {promised}, kan ikke lenger plasseres ({reason})",
    ),
    "why_direct": _both("{operation} lost its place: {why}", "{operation} mistet plassen: {why}"),
    "why_gave_way": _both("it gave way to promised work", "den vek for lovet arbeid"),
    "why_before": _both("it was late before", "den var sen før"),
}

WHY: dict[str, dict[str, str]] = {
    "busy": _both("its unit stands or is taken", "enheten står eller er opptatt"),
    "pool_used": _both("people, power or fixtures are missing", "folk, effekt eller utstyr mangler"),
    "stock": _both("its material is not there", "materialet er ikke der"),
    "duration": _both("its run time is another now", "kjøretiden er en annen nå"),
    "setup": _both("the run before it on its unit moved", "kjøringen foran på enheten er flyttet"),
    "closed": _both("its work centre is closed then", "arbeidsstasjonen er stengt da"),
    "lot": _both("its supply lot cannot be made as planned", "forsyningspartiet kan ikke lages som planlagt"),
    "agreement": _both("its agreement does not hold it", "avtalen rommer den ikke"),
    "quantity": _both("its quantity is another now", "mengden er en annen nå"),
    "other": _both("what it needs is not there", "det den trenger, er ikke der"),
}
