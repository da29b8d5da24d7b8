# SPDX-License-Identifier: Apache-2.0
"""What can be wrong with a file as a whole, and with names in it."""

from __future__ import annotations

from .words import Words

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
