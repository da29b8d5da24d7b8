# SPDX-License-Identifier: Apache-2.0
"""What can be wrong with variables, options, numbers and what hangs on them."""

from __future__ import annotations

from .words import Words

VARIABLES = {
    "no_variables": Words(
        "the product has nothing to choose", "add a variable", "produktet har ingenting å velge", "legg til en variabel"
    ),
    "no_kind": Words(
        "this variable has no values",
        "add options: (a choice), values: (a number), yes-no: true, or pattern: (a text)",
        "denne variabelen har ingen verdier",
        "legg til options: (et valg), values: (et tall), yes-no: true eller pattern: (en tekst)",
    ),
    "two_kinds": Words(
        "the variable has both {first} and {second}",
        "keep one of them",
        "variabelen har både {first} og {second}",
        "behold den ene",
    ),
    "no_options": Words("there are no options here", "write at least one", "her er det ingen valg", "skriv minst ett"),
    "not_an_option": Words("“{name}” is not one of the options", "{near}", "«{name}» er ikke et av valgene", "{near}"),
    "yes_no_false": Words(
        "yes-no is written as true, or left out",
        "write yes-no: true",
        "yes-no skrives som true eller utelates",
        "skriv yes-no: true",
    ),
    "unknown_group": Words("there is no group “{name}”", "{near}", "det finnes ingen gruppe «{name}»", "{near}"),
    "no_whole_number": Words(
        "“{text}” is not a whole number",
        "write digits only, in a unit small enough",
        "«{text}» er ikke et helt tall",
        "skriv bare sifre, i en enhet som er liten nok",
    ),
    "number_too_large": Words(
        "{text} is too large", "write at most {most}", "{text} er for stort", "skriv høyst {most}"
    ),
    "no_span": Words(
        "“{text}” is neither a whole number nor a range",
        "write for example 990, 390..790 or 390..1790 step 10",
        "«{text}» er verken et helt tall eller et område",
        "skriv for eksempel 990, 390..790 eller 390..1790 step 10",
    ),
    "no_step": Words(
        "the step in “{text}” is out of range",
        "write step 1 or more",
        "steget i «{text}» er utenfor det mulige",
        "skriv step 1 eller mer",
    ),
    "uneven_step": Words(
        "the steps of “{text}” do not meet its end",
        "end it at {last}",
        "stegene i «{text}» treffer ikke enden",
        "la det slutte på {last}",
    ),
    "spans_overlap": Words(
        "the ranges {left} and {right} overlap",
        "write them apart",
        "områdene {left} og {right} overlapper",
        "skriv dem slik at de ikke overlapper",
    ),
    "empty_range": Words(
        "the range from {low} to {high} is empty",
        "write the smaller number first",
        "området fra {low} til {high} er tomt",
        "skriv det minste tallet først",
    ),
    "no_such_value": Words(
        "{value} is none of the values",
        "write one of them",
        "{value} er ikke en av verdiene",
        "skriv en av dem",
    ),
    "otherwise_alone": Words(
        "otherwise says nothing without when",
        "add when: …, or leave it out",
        "otherwise sier ingenting uten when",
        "legg til when: … eller ta det bort",
    ),
    "no_otherwise": Words(
        "what is its value when this does not hold?",
        "add otherwise: …",
        "hvilken verdi har den når dette ikke gjelder?",
        "legg til otherwise: …",
    ),
    "waits_for_itself": Words(
        "the condition of “{name}” names itself",
        "write what other choices it hangs on",
        "betingelsen for «{name}» nevner seg selv",
        "skriv hvilke andre valg den avhenger av",
    ),
    "longest": Words(
        "a text is 1 to {most} characters long",
        "write a number between these",
        "en tekst er 1 til {most} tegn lang",
        "skriv et tall mellom disse",
    ),
    "pattern": Words(
        "“{pattern}” is not a pattern",
        "write for example [A-Z0-9]{{1,20}}",
        "«{pattern}» er ikke et mønster",
        "skriv for eksempel [A-Z0-9]{{1,20}}",
    ),
    "pattern_groups": Words(
        "the pattern “{pattern}” is not plain enough to be matched fast",
        "use no brackets ( ) and fewer repeats",
        "mønsteret «{pattern}» er ikke enkelt nok til å prøves raskt",
        "bruk ingen parenteser og færre gjentakelser",
    ),
    "example": Words(
        "the example “{text}” does not fit the pattern and length",
        "write one that does",
        "eksempelet «{text}» passer ikke med mønster og lengde",
        "skriv et som passer",
    ),
    "first_is_choice": Words(
        "“{name}” is a choice, and numbers cannot be counted from it",
        "name a number or text",
        "«{name}» er et valg, og det kan ikke telles fra det",
        "oppgi et tall eller en tekst",
    ),
    "unknown_variable": Words(
        "“{name}” is no variable that can stand here", "{near}", "«{name}» er ingen variabel som kan stå her", "{near}"
    ),
}
