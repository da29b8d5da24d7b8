# SPDX-License-Identifier: Apache-2.0
"""What the command says, in English where it is said and in Norwegian bokmål here, by the English text."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from klynge.words_of_instances import INSTANCES

Language = Literal["nb", "en"]

NORWEGIAN = INSTANCES | {
    # help
    "Customer-adapted production in a cluster of independent manufacturers: plan, promise, explain.": (
        "Kundetilpasset produksjon i en klynge av selvstendige produsenter: planlegg, lov, forklar."
    ),
    "Plan all orders of a cluster on its finite capacity.": (
        "Planlegg alle ordrene i en klynge på den kapasiteten som finnes."
    ),
    "When can a customer have it? Answered in the capacity that the plan leaves free; nothing is reserved.": (
        "Når kan en kunde få det? Svar ut fra den kapasiteten planen har ledig; ingenting reserveres."
    ),
    "Why is this order when it is? The binding reasons, from the delivery back to the start.": (
        "Hvorfor kommer ordren når den gjør? De bindende årsakene, fra leveringen tilbake til starten."
    ),
    "Check a plan file against every rule of the planning model.": (
        "Kontroller en planfil mot alle reglene i planleggingsmodellen."
    ),
    "Compile the planning kernels now, so that the next command starts at once.": (
        "Kompiler planleggingskjernene nå, så neste kommando starter med en gang."
    ),
    "Run the whole server on this machine: database, planner, web pages, live updates. Data is kept in KLYNGE_DATA.": (
        "Kjør hele tjeneren på denne maskinen: database, planlegger, nettsider, direkteoppdatering. Data ligger i "
        "KLYNGE_DATA."
    ),
    "Where web pages and the API answer; live updates one above.": (
        "Hvor nettsider og API svarer; direkteoppdatering på neste port."
    ),
    "Load the example clusters first, with a user for each role.": (
        "Last inn eksempelklyngene først, med en bruker for hver rolle."
    ),
    "Load this cluster's folder first, once; as often as needed.": (
        "Last inn mappen til denne klyngen først, én gang; så mange som trengs."
    ),
    "Print the version.": "Vis versjonen.",
    "The cluster's folder.": "Mappen med klyngen.",
    "Write the plan to this file (plan.json).": "Skriv planen til denne filen (plan.json).",
    "Write a page to look at (board.html).": "Skriv en side å se på (board.html).",
    "The order in which jobs are placed; best tries several.": ("Rekkefølgen jobbene plasseres i; best prøver flere."),
    "Answer as JSON, for machines.": "Svar som JSON, for maskiner.",
    "Language of the texts: nb or en (default: from LANG).": "Språk i tekstene: nb eller en (ellers fra LANG).",
    "The item to make.": "Varen som skal lages.",
    "How much of it.": "Hvor mye av den.",
    "Where the customer is: a region that a lane leads to.": "Hvor kunden er: en region som en transport går til.",
    "The wanted day, such as 2026-03-20 (counts to its end).": "Ønsket dag, for eksempel 2026-03-20 (ut dagen).",
    "The day from which work may begin (default: where planning begins).": (
        "Dagen arbeidet kan begynne (ellers: der planleggingen begynner)."
    ),
    "The order to explain.": "Ordren som skal forklares.",
    "The plan file to use (default: plan the folder now).": "Planfilen som brukes (ellers: planlegg mappen nå).",
    "The plan file.": "Planfilen.",
    "klynge verify names every rule that a plan file breaks.": "klynge verify nevner hver regel som en planfil bryter.",
    "Replan after something happened: what can be kept is kept, what cannot is named with its new day.": (
        "Planlegg på nytt etter at noe hendte: det som kan holdes, holdes, og resten nevnes med ny dag."
    ),
    "What differs between two plans: orders, promises, portions.": (
        "Hva som er forskjellig mellom to planer: ordrer, løfter, deler."
    ),
    "A file with what happened (JSON or YAML), as often as needed.": (
        "En fil med det som hendte (JSON eller YAML), så mange som trengs."
    ),
    "The moment of replanning: nothing new starts before it (default: the start).": (
        "Tidspunktet for omplanleggingen: ikke noe nytt starter før det (ellers: starten)."
    ),
    "What starts before this day stays where it is, if it can.": (
        "Det som starter før denne dagen, blir der det er, om det kan."
    ),
    "Improve the new plan for so many seconds.": "Forbedre den nye planen i så mange sekunder.",
    "Improve it by so many changes instead: the same plan each time.": (
        "Forbedre den med så mange endringer i stedet: samme plan hver gang."
    ),
    "The plan before.": "Planen før.",
    "The plan after.": "Planen etter.",
    "Replanning": "Planlegger på nytt",
    # searching
    "Stop after so long.": "Stopp etter så lang tid.",
    "Stop after so many; the same again on any number of workers.": (
        "Stopp etter så mange; det samme igjen med et hvilket som helst antall tråder."
    ),
    "Threads to search with.": "Tråder å søke med.",
    "Of the random choices.": "For de tilfeldige valgene.",
    "Searching": "Søker",
    "{seconds} s, {iterations} iterations": "{seconds} s, {iterations} runder",
    "Interrupted: this is the best found until then.": "Avbrutt: dette er det beste som var funnet da.",
    # a better plan
    "Search for a better plan, from a plan file or one made now; Ctrl-C keeps the best found.": (
        "Søk etter en bedre plan, fra en planfil eller en som lages nå; Ctrl-C beholder den beste som er funnet."
    ),
    "{seconds} s: {broken} broken promises, {late} h late, {money} kr; Ctrl-C keeps it": (
        "{seconds} s: {broken} brutte løfter, {late} t for sent, {money} kr; Ctrl-C beholder den"
    ),
    "Before": "Før",
    "After": "Etter",
    "Hours late, by weight": "Timer for sent, vektet",
    "Cost, kr": "Kostnad, kr",
    "Every way that no other beats in day, cost and CO2.": "Alle måter som ingen annen slår i dag, kostnad og CO2.",
    "The menu made as late as the wanted day allows.": "Menyen laget så sent som ønsket dag tillater.",
    "The cheapest things that make the wanted day possible.": "Det billigste som gjør den ønskede dagen mulig.",
    "--just-in-time and --make-possible need a day: add --wanted": (
        "--just-in-time og --make-possible trenger en dag: legg til --wanted"
    ),
    # menus
    "{quantity} of {item} in {region}": "{quantity} av {item} i {region}",
    "{quantity} of {item} in {region} by {day}": "{quantity} av {item} i {region} innen {day}",
    "{quantity} of {item} in {region} by {day}: nothing was found that makes it possible.": (
        "{quantity} av {item} i {region} innen {day}: fant ingenting som gjør det mulig."
    ),
    "The earliest without is {day}.": "Tidligst uten er {day}.",
    "Best in": "Best på",
    "More": "Mer",
    "What": "Hva",
    "earliest": "tidligst",
    "cheapest": "billigst",
    "greenest": "grønnest",
    "between": "imellom",
    "overtime: {places}": "overtid: {places}",
    "put off: {moves}": "utsatt: {moves}",
    "{order} from {was} to {arrives}": "{order} fra {was} til {arrives}",
    "{some} by then, {rest} on {day}": "{some} innen da, {rest} den {day}",
    "made at {places}, sent by {lanes}": "laget på {places}, sendt med {lanes}",
    "{places} (by agreement {names})": "{places} (etter avtale {names})",
    # what goes on
    "Reading {path}": "Leser {path}",
    "Planning {orders} orders": "Planlegger {orders} ordrer",
    "Measuring": "Måler",
    "Writing {path}": "Skriver {path}",
    "Finding a day": "Finner en dag",
    "Checking": "Kontrollerer",
    "Compiling the kernels (once, about a minute)": "Kompilerer kjernene (én gang, omtrent et minutt)",
    "The kernels are ready.": "Kjernene er klare.",
    "Written: {path}": "Skrevet: {path}",
    # a plan
    "{name}: {orders} orders, {operations} portions, from {start} to {end}": (
        "{name}: {orders} ordrer, {operations} porsjoner, fra {start} til {end}"
    ),
    "Planned": "Planlagt",
    "On time": "I tide",
    "Promises kept": "Løfter holdt",
    "Lead time (median, 90 %)": "Gjennomløpstid (median, 90 %)",
    "Cost": "Kostnad",
    "CO2": "CO2",
    "{part} of {whole}": "{part} av {whole}",
    "{part} of {whole} ({share})": "{part} av {whole} ({share})",
    "{number} days": "{number} dager",
    "Bottlenecks": "Flaskehalser",
    "Work centre": "Arbeidsstasjon",
    "Site": "Sted",
    "Use": "Bruk",
    "Set-up": "Omstilling",
    "Weeks over 90 %": "Uker over 90 %",
    "Late orders": "Sene ordrer",
    "Late orders (the {shown} worst of {all})": "Sene ordrer (de {shown} verste av {all})",
    "Not planned ({shown} of {all})": "Ikke planlagt ({shown} av {all})",
    "Order": "Ordre",
    "Item": "Vare",
    "Wanted": "Ønsket",
    "Delivered": "Levert",
    "Days late": "Dager for sent",
    "Reason": "Årsak",
    "Stopped at": "Stoppet ved",
    "Synthetic": "Oppdiktet",
    # a promise
    "{quantity} of {item} in {region}: {day}": "{quantity} av {item} i {region}: {day}",
    "Wanted {day}: yes.": "Ønsket {day}: ja.",
    "Wanted {day}: no. The nearest day is {nearest}.": "Ønsket {day}: nei. Nærmeste dag er {nearest}.",
    "{quantity} of {item} in {region}: not within the horizon ({reason}).": (
        "{quantity} av {item} i {region}: ikke innenfor horisonten ({reason})."
    ),
    "Operation": "Operasjon",
    "Quantity": "Antall",
    "Start": "Start",
    "End": "Slutt",
    # scenarios
    "What if? Plan scenarios and compare them with the cluster as it is.": (
        "Hva om? Planlegg scenarioer og sammenlign dem med klyngen slik den er."
    ),
    "Scenario files, or folders of them.": "Scenariofiler, eller mapper med slike.",
    "{path} has no scenario file: name one that ends in .yaml or .json": (
        "{path} har ingen scenariofil: oppgi en som slutter på .yaml eller .json"
    ),
    "How many are planned at a time.": "Hvor mange som planlegges samtidig.",
    "The measure to rank by, such as net_ore or on_time.": "Målet det rangeres etter, som net_ore eller on_time.",
    "{text!r} is no measure: use one of {known}": "{text!r} er ikke noe mål: bruk et av {known}",
    "Planning {count} scenarios": "Planlegger {count} scenarioer",
    "Measure": "Mål",
    "Scenario": "Scenario",
    "As it is": "Som nå",
    "Not planned": "Ikke planlagt",
    "Lateness by weight": "Forsinkelse etter vekt",
    "Lead time (mean)": "Gjennomløpstid (snitt)",
    "Value": "Verdi",
    "  Machines": "  Maskiner",
    "  People": "  Folk",
    "  Power and fixtures": "  Strøm og fiksturer",
    "  Set-ups": "  Omstillinger",
    "  Material from stock": "  Materialer fra lager",
    "  Purchases": "  Innkjøp",
    "  Outside the cluster": "  Utenfor klyngen",
    "  Transport": "  Transport",
    "Investment in this time": "Investering i denne tiden",
    "Value less cost and investment": "Verdi minus kostnad og investering",
    "days": "dager",
    "kr": "kr",
    "kg": "kg",
    "Bottleneck": "Flaskehals",
    "The bottleneck moves from {before} to {after}.": "Flaskehalsen flytter seg fra {before} til {after}.",
    "Late": "Sen",
    "Cost, 1000 kr": "Kostnad, 1000 kr",
    "Net, 1000 kr": "Netto, 1000 kr",
    "CO2, tonnes": "CO2, tonn",
    "Late before, on time now": "Sen før, i tide nå",
    "On time before, late now": "I tide før, sen nå",
    "Not planned before, planned now": "Ikke planlagt før, planlagt nå",
    "Planned before, not planned now": "Planlagt før, ikke planlagt nå",
    "New": "Ny",
    "Gone": "Borte",
    "Earlier": "Tidligere",
    "Later": "Senere",
    "Every order comes as before.": "Hver ordre kommer som før.",
    "{name} could not be planned: {why}": "{name} kunne ikke planlegges: {why}",
    "Stopped; not planned: {names}": "Stoppet; ikke planlagt: {names}",
    # a check
    "{path} keeps every rule: {portions} portions of {orders} orders.": (
        "{path} holder alle reglene: {portions} porsjoner i {orders} ordrer."
    ),
    "{path} breaks {count} rules:": "{path} bryter {count} regler:",
    # repairs
    "The best ways to mend a late order, each planned for real; one can be carried out.": (
        "De beste måtene å få en sen ordre i rute på, hver planlagt på ordentlig; én kan gjennomføres."
    ),
    "The order to mend.": "Ordren som skal i rute.",
    "The day by which it should arrive (default: its promised or due day).": (
        "Dagen den skal være framme (ellers: lovet eller ønsket dag)."
    ),
    "Carry out the repair with this number.": "Gjennomfør forslaget med dette nummeret.",
    "Show the best ways to mend it too.": "Vis også de beste måtene å få den i rute på.",
    "Finding repairs": "Finner utveier",
    "--out writes a plan that is mended: add --choose": "--out skriver en plan i rute: legg til --choose",
    "there are {count} repairs: choose one of them": "det er {count} forslag: velg ett av dem",
    "The plan holds once the folder has what repair {number} changes.": (
        "Planen gjelder når mappen har fått endringene i forslag {number}."
    ),
    "{order}: nothing to mend, or no repair helps.": "{order}: ingenting å rette, eller ingenting hjelper.",
    # errors
    "the cluster has no item {name!r} that is made": "klyngen har ingen vare {name!r} som lages",
    "the cluster has no lane to a region {name!r}": "klyngen har ingen transport til en region {name!r}",
    "the cluster has no product {name!r}": "klyngen har ikke noe produkt {name!r}",
    "the cluster has no order {name!r}": "klyngen har ingen ordre {name!r}",
    "; did you mean {near}?": "; mente du {near}?",
    "; it has: {known}": "; den har: {known}",
    "{text!r} is no day: write 2026-03-20 or 2026-03-20T14:00": (
        "{text!r} er ingen dag: skriv 2026-03-20 eller 2026-03-20T14:00"
    ),
    "{text!r} is no rule: use one of {rules}": "{text!r} er ingen regel: bruk en av {rules}",
    "{text!r} is no language: use nb or en": "{text!r} er ikke et språk her: bruk nb eller en",
    "the quantity must be 1 or more": "antallet må være 1 eller mer",
    "cannot use {path}: {reason}": "kan ikke bruke {path}: {reason}",
    "Interrupted; nothing is half written.": "Avbrutt; ingenting er halvskrevet.",
    "Klynge stopped on an error of its own: {error}": "Klynge stoppet på en egen feil: {error}",
    "Run it again with KLYNGE_DEBUG=1 and report what it shows, with the folder if you may share it.": (
        "Kjør igjen med KLYNGE_DEBUG=1 og meld fra om det som vises, med mappen hvis du kan dele den."
    ),
}

WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "nb": ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
}


def say(language: str, english: str, **facts: object) -> str:
    """The text in the language, with its facts filled in."""
    text = NORWEGIAN.get(english, english) if language == "nb" else english
    return text.format(**facts) if facts else text


def language_of(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Language:
    """What `--language` says, else KLYNGE_LANGUAGE or the locale: "nb" for any Norwegian, otherwise "en"."""
    wanted = next((environment[name] for name in ("KLYNGE_LANGUAGE", "LC_ALL", "LANG") if environment.get(name)), "en")
    for number, argument in enumerate(arguments):
        if argument.startswith("--language="):
            wanted = argument.partition("=")[2]
        elif argument == "--language" and number + 1 < len(arguments):
            wanted = arguments[number + 1]
    return "nb" if wanted[:2].lower() in ("nb", "no", "nn") else "en"


def day(language: str, when: datetime) -> str:
    """A moment as people say it: Friday 2026-03-20 14:00."""
    return f"{WEEKDAYS[language][when.weekday()]} {when:%Y-%m-%d %H:%M}"


def number(language: str, value: float, decimals: int = 0) -> str:
    """A number with thousands and decimals as the language writes them."""
    text = f"{value:,.{decimals}f}"
    return text.translate(str.maketrans(",.", "\N{NO-BREAK SPACE},")) if language == "nb" else text


def share(language: str, value: float | None) -> str:
    """A share as per cent, or a dash when there is nothing to take it of."""
    return "–" if value is None else f"{number(language, 100 * value, 1)} %"
