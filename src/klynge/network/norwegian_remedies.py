# SPDX-License-Identifier: Apache-2.0
"""How to mend what is wrong with a cluster's files, in Norwegian bokmål by the English text."""

from __future__ import annotations

FILES = {
    "did you mean “{name}”?": "mente du «{name}»?",
    "there is none yet: add it, or leave this out": "det finnes ingen ennå: legg den til, eller la dette stå tomt",
    "use one of: {names}": "bruk en av: {names}",
    "use one of: {names}, …": "bruk en av: {names}, …",
    "name one that is there": "oppgi en som finnes",
    "name a folder": "oppgi en mappe",
    "name a folder with a cluster.yaml in it": "oppgi en mappe med cluster.yaml i",
    "add it; the columns are in the reference of the cluster folder": (
        "legg den til; kolonnene står i referansen for klyngens mappe"
    ),
    "add it; the reference of the cluster folder shows an example": (
        "legg den til; referansen for klyngens mappe viser et eksempel"
    ),
    "add it": "legg den til",
    "add {key}: …": "legg til {key}: …",
    "keep one of them": "behold en av dem",
    "read it with klynge.read": "les den med klynge.read",
    "take this row away, or change the product": "ta bort denne raden, eller endre produktet",
    "write the name of a .yaml or .csv file": "skriv navnet på en .yaml- eller .csv-fil",
    "keep one of the two or rename one": "behold en av de to, eller gi den ene et nytt navn",
    "fill it in": "fyll den ut",
    "shorten it": "forkort den",
    "shorten it to at most {most}": "forkort til høyst {most} tegn",
    "shorten it to at most 100": "forkort til høyst 100 tegn",
    "shorten it to at most 1000": "forkort til høyst 1000 tegn",
    "put its value instead": "sett inn verdien i stedet",
    "take out what does not belong here": "ta ut det som ikke hører hjemme her",
    "take out what is not needed": "ta ut det som ikke trengs",
    "split the cluster or take out what is not needed": "del klyngen, eller ta ut det som ikke trengs",
    "save it as UTF-8": "lagre den som UTF-8",
    "save it as CSV UTF-8": "lagre den som CSV UTF-8",
    "save it as CSV UTF-8 without such characters": "lagre den som CSV UTF-8 uten slike tegn",
    'write a quote inside a quoted cell twice: ""': 'skriv anførselstegn inne i en slik celle to ganger: ""',
    "quote cells that contain the separator": "sett anførselstegn rundt celler som inneholder skilletegnet",
    "begin with the columns {columns}": "begynn med kolonnene {columns}",
    "mend the indents, colons or quotes": "rett innrykk, kolon eller anførselstegn",
    "write it anew after the reference's example": "skriv den på nytt etter eksempelet i referansen",
    "write it after the reference's example": "skriv den etter eksempelet i referansen",
    "write them as name: value": "skriv dem som navn: verdi",
    "begin each entry with a dash, or write [a, b]": "begynn hvert punkt med en strek, eller skriv [a, b]",
    "write it after the colon": "skriv den etter kolonet",
    # workbooks
    "name a new one, or use --replace": "oppgi en ny, eller bruk --replace",
    "name a cluster folder or a new one": "oppgi mappen til en klynge, eller en ny",
    "name an .xlsx file": "oppgi en .xlsx-fil",
    "save it as .xlsx": "lagre den som .xlsx",
    "open it in a spreadsheet and save it anew as .xlsx": "åpne den i et regneark og lagre den på nytt som .xlsx",
    "add it; export a folder to see its form": "legg det til; eksporter en mappe for å se formen",
    "give the table a sheet of cells": "gi tabellen et ark med celler",
    "copy the cell and paste its value only": "kopier cellen og lim inn bare verdien",
    "write the value that is meant": "skriv verdien som er ment",
    "write in this order: {columns}": "skriv i denne rekkefølgen: {columns}",
    "name the calendar on every row": "oppgi kalenderen i hver rad",
    "give the first day too, or leave it empty": "oppgi første dag også, eller la den stå tom",
    "write them on the calendar's own row": "skriv dem i kalenderens egen rad",
    "write for example mon-fri 07:00-15:00": "skriv for eksempel mon-fri 07:00-15:00",
}

VALUES = {
    "write it on one line": "skriv det på én linje",
    "use letters, digits, - _ . / and begin with a letter or digit": (
        "bruk bokstaver, sifre, - _ . / og begynn med en bokstav eller et siffer"
    ),
    "write digits only, as in 1250": "skriv bare sifre, som i 1250",
    "write digits only, as in 1250.{zeros}5": "skriv bare sifre, som i 1250.{zeros}5",
    "decimals follow a point, thousands are not marked: 1250": (
        "desimaler står etter punktum, tusener merkes ikke: 1250"
    ),
    "decimals follow a point, thousands are not marked: 1250.{zeros}5": (
        "desimaler står etter punktum, tusener merkes ikke: 1250.{zeros}5"
    ),
    "write zero or more": "skriv null eller mer",
    "write 1 or more": "skriv 1 eller mer",
    "write a whole number": "skriv et helt tall",
    "write at most {decimals} decimals": "skriv høyst {decimals} desimaler",
    "write at most {most}": "skriv høyst {most}",
    "write at most 520": "skriv høyst 520",
    "write at most 1000": "skriv høyst 1000",
    "write at most 10 years": "skriv høyst 10 år",
    "a work centre has at most 1000 units": "en arbeidsstasjon har høyst 1000 enheter",
    "write more than 0 and at most 1000000": "skriv mer enn 0 og høyst 1000000",
    "write more than 0 and at most 1.0": "skriv mer enn 0 og høyst 1.0",
    "write “{seconds}” for seconds or “{minutes}” for minutes": (
        "skriv «{seconds}» for sekunder eller «{minutes}» for minutter"
    ),
    "write for example 90s, 15m, 1h30m, 3d or 2w": "skriv for eksempel 90s, 15m, 1h30m, 3d eller 2w",
    "write each unit once, the largest first: 1h30m": "skriv hver enhet én gang, den største først: 1h30m",
    "write whole milliseconds or more": "skriv hele millisekunder eller mer",
    "write whole seconds here, as in 90s": "skriv hele sekunder her, som i 90s",
    "write for example 120 or 7.5": "skriv for eksempel 120 eller 7.5",
    "write year-month-day, as in 2026-03-02": "skriv år-måned-dag, som i 2026-03-02",
    "write a day and a time, as in 2026-03-02T14:00": "skriv en dag og et klokkeslett, som i 2026-03-02T14:00",
    "write a year from 1990 to 2190": "skriv et år fra 1990 til 2190",
    "write hours and minutes, as in 07:00": "skriv timer og minutter, som i 07:00",
    "write the day of the week and the time, as in mon 16:00": "skriv ukedagen og klokkeslettet, som i mon 16:00",
    "write the first day first": "skriv den første dagen først",
    "write name:amount, as in operator:0.5|crane": "skriv navn:mengde, som i operator:0.5|crane",
    "write nine digits": "skriv ni sifre",
    "look it up in Brønnøysund's register": "slå det opp i Brønnøysundregistrene",
    "write adds: true": "skriv adds: true",
}

CALENDARS = {
    "leave it out, or write a day before the start": "la den være, eller skriv en dag før start",
    "leave shifts out for a calendar that is always open": "utelat shifts for en kalender som alltid er åpen",
    "make them one, or change their times": "gjør dem til ett, eller endre tidene",
    'write {from: "07:00", to: "15:00"}': 'skriv {from: "07:00", to: "15:00"}',
    "write 00:00 on the next day": "skriv 00:00 dagen etter",
    'write "00:00" to "24:00" for the whole day': 'skriv "00:00" til "24:00" for hele døgnet',
    "leave days out for all days": "utelat days for alle dager",
    "write {first: 2026-07-06, last: 2026-07-24}": "skriv {first: 2026-07-06, last: 2026-07-24}",
    "give the shifts that come on top": "oppgi skiftene som kommer i tillegg",
    "correct its shifts and exceptions": "rett skiftene og unntakene",
}

PLACES = {
    "rename the site or the region": "gi stedet eller regionen et annet navn",
    "give capacity and measure, as in 400 and kg": "oppgi capacity og measure, for eksempel 400 og kg",
    "leave it empty, or make it batch": "la den stå tom, eller gjør typen til batch",
    "leave it empty, or make the kind machine": "la den stå tom, eller gjør typen til machine",
    "leave it empty: external work is not limited": "la den stå tom: eksternt arbeid har ingen grense",
    "leave it empty, or name another work centre": "la den stå tom, eller oppgi en annen arbeidsstasjon",
    "leave it empty, or name a batch work centre": "la den stå tom, eller oppgi en arbeidsstasjon av typen batch",
    "say how many kW the work centre draws": "oppgi hvor mange kW arbeidsstasjonen trekker",
    "name a pool of kind power": "oppgi en pool av typen power",
    "name the setup_matrix, or leave states empty": "oppgi setup_matrix, eller la states stå tom",
    "give one for all units, or one each": "oppgi én for alle enhetene, eller én til hver",
    "name another site or a region": "oppgi et annet sted eller en region",
    "name the member who may use the work centre": "oppgi medlemmet som får bruke arbeidsstasjonen",
    "write a later valid_to": "skriv en senere valid_to",
    "name the giver's own work centre": "oppgi en arbeidsstasjon som giver selv har",
    "name each skill once": "oppgi hver ferdighet én gang",
    "rename the pool, so that a need can tell them apart": "gi poolen et annet navn, så et behov kan skille dem",
    "need less, or add to the pool": "reduser behovet, eller øk poolen",
    "correct the power of {work_centre}, or add to the pool": "rett effekten til {work_centre}, eller øk poolen",
    "add a lane to lanes.csv": "legg til en transport i lanes.csv",
    "add a lane to lanes.csv, or a work centre at a common site": (
        "legg til en transport i lanes.csv, eller en arbeidsstasjon på et felles sted"
    ),
    "give both a work centre at one common site": "gi begge en arbeidsstasjon på ett felles sted",
    "give each step an own work centre at one common site": "gi hvert steg en egen arbeidsstasjon på ett felles sted",
    "change same_site or the work centres": "endre same_site eller arbeidsstasjonene",
}

WORK = {
    "say how many units one lot is": "oppgi hvor mange enheter ett parti er",
    "leave it empty, or make the source lot": "la den stå tom, eller gjør kilden til lot",
    "leave it empty, or make the source buy": "la den stå tom, eller gjør kilden til buy",
    "write a later day": "skriv en senere dag",
    "make its source lot, buy or stock": "gjør kilden til lot, buy eller stock",
    "give its steps in routings.csv": "oppgi stegene i routings.csv",
    "give its steps in routings.csv, or make its source buy or stock": (
        "oppgi stegene i routings.csv, eller gjør kilden til buy eller stock"
    ),
    "make its source make or lot, or leave its routing out": "gjør kilden til make eller lot, eller utelat stegene",
    "make common parts in lots": "lag felles deler i partier",
    "make the lot smaller, or name another work centre": "gjør partiet mindre, eller oppgi en annen arbeidsstasjon",
    "take one of these rows away": "fjern en av disse radene",
    "take one of these links away": "fjern en av disse koblingene",
    "write - alone for no step before": "skriv bare - når ingen steg kommer før",
    "name another step": "oppgi et annet steg",
    "a lot may use items of source buy or stock only": "et parti kan bare bruke varer med kilde buy eller stock",
    "make max_lag at least min_lag": "gjør max_lag minst like stor som min_lag",
    "leave it empty here; the first row (row {row}) counts": "la den stå tom her; den første raden (rad {row}) gjelder",
    "leave max_lots empty": "la max_lots stå tom",
    "give fixed or per_unit, or both": "oppgi fixed eller per_unit, eller begge",
    "give load_per_unit in {measure}": "oppgi load_per_unit i {measure}",
    "correct the load or the capacity, or name another work centre": (
        "rett lasten eller kapasiteten, eller oppgi en annen arbeidsstasjon"
    ),
    "leave the agreement empty": "la avtalen stå tom",
    "write {agreement}": "skriv {agreement}",
    "add one to agreements.csv, or name an own work centre": (
        "legg til en i agreements.csv, eller oppgi en egen arbeidsstasjon"
    ),
    "add one that fits to agreements.csv": "legg til en som passer, i agreements.csv",
    "let it pause (resumable), or correct the times or the calendar": (
        "la den ta pause (resumable), eller rett tidene eller kalenderen"
    ),
    # orders and progress
    "write a later due day, or an earlier released": "skriv en senere due, eller en tidligere released",
    "write a day after that, or leave it empty": "skriv en dag etter det, eller la den stå tom",
    "write a later promised day": "skriv en senere lovet dag",
    "leave it empty, or write held or committed as status": (
        "la den stå tom, eller skriv held eller committed som status"
    ),
    "write it here, or make the status new": "skriv den her, eller gjør statusen til new",
    "name an item of {member}, or make {owner} the member": "oppgi en vare fra {member}, eller sett {owner} som medlem",
    "order an item of source make": "bestill en vare med kilde make",
    "correct the quantity, or the times and yields of the routing": (
        "rett antallet, eller tidene og utbyttet i arbeidsgangen"
    ),
    "write a later end": "skriv en senere slutt",
    "write 1 to {count}": "skriv 1 til {count}",
    "correct the end, or write started as state": "rett slutten, eller skriv started som state",
    "correct the start, or write frozen as state": "rett starten, eller skriv frozen som state",
    "correct the end, or give cluster.yaml more weeks": "rett slutten, eller gi cluster.yaml flere uker",
    "all of a step is done at one work centre": "hele steget gjøres på én arbeidsstasjon",
    "correct the quantity": "rett antallet",
    "correct the times or the unit": "rett tidene eller enheten",
}
