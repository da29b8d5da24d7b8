# SPDX-License-Identifier: Apache-2.0
"""What can be wrong with a product's files, and how to mend it, in Norwegian bokmål and English."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """A message and its remedy in both languages; `{name}` is filled."""

    en: str
    en_remedy: str
    nb: str
    nb_remedy: str


FILES = {
    "no_file": Words(
        "there is no such product file", "name a .yaml file", "produktfilen finnes ikke", "oppgi en .yaml-fil"
    ),
    "large_file": Words(
        "the file is larger than {megabytes} MB",
        "take out what does not belong here",
        "filen er større enn {megabytes} MB",
        "ta ut det som ikke hører hjemme her",
    ),
    "encoding": Words(
        "the file is not UTF-8; it looks like {encoding}",
        "save it as UTF-8",
        "filen er ikke UTF-8; den ser ut som {encoding}",
        "lagre den som UTF-8",
    ),
    "packed": Words(
        "the file is a workbook or another zip file",
        "write the product as YAML, and its tables in the workbook",
        "filen er en arbeidsbok eller en annen zip-fil",
        "skriv produktet som YAML, og tabellene i arbeidsboken",
    ),
    "empty_file": Words(
        "the file is empty",
        "write it after the reference's example",
        "filen er tom",
        "skriv den etter eksempelet i referansen",
    ),
    "yaml": Words(
        "this is not YAML: “{cause}”",
        "mend the indents, colons or quotes",
        "dette er ikke YAML: «{cause}»",
        "rett innrykk, kolon eller anførselstegn",
    ),
    "alias": Words(
        "anchors (&) and aliases (*) are not allowed here",
        "write the value out; quote a text that begins with such a sign",
        "ankere (&) og referanser (*) er ikke tillatt her",
        "skriv verdien helt ut; sett anførselstegn om tekst som begynner med et slikt tegn",
    ),
    "tag": Words(
        "the tag {tag} is not allowed here", "leave it out", "merket {tag} er ikke tillatt her", "ta det bort"
    ),
    "documents": Words(
        "a second document begins here",
        "keep one product a file, without ---",
        "her begynner et dokument til",
        "ha ett produkt per fil, uten ---",
    ),
    "deep": Words(
        "this is nested more than {levels} deep",
        "write it as the reference shows",
        "dette er nøstet mer enn {levels} nivåer",
        "skriv det slik referansen viser",
    ),
    "odd_key": Words(
        "a name before a colon should be one text here",
        "write it as name: value",
        "navnet før kolon skal være én tekst her",
        "skriv det som navn: verdi",
    ),
    "key_twice": Words("“{name}” is there twice", "keep one of them", "«{name}» står to ganger", "behold den ene"),
    "no_fields": Words(
        "there should be names and values here",
        "write them as name: value",
        "her skal det stå navn og verdier",
        "skriv dem som navn: verdi",
    ),
    "no_list": Words(
        "there should be a list here",
        "begin each entry with a dash, or write [a, b]",
        "her skal det stå en liste",
        "begynn hver linje med en strek, eller skriv [a, b]",
    ),
    "no_value": Words(
        "there should be one value here",
        "write it after the colon",
        "her skal det stå én verdi",
        "skriv den etter kolon",
    ),
    "unknown_key": Words("“{name}” is unknown", "{near}", "«{name}» er ukjent", "{near}"),
    "cut_by_comma": Words(
        "within {{ }} a comma ends the value, here after “{text}”",
        "put quotes round the whole expression",
        "inni {{ }} slutter verdien ved komma, her etter «{text}»",
        "sett anførselstegn om hele uttrykket",
    ),
    "missing_key": Words("“{name}” is missing", "add {name}: …", "«{name}» mangler", "skriv {name}: …"),
    "too_many": Words(
        "there are {count} {what}",
        "keep at most {most}",
        "her er det {count} ({what})",
        "ha høyst {most}",
    ),
    "product_twice": Words(
        "the product “{name}” is also in {file}",
        "keep one of the two or rename one",
        "produktet «{name}» står også i {file}",
        "behold det ene eller gi det ene et nytt navn",
    ),
    "not_the_owners": Words(
        "the product “{name}” does not begin with its owner “{owner}”",
        "write {owner}/NAME",
        "produktet «{name}» begynner ikke med eieren «{owner}»",
        "skriv {owner}/NAVN",
    ),
    "part_of_itself": Words(
        "the product is a part of itself: {names}",
        "take one of the parts out",
        "produktet er en del av seg selv: {names}",
        "ta ut en av delene",
    ),
}

NAMES = {
    "odd_name": Words(
        "“{name}” cannot be a name here",
        "begin with a letter and use letters, digits, _ and -, at most 60",
        "«{name}» kan ikke være et navn her",
        "begynn med en bokstav og bruk bokstaver, sifre, _ og -, høyst 60",
    ),
    "reserved_name": Words(
        "“{name}” is a word of the language of rules",
        "choose another name",
        "«{name}» er et ord i regelspråket",
        "velg et annet navn",
    ),
    "odd_option_name": Words(
        "“{name}” cannot be the name of an option",
        "use letters, digits and - _ . / + ×, at most 60; what customers read goes into nb and en",
        "«{name}» kan ikke være navnet på et valg",
        "bruk bokstaver, sifre og - _ . / + ×, høyst 60; det kunden leser, står i nb og en",
    ),
    "name_twice": Words(
        "“{name}” already names something else in this product",
        "choose another name",
        "«{name}» er allerede navnet på noe annet i dette produktet",
        "velg et annet navn",
    ),
    "no_texts": Words(
        "there is no text for people here",
        "write {{nb: …, en: …}}",
        "her er det ingen tekst til mennesker",
        "skriv {{nb: …, en: …}}",
    ),
    "validity_ends": Words(
        "the validity ends on {last}, before it begins on {first}",
        "write the first day under from",
        "gyldigheten slutter {last}, før den begynner {first}",
        "skriv første dag under from",
    ),
    "no_yes_or_no": Words(
        "there should be true or false here",
        "write true or false",
        "her skal det stå true eller false",
        "skriv true eller false",
    ),
    "unknown_in_braces": Words(
        "“{name}” in braces is nothing that has a value",
        "{near}",
        "«{name}» i klammer er ikke noe som har en verdi",
        "{near}",
    ),
    "open_brace": Words(
        "the braces in “{text}” do not match",
        "write {{name}} round each name",
        "klammene i «{text}» går ikke opp",
        "skriv {{navn}} rundt hvert navn",
    ),
}

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

TABLES = {
    "file_elsewhere": Words(
        "“{name}” is not a file beside the product",
        "write the name of a file in the same folder",
        "«{name}» er ikke en fil ved siden av produktet",
        "skriv navnet på en fil i samme mappe",
    ),
    "no_table_file": Words(
        "there is no file “{name}” beside the product",
        "add it or correct the name",
        "det finnes ingen fil «{name}» ved siden av produktet",
        "legg den til eller rett navnet",
    ),
    "odd_file": Words(
        "“{name}” is neither CSV nor a workbook",
        "save it as .csv or .xlsx",
        "«{name}» er verken CSV eller en arbeidsbok",
        "lagre den som .csv eller .xlsx",
    ),
    "sheet_of_csv": Words("a CSV file has no sheets", "leave sheet out", "en CSV-fil har ingen ark", "ta bort sheet"),
    "which_sheet": Words(
        "the workbook has several sheets: {names}",
        "add sheet: …",
        "arbeidsboken har flere ark: {names}",
        "legg til sheet: …",
    ),
    "no_sheet": Words(
        "the workbook has no sheet “{sheet}”",
        "use one of: {names}",
        "arbeidsboken har ikke noe ark «{sheet}»",
        "bruk et av: {names}",
    ),
    "no_workbook": Words(
        "this is not a workbook", "save it as .xlsx", "dette er ikke en arbeidsbok", "lagre den som .xlsx"
    ),
    "damaged_workbook": Words(
        "the workbook is damaged",
        "open it in a spreadsheet and save it anew as .xlsx",
        "arbeidsboken er skadet",
        "åpne den i et regneark og lagre den på nytt som .xlsx",
    ),
    "large_workbook": Words(
        "the workbook unpacks to more than {megabytes} MB",
        "take out what is not needed",
        "arbeidsboken pakkes ut til mer enn {megabytes} MB",
        "ta ut det som ikke trengs",
    ),
    "chart": Words(
        "this is a chart, not a sheet of cells",
        "give the table a sheet of cells",
        "dette er et diagram, ikke et ark med celler",
        "gi tabellen et ark med celler",
    ),
    "empty_table": Words(
        "the table has no rows", "add a header and rows", "tabellen har ingen rader", "legg til overskrifter og rader"
    ),
    "many_rows": Words(
        "the table has more than {most} rows",
        "take out what is not needed",
        "tabellen har mer enn {most} rader",
        "ta ut det som ikke trengs",
    ),
    "many_columns": Words(
        "the row has more than {most} cells",
        "take out what is not needed",
        "raden har mer enn {most} celler",
        "ta ut det som ikke trengs",
    ),
    "no_header": Words("the table has no column “{name}”", "{near}", "tabellen har ingen kolonne «{name}»", "{near}"),
    "header_twice": Words(
        "the table has the column “{name}” twice",
        "rename one of them",
        "tabellen har kolonnen «{name}» to ganger",
        "gi den ene et annet navn",
    ),
    "columns_of_no_lookup": Words(
        "only a look-up table has columns of values",
        "add kind: lookup, or leave columns out",
        "bare en oppslagstabell har kolonner med verdier",
        "legg til kind: lookup, eller ta bort columns",
    ),
    "row_twice": Words(
        "the row has the same keys as row {row}",
        "keep one of the two",
        "raden har samme nøkler som rad {row}",
        "behold den ene",
    ),
    "label_in_table": Words(
        "“{name}” is what customers read, not the option's name",
        "write {option}",
        "«{name}» er det kunden leser, ikke navnet på valget",
        "skriv {option}",
    ),
    "empty_cell": Words("the cell is empty", "fill it in", "cellen er tom", "fyll den ut"),
    "decimal_comma": Words(
        "“{text}” has a comma", "write decimals after a point", "«{text}» har et komma", "skriv desimaler etter punktum"
    ),
    "no_number": Words(
        "“{text}” is not a number",
        "write for example 12, 0.35 or 4min",
        "«{text}» er ikke et tall",
        "skriv for eksempel 12, 0.35 eller 4min",
    ),
    "table_unused": Words(
        "no rule names the table “{name}”, so it would hold nothing back",
        "add a rule with table: {name}, or take the table out",
        "ingen regel nevner tabellen «{name}», så den ville ikke hindre noe",
        "legg til en regel med table: {name}, eller ta ut tabellen",
    ),
    "lookup_as_rule": Words(
        "the table “{name}” is for looking up numbers, not a rule",
        "name a table of kind allowed or forbidden",
        "tabellen «{name}» er til å slå opp tall i, ikke en regel",
        "oppgi en tabell av slaget allowed eller forbidden",
    ),
}

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

MESSAGES: dict[str, Words] = {**FILES, **NAMES, **VARIABLES, **TABLES, **SYNTAX, **TYPES, **STATEMENTS}
"""The texts of every problem of a product's files, by its code."""
