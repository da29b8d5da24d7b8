# SPDX-License-Identifier: Apache-2.0
"""What can be wrong with a cluster's files, in Norwegian bokmål by the English text, with places named in braces."""

from __future__ import annotations

FILES = {
    "the path is a file, not a folder": "stien er en fil, ikke en mappe",
    "there is no such folder": "mappen finnes ikke",
    "the file is missing": "filen mangler",
    "the file is empty": "filen er tom",
    "the file is larger than 1 MB": "filen er større enn 1 MB",
    "the file is larger than 512 MB": "filen er større enn 512 MB",
    "the file is not UTF-8; it looks like {encoding}": "filen er ikke UTF-8; den ser ut som {encoding}",
    "the file looks like UTF-16": "filen ser ut som UTF-16",
    "there is a NUL character here": "her er det et NUL-tegn",
    "there is no table “{name}”": "det finnes ingen tabell «{name}»",
    "a cell is longer than 131072 characters": "en celle er lengre enn 131072 tegn",
    "the quotes of a cell do not match": "anførselstegnene i en celle går ikke opp",
    "the column “{name}” is unknown": "kolonnen «{name}» er ukjent",
    "the column “{name}” is there twice": "kolonnen «{name}» står to ganger",
    "the column “{name}” is missing": "kolonnen «{name}» mangler",
    "the cell is empty": "cellen er tom",
    "a cell is in no column": "en celle står ikke i noen kolonne",
    "“{cell}” is a formula": "«{cell}» er en formel",
    "the cell is {count} characters long": "cellen er {count} tegn lang",
    "{keys} is already in row {row}": "{keys} står allerede i rad {row}",
    "the folder has configured items, and what makes rows of them was not given": (
        "mappen har konfigurerte varer, og det som lager rader av dem, er ikke oppgitt"
    ),
    "“{item}” is configured, and its work follows from its product": (
        "«{item}» er konfigurert, og arbeidet følger av produktet"
    ),
    "“{name}” is no name of a product's file": "«{name}» er ikke navnet på en produktfil",
    "“{name}” is not in {places}": "«{name}» finnes ikke i {places}",
    # YAML
    "this is not YAML: “{cause}”": "dette er ikke YAML: «{cause}»",
    "this is not YAML": "dette er ikke YAML",
    "there should be names and values here": "her skal det stå navn og verdier",
    "there should be a list here": "her skal det stå en liste",
    "there should be one value here": "her skal det stå én verdi",
    "“{name}” is unknown": "«{name}» er ukjent",
    "“{name}” is there twice": "«{name}» står to ganger",
    "“{name}” is missing": "«{name}» mangler",
    # workbooks
    "the folder is there already": "mappen finnes fra før",
    "the folder is not a cluster folder: it has no cluster.yaml": (
        "mappen er ikke mappen til en klynge: den har ingen cluster.yaml"
    ),
    "there is no such workbook": "arbeidsboken finnes ikke",
    "this is not a workbook": "dette er ikke en arbeidsbok",
    "the workbook is damaged": "arbeidsboken er skadet",
    "the workbook unpacks to more than {megabytes} MB": "arbeidsboken er på over {megabytes} MB når den pakkes ut",
    "the sheet is missing": "arket mangler",
    "the sheet is unknown": "arket er ukjent",
    "this is a chart, not a sheet of cells": "dette er et diagram, ikke et ark med celler",
    "the columns are not as they should be": "kolonnene er ikke som de skal være",
    "“{text}” is an error of the spreadsheet": "«{text}» er en feil fra regnearket",
    "“{text}” belongs to an exception": "«{text}» hører til et unntak",
    "an exception has no holidays": "et unntak har ingen helligdager",
    "“{text}” is not a shift": "«{text}» er ikke et skift",
}

VALUES = {
    "the text is {count} characters long": "teksten er {count} tegn lang",
    "“{cell}” has a line break or another control character in it": (
        "«{cell}» har linjeskift eller et annet kontrolltegn i seg"
    ),
    "“{cell}” is not an identifier": "«{cell}» er ikke en gyldig kode",
    "the identifier is {count} characters long": "koden er {count} tegn lang",
    "“{cell}” is not one of the words used here": "«{cell}» er ikke et av ordene som brukes her",
    "“{cell}” is not a number": "«{cell}» er ikke et tall",
    "this is not a number": "dette er ikke et tall",
    "“{cell}” is negative": "«{cell}» er negativt",
    "“{cell}” has too many decimals": "«{cell}» har for mange desimaler",
    "“{cell}” is too large": "«{cell}» er for stort",
    "“{cell}” is too small": "«{cell}» er for lite",
    "“{cell}” is out of range": "«{cell}» er utenfor det tillatte",
    "“{cell}” is not a part of the whole": "«{cell}» er ikke en del av det hele",
    "“{cell}” is a negative time": "«{cell}» er en negativ tid",
    "“{cell}” has no unit of time": "«{cell}» mangler tidsenhet",
    "“{cell}” is not a duration": "«{cell}» er ikke en varighet",
    "“{cell}” is too long a time": "«{cell}» er for lang tid",
    "“{cell}” mixes up its units": "«{cell}» har enhetene i uorden",
    "“{cell}” is too finely divided": "«{cell}» er for fint oppdelt",
    "“{cell}” is not a whole number of seconds": "«{cell}» er ikke et helt antall sekunder",
    "“{cell}” h is not a whole number of seconds": "«{cell}» timer er ikke et helt antall sekunder",
    "“{cell}” is not a day": "«{cell}» er ikke en dag",
    "“{cell}” is not a day of any calendar": "«{cell}» er en dag som ikke finnes",
    "“{cell}” is not a moment": "«{cell}» er ikke et tidspunkt",
    "the year {year} cannot be meant": "året {year} kan ikke være ment",
    "“{cell}” is not a time of day": "«{cell}» er ikke et klokkeslett",
    "“{word}” is not a day of the week": "«{word}» er ikke en ukedag",
    "“{cell}” is not a departure": "«{cell}» er ikke en avgang",
    "the absence “{cell}” ends before it begins": "fraværet «{cell}» slutter før det begynner",
    "a need has no name": "et behov mangler navn",
    "“{cell}” is not a need": "«{cell}» er ikke et behov",
    "“{cell}” is not a time zone": "«{cell}» er ikke en tidssone",
    "“{cell}” is not an organisation number": "«{cell}» er ikke et organisasjonsnummer",
    "“{cell}” fails the check digit of organisation numbers": (
        "kontrollsifferet i organisasjonsnummeret «{cell}» stemmer ikke"
    ),
    "“{text}” per cent are too many": "«{text}» prosent er for mye",
    "“{text}” weeks are too many": "«{text}» uker er for mange",
    "“{text}” is not a country whose holidays are known": "«{text}» er ikke et land med kjente helligdager",
    "“{text}” is neither true nor false": "«{text}» er verken true eller false",
}

CALENDARS = {
    "the epoch is after the start": "epoch er etter start",
    "there are no shifts here": "her er det ingen skift",
    "the shifts {first} and {second} overlap": "skiftene {first} og {second} overlapper",
    "the shift has no “{key}”": "skiftet mangler «{key}»",
    "a shift cannot begin at 24:00": "et skift kan ikke begynne klokken 24:00",
    "the shift has no length": "skiftet har ingen lengde",
    "there are no days here": "her er det ingen dager",
    "the exception has no “first” day": "unntaket mangler første dag, «first»",
    "the exception ends before it begins": "unntaket slutter før det begynner",
    "the exception adds nothing": "unntaket legger ikke til noe",
    "the calendar is never open from the start to the end of planning": (
        "kalenderen er aldri åpen i perioden som planlegges"
    ),
}

PLACES = {
    "“{site}” is a region too": "«{site}» er også en region",
    "a batch work centre needs its {column}": "en arbeidsstasjon av typen batch må ha {column}",
    "a work centre of kind {kind} has no capacity": "en arbeidsstasjon av typen {kind} har ingen kapasitet",
    "external work has no set-ups and uses no pools": "eksternt arbeid har ingen omstillinger og bruker ingen pooler",
    "external work has no units": "eksternt arbeid har ingen enheter",
    "external work uses no pools": "eksternt arbeid bruker ingen pooler",
    "there is a power pool but no power": "her er det en effektpool, men ingen effekt",
    "“{pool}” is a pool of kind {kind}": "«{pool}» er en pool av typen {kind}",
    "“{pool}” is at site {site}": "«{pool}» er på stedet {site}",
    "there are states but no set-up matrix": "her er det tilstander, men ingen omstillingsmatrise",
    "the family each unit is set up for is missing": "familien hver enhet er stilt inn for, mangler",
    "there are {count} states for {units} units": "her er det {count} tilstander for {units} enheter",
    "the family “{family}” is not in the matrix {matrix}": "familien «{family}» finnes ikke i matrisen {matrix}",
    "the lane ends where it begins": "transporten ender der den begynner",
    "giver and taker are the same member": "giver og taker er samme medlem",
    "the agreement ends before it begins": "avtalen slutter før den begynner",
    "the work centre {work_centre} belongs to {member}, not to {giver}": (
        "arbeidsstasjonen {work_centre} tilhører {member}, ikke {giver}"
    ),
    # people and pools
    "a skill is there twice": "en ferdighet står to ganger",
    "“{pool}” is a skill of people at {site} too": "«{pool}» er også en ferdighet hos folk på {site}",
    "the pool “{pool}” is at site {site}, the work centre at {other}": (
        "poolen «{pool}» er på stedet {site}, arbeidsstasjonen på {other}"
    ),
    "nobody at {site} has the skill “{name}”, and no pool there has that name": (
        "ingen på {site} har ferdigheten «{name}», og ingen pool der heter det"
    ),
    "{amount} are needed at once, {pools} never has more than {most}": (
        "{amount} trengs samtidig, {pools} har aldri mer enn {most}"
    ),
    "{work_centre} draws {power} kW, {pools} never has more than {most}": (
        "{work_centre} trekker {power} kW, {pools} har aldri mer enn {most}"
    ),
    # transport
    "no site of {member} can do every step of a lot of “{item}”": (
        "{member} har ikke noe sted som kan gjøre alle stegene for et parti av «{item}»"
    ),
    "lots of {item} are made at {sites}, {step} is done at {other}": (
        "partier av {item} lages på {sites}, {step} gjøres på {other}"
    ),
    "no lane leads from {origins}, where {item} is made ({step}), to {sites}": (
        "ingen transport går fra {origins}, der {item} lages ({step}), til {sites}"
    ),
    "no lane leads from {places}, where {item} is finished ({step}), to {region}": (
        "ingen transport går fra {places}, der {item} blir ferdig ({step}), til {region}"
    ),
    "no lane leads from {origins} ({before}) to {sites} ({after})": (
        "ingen transport går fra {origins} ({before}) til {sites} ({after})"
    ),
    "the steps {steps} should share a site, but no site can do them all": (
        "stegene {steps} skal gjøres på samme sted, men ikke noe sted kan gjøre alle"
    ),
}
