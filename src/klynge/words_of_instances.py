# SPDX-License-Identifier: Apache-2.0
"""What is said of instances of the literature and their files, in Norwegian bokmål by the English text."""

from __future__ import annotations

INSTANCES = {
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
    "the file seems to hold several instances: keep one, from its line of sizes to its last job": (
        "filen ser ut til å inneholde flere problemer: behold ett, fra linjen med størrelsene til den siste jobben"
    ),
    "the file holds {count} instances ({some}): say which with --instance, by name or number": (
        "filen inneholder {count} problemer ({some}): si hvilket med --instance, ved navn eller nummer"
    ),
    "there is no instance {asked}: the file holds {count} ({some})": (
        "det finnes ikke noe problem {asked}: filen inneholder {count} ({some})"
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
    "{name} ends too early: give every activity all its numbers": (
        "{name} slutter for tidlig: gi hver aktivitet alle tallene"
    ),
    "line {line}: there is more than {count} activities have: correct a count above, or that in the first line": (
        "linje {line}: her er mer enn {count} aktiviteter har: rett et antall over, eller det i første linje"
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
