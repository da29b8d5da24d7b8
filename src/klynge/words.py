# SPDX-License-Identifier: Apache-2.0
"""What the command says, in English where it is said and in Norwegian bokmål here, by the English text."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

Language = Literal["nb", "en"]

NORWEGIAN = {
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
    # instances of the literature
    "Solve a job shop or project in one of the literature's formats, recognised by what it holds.": (
        "Løs en jobbshop eller et prosjekt i et av litteraturens formater, gjenkjent på innholdet."
    ),
    "The instance file; may be packed (zip, gz).": "Filen med problemet; kan være pakket (zip, gz).",
    "makespan, tardiness or twt (weighted); default: as the file has due dates.": (
        "makespan, tardiness eller twt (vektet); ellers etter om filen har frister."
    ),
    "Stop after so long (default: 10).": "Stopp etter så lang tid (ellers: 10).",
    "Stop at this objective or a better one.": "Stopp ved denne målverdien eller en bedre.",
    "Check the schedule by a second, plain implementation.": "Kontroller planen med en annen, enkel implementasjon.",
    "Write the answer to this file (JSON).": "Skriv svaret til denne filen (JSON).",
    "Give jobs without due dates some: release plus so many times their work.": (
        "Gi jobber uten frist en: frigivelse pluss så mange ganger arbeidet."
    ),
    "a number is expected, not nan": "et tall ventes, ikke nan",
    "{text!r} is no objective: use one of {known}": "{text!r} er ikke et mål her: bruk et av {known}",
    "{name} has no due dates: use --objective makespan, or --due-factor 1.3": (
        "{name} har ingen frister: bruk --objective makespan, eller --due-factor 1.3"
    ),
    "{name} is a project: use --objective makespan": "{name} er et prosjekt: bruk --objective makespan",
    "Loading the kernels": "Laster kjernene",
    "makespan": "gjennomføringstid",
    "total tardiness": "samlet forsinkelse",
    "total weighted tardiness": "samlet vektet forsinkelse",
    "job shop": "jobbshop",
    "flexible job shop": "fleksibel jobbshop",
    "flexible job shop with set-ups": "fleksibel jobbshop med omstillinger",
    "project": "prosjekt",
    "{name} {value} after {seconds} s; Ctrl-C keeps it": "{name} {value} etter {seconds} s; Ctrl-C beholder den",
    "{name} {value} (lower bound {bound})": "{name} {value} (nedre grense {bound})",
    "{name} {value}, proven optimal": "{name} {value}, bevist optimal",
    "No schedule was found in the time given.": "Ingen plan ble funnet innen tiden.",
    "Checked: the schedule keeps every rule.": "Kontrollert: planen holder alle reglene.",
    "The check found: {finding}": "Kontrollen fant: {finding}",
    "cannot print the answer: {reason}": "kan ikke skrive ut svaret: {reason}",
    # instance files
    "... and {count} more of the kind": "... og {count} til av samme slag",
    "the file has no numbers: it should begin with how many jobs and machines there are": (
        "filen har ingen tall: den skal begynne med hvor mange jobber og maskiner det er"
    ),
    "this is no text file: give an instance as plain text, or one packed as zip or gz": (
        "dette er ingen tekstfil: gi et problem som ren tekst, eller ett pakket som zip eller gz"
    ),
    "the packed file cannot be unpacked ({why}): pack it anew": "filen kan ikke pakkes ut ({why}): pakk den på nytt",
    "the zip file holds {count} files ({some}): unpack it and give one of them": (
        "zip-filen inneholder {count} filer ({some}): pakk den ut og gi én av dem"
    ),
    "the file unpacks to more than {gb} GB: unpack it and give a part": (
        "filen blir mer enn {gb} GB utpakket: pakk den ut og gi en del"
    ),
    "{path} is a folder: give one instance file": "{path} er en mappe: gi én fil",
    "the file holds several instances: keep one, from its line of sizes to its last job": (
        "filen inneholder flere problemer: behold ett, fra linjen med størrelsene til den siste jobben"
    ),
    "line {line}: expected the number of jobs and of machines, each 1 or more": (
        "linje {line}: her ventes antall jobber og antall maskiner, begge 1 eller mer"
    ),
    "line {line}: {number:.0f} jobs or machines are too many": (
        "linje {line}: {number:.0f} jobber eller maskiner er for mange"
    ),
    "line {line}: {word!r} is no number": "linje {line}: {word!r} er ikke et tall",
    "line {line}: {word} is no whole number: give all times in a finer unit (times 10, 100 ...)": (
        "linje {line}: {word} er ikke et heltall: gi alle tider i en finere enhet (ganger 10, 100 ...)"
    ),
    "line {line}: {number} is too large: use a coarser unit of time": (
        "linje {line}: {number} er for stort: bruk en grovere tidsenhet"
    ),
    "times and weights add up to too much: use a coarser unit of time": (
        "tider og vekter blir for store til sammen: bruk en grovere tidsenhet"
    ),
    "line {line} says {jobs} jobs, but only {rows} lines of numbers follow: one line a job is expected": (
        "linje {line} sier {jobs} jobber, men bare {rows} linjer med tall følger: det ventes én linje per jobb"
    ),
    "line {line}: {count} numbers; a job has pairs of machine and time, so an even count is expected": (
        "linje {line}: {count} tall; en jobb har par av maskin og tid, så antallet skal være et partall"
    ),
    "line {line}: there is no machine {machine}: line {head} says that there are {machines}": (
        "linje {line}: det finnes ingen maskin {machine}: linje {head} sier at det er {machines}"
    ),
    "line {line}: there is no machine {machine}: they are numbered {low} to {high}": (
        "linje {line}: det finnes ingen maskin {machine}: de har numrene {low} til {high}"
    ),
    "machine {low} and machine {high} are both used: number the {machines} machines from 0 or from 1": (
        "både maskin {low} og maskin {high} er brukt: gi de {machines} maskinene numre fra 0 eller fra 1"
    ),
    "line {line}: a time of {time}: it must be 0 or more": "linje {line}: en tid på {time}: den må være 0 eller mer",
    "line {line}: a set-up of {time}: it must be 0 or more": (
        "linje {line}: en omstilling på {time}: den må være 0 eller mer"
    ),
    "line {line}: the jobs end before it, and what follows is neither due dates nor set-ups": (
        "linje {line}: jobbene slutter før denne, og det som følger er verken frister eller omstillinger"
    ),
    "the file ends after job {job} of {jobs}: add the jobs that are missing or mend line {line}": (
        "filen slutter etter jobb {job} av {jobs}: legg til jobbene som mangler, eller rett linje {line}"
    ),
    "line {line}: job {job} has {count} operations: each needs at least 1": (
        "linje {line}: jobb {job} har {count} operasjoner: hver trenger minst 1"
    ),
    "line {line}: operation {operation} of job {job} has {some} machines; it needs 1 to {machines}": (
        "linje {line}: operasjon {operation} i jobb {job} har {some} maskiner, men den må ha 1 til {machines}"
    ),
    "line {line}: the file ends within operation {operation} of job {job}, which should have {count}": (
        "linje {line}: filen slutter i operasjon {operation} i jobb {job}, som skal ha {count}"
    ),
    "line {line}: {left} numbers follow the jobs; set-ups would be {machines} x {operations} x {operations} or "
    "{machines} x {jobs} x {jobs}, due dates {jobs}": (
        "linje {line}: {left} tall følger etter jobbene; omstillinger ville vært {machines} x {operations} x "
        "{operations} eller {machines} x {jobs} x {jobs}, frister {jobs}"
    ),
    "the set-ups of {operations} operations take too much memory": (
        "omstillingene til {operations} operasjoner tar for mye minne"
    ),
    "from line {line} on: job {job} has a {name} of {number}: it must be 0 or more": (
        "fra linje {line}: jobb {job} har {name} {number}: den må være 0 eller mer"
    ),
    "line {line}: {count} numbers in the block of {name}, but {jobs} jobs: give one for each job": (
        "linje {line}: {count} tall i bolken {name}, men {jobs} jobber: gi ett for hver jobb"
    ),
    "line {line}: {rows} x {columns} machines, but {jobs} x {steps} times: both have a row for each job": (
        "linje {line}: {rows} x {columns} maskiner, men {jobs} x {steps} tider: begge har en rad for hver jobb"
    ),
    "line {line}: says {a:.0f} and {b:.0f}, but the times have {jobs} rows of {steps}": (
        "linje {line}: sier {a:.0f} og {b:.0f}, men tidene har {jobs} rader med {steps}"
    ),
    "line {line}: job {job} does not name each of the machines {low} to {high} once": (
        "linje {line}: jobb {job} nevner ikke hver av maskinene {low} til {high} én gang"
    ),
    "line {line}: the rows of {name} differ in length: each job has as many numbers as there are machines": (
        "linje {line}: radene i {name} er ulikt lange: hver jobb har så mange tall som det er maskiner"
    ),
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
    # project files
    "{name}: the line “{heading} : ...” is missing: say how many there are": (
        "{name}: linjen «{heading} : ...» mangler: oppgi hvor mange det er"
    ),
    "line {line}: activity, modes, how many successors, then that many are expected: correct the count": (
        "linje {line}: her ventes aktivitet, måter, antall etterfølgere og så mange etterfølgere: rett antallet"
    ),
    "line {line}: activity {activity} has {modes} modes: only projects with one mode each can be planned": (
        "linje {line}: aktivitet {activity} har {modes} måter: bare prosjekter med én måte for hver kan planlegges"
    ),
    "line {line}: {kind} resources are not planned: only renewable ones can be given": (
        "linje {line}: ressurser av typen {kind} planlegges ikke: bare fornybare kan oppgis"
    ),
    "line {line}: activity, mode, duration, needs are expected": (
        "linje {line}: her ventes aktivitet, måte, varighet og behov"
    ),
    "the part “{heading}” is missing or empty: give a line for each": (
        "delen «{heading}» mangler eller er tom: gi hver sin linje"
    ),
    "line {line}: {count} is too few: give how many there are": (
        "linje {line}: {count} er for få: oppgi hvor mange det er"
    ),
    "line {line}: activities, resources, 0, 0 are expected: say how many there are": (
        "linje {line}: her ventes aktiviteter, ressurser, 0, 0: oppgi hvor mange det er"
    ),
    "{name} ends after {found} lines, {wanted} are expected: arcs and work of {count} activities": (
        "{name} slutter etter {found} linjer, {wanted} ventes: piler og arbeid for {count} aktiviteter"
    ),
    "line {line}: activity, 1, how many arcs, to whom, and as many lags in brackets are expected": (
        "linje {line}: her ventes aktivitet, 1, antall piler, til hvem, og like mange tider i klammer"
    ),
    "line {line}: activity {activity} has several modes: only projects with one mode each can be planned": (
        "linje {line}: aktivitet {activity} har flere måter: bare prosjekter med én måte for hver kan planlegges"
    ),
    "{name} is empty: give an instance": ("{name} er tom: gi en instans"),
    "line {line}: there is no activity {number}, they go from {first} to {last}: correct the number": (
        "linje {line}: det er ingen aktivitet {number}, de går fra {first} til {last}: rett nummeret"
    ),
    "line {line}: activity {number} has its duration twice: leave one out": (
        "linje {line}: aktivitet {number} har varigheten to ganger: ta bort den ene"
    ),
    "line {line}: {found} needs, there are {wanted} resources: give one number for each": (
        "linje {line}: {found} behov, det er {wanted} ressurser: gi ett tall for hver"
    ),
    "line {line}: a duration or need is below 0: give 0 or more": (
        "linje {line}: en varighet eller et behov er under 0: gi 0 eller mer"
    ),
    "line {line}: {found} capacities, there are {wanted} resources: give one number for each": (
        "linje {line}: {found} kapasiteter, det er {wanted} ressurser: gi ett tall for hver"
    ),
    "line {line}: a capacity is below 0: give 0 or more": ("linje {line}: en kapasitet er under 0: gi 0 eller mer"),
    "the duration of {count} activities is missing ({some}): give each one a line": (
        "varigheten til {count} aktiviteter mangler ({some}): gi hver sin linje"
    ),
    "line {line}: {word!r} is no whole number: give times in a finer unit, and words in their own lines": (
        "linje {line}: {word!r} er ikke et heltall: gi tider i en finere enhet, og ord på egne linjer"
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
