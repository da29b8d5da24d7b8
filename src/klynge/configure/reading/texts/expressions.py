# SPDX-License-Identifier: Apache-2.0
"""What can be wrong with an expression, as it is written, by its types, and where it stands."""

from __future__ import annotations

from .words import Words

SYNTAX = {
    "long_expression": Words(
        "the expression is {count} characters long",
        "split it into derived quantities; at most {most} fit",
        "uttrykket er {count} tegn langt",
        "del det i avledede størrelser; høyst {most} får plass",
    ),
    "deep_expression": Words(
        "the expression is nested more than {levels} deep",
        "split it into derived quantities",
        "uttrykket er nøstet mer enn {levels} nivåer",
        "del det i avledede størrelser",
    ),
    "odd_number": Words(
        "“{text}” is neither a number nor a name",
        "put quotes round the name of an option, and blanks on both sides of a minus",
        "«{text}» er verken et tall eller et navn",
        "sett anførselstegn om navnet på et valg, og mellomrom på begge sider av minus",
    ),
    "large_number": Words(
        "the number “{text}” is too long",
        "write at most 15 digits and 12 decimals, one point",
        "tallet «{text}» er for langt",
        "skriv høyst 15 sifre og 12 desimaler, ett punktum",
    ),
    "open_quote": Words(
        "the quotes at “{text}” do not match",
        "close them after the name",
        "anførselstegnene ved «{text}» går ikke opp",
        "lukk dem etter navnet",
    ),
    "odd_sign": Words(
        "the sign “{text}” has no meaning here (at “{rest}”)",
        "the reference lists the signs of the language",
        "tegnet «{text}» betyr ingenting her (ved «{rest}»)",
        "referansen viser tegnene i språket",
    ),
    "unexpected": Words(
        "“{text}” cannot stand where it stands",
        "an operator or a bracket may be missing before it",
        "«{text}» kan ikke stå der det står",
        "kanskje mangler det et regnetegn eller en parentes foran",
    ),
    "unfinished": Words(
        "the expression ends too early", "write the rest", "uttrykket slutter for tidlig", "skriv resten"
    ),
    "missing_sign": Words(
        "“{sign}” is missing before “{text}”", "add it", "«{sign}» mangler foran «{text}»", "skriv det"
    ),
    "missing_end": Words("“{sign}” is missing at the end", "add it", "«{sign}» mangler til slutt", "skriv det"),
    "mixed": Words(
        "“{sign}” follows another arrow",
        "use brackets to say which belongs together",
        "«{sign}» følger på en annen pil",
        "bruk parenteser for å vise hva som hører sammen",
    ),
    "chained": Words(
        "“{sign}” follows another comparison",
        "write two comparisons with and, or use in (a..b)",
        "«{sign}» følger på en annen sammenligning",
        "skriv to sammenligninger med and, eller bruk in (a..b)",
    ),
    "no_function": Words(
        "there is no function “{name}”",
        "use one of: {known}",
        "det finnes ingen funksjon «{name}»",
        "bruk en av: {known}",
    ),
    "arguments": Words(
        "{name} takes {wanted} values, not {found}",
        "separate them by commas",
        "{name} tar {wanted} verdier, ikke {found}",
        "skill dem med komma",
    ),
    "missing_column": Words(
        "the column of table “{table}” is missing after the point",
        "write {table}.COLUMN",
        "kolonnen i tabellen «{table}» mangler etter punktum",
        "skriv {table}.KOLONNE",
    ),
    "by_variable": Words(
        "by begins with a variable, not with “{text}”",
        "write by(variable, option: value, else: value)",
        "by begynner med en variabel, ikke med «{text}»",
        "skriv by(variabel, valg: verdi, else: verdi)",
    ),
    "by_case": Words(
        "by has no option and colon at “{text}”",
        "write by(variable, option: value, else: value)",
        "by har ikke valg og kolon ved «{text}»",
        "skriv by(variabel, valg: verdi, else: verdi)",
    ),
    "by_empty": Words(
        "by names no option",
        "write by(variable, option: value, else: value)",
        "by nevner ingen valg",
        "skriv by(variabel, valg: verdi, else: verdi)",
    ),
    "by_incomplete": Words(
        "by gives no value for {names} of “{variable}”",
        "add these, or else: …",
        "by gir ingen verdi for {names} av «{variable}»",
        "legg til disse, eller else: …",
    ),
    "else_last": Words("something follows else", "write else last", "noe følger etter else", "skriv else til sist"),
    "option_twice": Words("“{name}” is there twice", "keep one of them", "«{name}» står to ganger", "behold den ene"),
}

TYPES = {
    "unknown_name": Words("there is no “{name}” here", "{near}", "det finnes ingen «{name}» her", "{near}"),
    "minus": Words(
        "there is no “{name}” here",
        "for a minus write {spaced}",
        "det finnes ingen «{name}» her",
        "skriv {spaced} hvis det skal være minus",
    ),
    "unknown_option": Words(
        "“{name}” is not an option of “{variable}”", "{near}", "«{name}» er ikke et valg i «{variable}»", "{near}"
    ),
    "unknown_table": Words(
        "there is no table “{table}” for this", "{near}", "det finnes ingen tabell «{table}» til dette", "{near}"
    ),
    "unknown_column": Words(
        "the table “{table}” has no column “{column}”",
        "{near}",
        "tabellen «{table}» har ingen kolonne «{column}»",
        "{near}",
    ),
    "table_alone": Words(
        "“{table}” is a table",
        "write {table}.COLUMN to look a number up",
        "«{table}» er en tabell",
        "skriv {table}.KOLONNE for å slå opp et tall",
    ),
    "no_quantity": Words(
        "quantity may not stand here",
        "use it in prices, bill, parts and routing only",
        "quantity kan ikke stå her",
        "bruk det bare i prices, bill, parts og routing",
    ),
    "choice_is_no_truth": Words(
        "“{name}” is a choice, not true or false",
        "write {name} = OPTION",
        "«{name}» er et valg, ikke sant eller usant",
        "skriv {name} = VALG",
    ),
    "number_is_no_truth": Words(
        "“{name}” is a number, not true or false",
        "compare it, as in {name} <= 100",
        "«{name}» er et tall, ikke sant eller usant",
        "sammenlign det, som i {name} <= 100",
    ),
    "no_truth": Words(
        "“{text}” is not true or false",
        "write a comparison here",
        "«{text}» er ikke sant eller usant",
        "skriv en sammenligning her",
    ),
    "choice_is_no_number": Words(
        "“{name}” is a choice, not a number",
        "write by({name}, OPTION: number, …)",
        "«{name}» er et valg, ikke et tall",
        "skriv by({name}, VALG: tall, …)",
    ),
    "yes_no_is_no_number": Words(
        "“{name}” is yes or no, not a number",
        "write if({name}, 1, 0)",
        "«{name}» er ja eller nei, ikke et tall",
        "skriv if({name}, 1, 0)",
    ),
    "truth_is_no_number": Words(
        "“{text}” gives true or false where a number is needed",
        "write if(condition, number, number)",
        "«{text}» gir sant eller usant der det trengs et tall",
        "skriv if(betingelse, tall, tall)",
    ),
    "quoted_number": Words(
        "“{text}” in quotes is no number",
        "take the quotes away, or write VARIABLE = '{text}'",
        "«{text}» i anførselstegn er ikke et tall",
        "ta bort anførselstegnene, eller skriv VARIABEL = '{text}'",
    ),
    "text_in_rule": Words(
        "“{name}” is a text, and texts take part in no rule",
        "use a choice instead",
        "«{name}» er en tekst, og tekster inngår ikke i regler",
        "bruk et valg i stedet",
    ),
    "no_choice": Words(
        "“{name}” is not a choice variable",
        "name one with options",
        "«{name}» er ikke en valgvariabel",
        "oppgi en med options",
    ),
    "odd_option": Words(
        "“{text}” is not the name of an option",
        "write one of its options, odd ones in quotes",
        "«{text}» er ikke navnet på et valg",
        "skriv et av valgene, de rare i anførselstegn",
    ),
    "turned": Words(
        "“{option}” is an option and stands first",
        "write {variable} = {option}",
        "«{option}» er et valg og står først",
        "skriv {variable} = {option}",
    ),
    "choice_order": Words(
        "the options of “{variable}” have no order for “{sign}”",
        "use =, != or in (…)",
        "valgene i «{variable}» har ingen rekkefølge for «{sign}»",
        "bruk =, != eller in (…)",
    ),
    "no_common_option": Words(
        "“{left}” and “{right}” have no option in common",
        "compare with an option instead",
        "«{left}» og «{right}» har ingen valg felles",
        "sammenlign med et valg i stedet",
    ),
    "odd_range": Words(
        "“{text}” is no plain number",
        "write numbers in the brackets, as in (390..790, 990)",
        "«{text}» er ikke et enkelt tall",
        "skriv tall i parentesen, som i (390..790, 990)",
    ),
    "zero_divisor": Words(
        "this divides by zero", "write another divisor", "her deles det på null", "skriv noe annet å dele på"
    ),
    "no_time_unit": Words(
        "“{text}” has no unit of time",
        "write for example 40s, 0.05s * width or 2min",
        "«{text}» har ingen tidsenhet",
        "skriv for eksempel 40s, 0.05s * bredde eller 2min",
    ),
}

STATEMENTS = {
    "rule_or_table": Words(
        "a rule has either a condition or a table",
        "write rule: … or table: …",
        "en regel har enten en betingelse eller en tabell",
        "skriv rule: … eller table: …",
    ),
    "derived_cycle": Words(
        "the quantity follows from itself: {names}",
        "write one of them from the choices",
        "størrelsen følger av seg selv: {names}",
        "skriv en av dem ut fra valgene",
    ),
    "deep_derived": Words(
        "the quantity is made of others more than {levels} levels deep",
        "write it from fewer steps",
        "størrelsen bygger på andre i mer enn {levels} nivåer",
        "skriv den med færre trinn",
    ),
    "large_derived": Words(
        "the quantity has more than {most} parts when what it is made of is written out",
        "use what it is made of fewer times",
        "størrelsen har mer enn {most} deler når det den bygger på, skrives helt ut",
        "bruk det den bygger på, færre ganger",
    ),
    "too_large_a_product": Words(
        "the quantity may grow beyond all use",
        "multiply less",
        "størrelsen kan vokse over alle grenser",
        "gang færre ganger",
    ),
    "price_per": Words(
        "a price is per piece or per order, not “{text}”",
        "write per: order, or leave it out",
        "en pris er per stykk (piece) eller per ordre (order), ikke «{text}»",
        "skriv per: order, eller ta det bort",
    ),
    "unknown_step": Words("there is no step “{name}”", "{near}", "det finnes ingen operasjon «{name}»", "{near}"),
    "step_cycle": Words(
        "the steps wait for one another: {names}",
        "take one of the links out",
        "operasjonene venter på hverandre: {names}",
        "ta ut en av koblingene",
    ),
    "no_ways": Words(
        "there is no way to do this step",
        "write at least one",
        "det finnes ingen måte å utføre operasjonen på",
        "skriv minst én",
    ),
    "no_share": Words(
        "the yield is not a part of the whole",
        "write more than 0 and at most 1",
        "utbyttet er ikke en del av det hele",
        "skriv mer enn 0 og høyst 1",
    ),
    "negative_time": Words("the time is negative", "write zero or more", "tiden er negativ", "skriv null eller mer"),
    "unknown_product": Words(
        "there is no product “{name}”", "{near}", "det finnes ikke noe produkt «{name}»", "{near}"
    ),
    "unknown_in_part": Words(
        "the product “{product}” has no variable “{name}”",
        "{near}",
        "produktet «{product}» har ingen variabel «{name}»",
        "{near}",
    ),
    "other_kind": Words(
        "“{name}” is not of the same kind as the variable it is given to",
        "use one of the same kind",
        "«{name}» er ikke av samme slag som variabelen den gis til",
        "bruk en av samme slag",
    ),
}
