# SPDX-License-Identifier: Apache-2.0
"""Why a row cannot be folded, in English and Norwegian bokmål. The names in braces are facts."""

from __future__ import annotations


def _both(en: str, nb: str) -> dict[str, str]:
    return {"en": en, "nb": nb}


TEXTS: dict[str, dict[str, str]] = {
    "row": _both("row {sequence}: ", "rad {sequence}: "),
    "gap": _both(
        "the log stands at {at}, so the next row is {wanted}: bring the rows between first",
        "loggen står på {at}, så neste rad er {wanted}: hent radene mellom først",
    ),
    "again": _both(
        "the log stands at {at}: this row was folded already", "loggen står på {at}: denne raden er alt med"
    ),
    "not_open": _both(
        "a log begins with a snapshot that opens the cluster", "en logg begynner med et bilde som åpner klyngen"
    ),
    "empty": _both("it changes nothing", "den endrer ingenting"),
    "unknown_order": _both("there is no order “{order}”", "det finnes ingen ordre «{order}»"),
    "over": _both("order “{order}” is {status} and over", "ordre «{order}» er {status} og avsluttet"),
    "transition": _both(
        "order “{order}” is {status} and cannot become {wanted}", "ordre «{order}» er {status} og kan ikke bli {wanted}"
    ),
    "no_promise": _both(
        "order “{order}” becomes {wanted} and has no promised moment",
        "ordre «{order}» blir {wanted} og har ikke noe lovet tidspunkt",
    ),
    "other_order": _both(
        "a job of order “{other}” among those of “{order}”", "en jobb i ordre «{other}» blant dem i «{order}»"
    ),
    "no_jobs": _both("order “{order}” has no jobs", "ordre «{order}» har ingen jobber"),
    "reported": _both(
        "work on order “{order}” is reported, so the order was there",
        "det er meldt arbeid på ordre «{order}», så ordren har vært der",
    ),
    "still_placed": _both(
        "order “{order}” is over and still has portions that are not reported",
        "ordre «{order}» er avsluttet og har fortsatt deler som ikke er meldt",
    ),
    "unknown_operation": _both(
        "there is no operation {operation} of job {job}", "det er ingen operasjon {operation} i jobb {job}"
    ),
    "unknown_lot": _both("there is no supply lot “{lot}”", "det finnes ikke noe forsyningsparti «{lot}»"),
    "lot_named": _both(
        "supply lot “{lot}” is named otherwise than its portions say",
        "forsyningspartiet «{lot}» heter noe annet i delene",
    ),
    "unknown_supply": _both("there is no supply {supply}", "det er ingen forsyning {supply}"),
    "unknown_table": _both("the network has no {table} “{id}”", "nettverket har ingen {table} «{id}»"),
    "bad_value": _both("{table} “{id}”: {problem}", "{table} «{id}»: {problem}"),
    "too_much": _both(
        "more is reported of {job} {operation} than its quantity", "mer er meldt av {job} {operation} enn mengden"
    ),
    "stock_short": _both("stock {id} has not {quantity} left", "lageret {id} har ikke {quantity} igjen"),
    "snapshot_behind": _both(
        "the snapshot is of row {sequence} and cannot be row {wanted}",
        "bildet er av rad {sequence} og kan ikke være rad {wanted}",
    ),
}
