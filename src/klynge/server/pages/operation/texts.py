# SPDX-License-Identifier: Apache-2.0
"""What these pages say, in Norwegian bokmål by the English text."""

from __future__ import annotations

NORWEGIAN: dict[str, str] = {
    "A backup holds every firm's data, so it cannot be downloaded here. Copy it on the server, and "
    "keep the installation's key apart from it.": (
        "En sikkerhetskopi har alle bedrifters data, så den kan ikke lastes ned her. Kopier den på "
        "serveren, og oppbevar installasjonens nøkkel et annet sted."
    ),
    "A backup is being made already.": "En sikkerhetskopi er alt i gang.",
    "A backup is being made. Load the page again in a while.": (
        "En sikkerhetskopi lages. Last siden på nytt om en stund."
    ),
    "A part does not answer.": "En del svarer ikke.",
    "All parts answer.": "Alle deler svarer.",
    "Answers": "Svarer",
    "Background jobs": "Bakgrunnsjobber",
    "Another cluster": "En annen klynge",
    "Backup": "Sikkerhetskopi",
    "Backups": "Sikkerhetskopier",
    "Begin a backup": "Ta en sikkerhetskopi",
    "Begin one here, or with the command klynge backup. Copy it to another machine: a backup beside "
    "the data is lost with it.": (
        "Ta en her, eller med kommandoen klynge backup. Kopier den til en annen maskin: en kopi ved "
        "siden av dataene går tapt sammen med dem."
    ),
    "Cluster": "Klynge",
    "Clusters": "Klynger",
    "Database": "Database",
    "Do": "Gjør",
    "Doctor": "Doktor",
    "Does not answer": "Svarer ikke",
    "Done, %": "Gjort, %",
    "Ended": "Slutt på jobben",
    "Failures": "Feil",
    "Failed": "Mislyktes",
    "File": "Fil",
    "Health": "Helse",
    "Improvement": "Forbedring",
    "In line": "I kø",
    "It is in line again.": "Den er i kø igjen.",
    "It looks at disk, database, tables, logs, plans, audit and keys, and says how to mend what is wrong.": (
        "Den ser på disk, database, tabeller, logger, planer, revisjon og nøkler, og sier hvordan feil rettes."
    ),
    "Jobs": "Jobber",
    "Leave it": "La den være",
    "Load one with klynge serve --load, or look why the planner does not answer.": (
        "Last en med klynge serve --load, eller finn ut hvorfor planleggeren ikke svarer."
    ),
    "Look again": "Se på nytt",
    "Made": "Laget",
    "No backups yet": "Ingen sikkerhetskopier ennå",
    "No cluster is planned": "Ingen klynge planlegges",
    "Orders held, not yet confirmed": "Ordrer som er reservert, ikke bekreftet",
    "Parts": "Deler",
    "Planner (trustee)": "Planlegger (forvalter)",
    "Put in line": "Satt i kø",
    "Put it in line again": "Sett den i kø igjen",
    "Rows of the log": "Rader i loggen",
    "Running": "Går",
    "Scenario": "Scenario",
    "Size": "Størrelse",
    "Stop the job": "Stopp jobben",
    "Stop …": "Stopp …",
    "The backup has begun.": "Sikkerhetskopien er i gang.",
    "The doctor": "Doktoren",
    "The doctor has not looked yet": "Doktoren har ikke sett på det ennå",
    "The doctor is looking just now.": "Doktoren ser på det nå.",
    "The doctor is looking. It takes a minute; load the page again then.": (
        "Doktoren ser på det. Det tar et minutt; last siden på nytt da."
    ),
    "The job is told to stop.": "Jobben har fått beskjed om å stoppe.",
    "The last backup failed:": "Den siste sikkerhetskopien feilet:",
    "The same figures are at /health/metrics for Prometheus, with the token that KLYNGE_METRICS_TOKEN"
    " names. The commands klynge doctor and klynge backup do the same as the buttons.": (
        "De samme tallene er på /health/metrics for Prometheus, med tokenet i KLYNGE_METRICS_TOKEN. "
        "Kommandoene klynge doctor og klynge backup gjør det samme som knappene."
    ),
    "They lie on the server, in": "De ligger på serveren, i",
    "To mend": "Å rette",
    "Trouble": "Problem",
    "Try again …": "Prøv igjen …",
    "Users": "Brukere",
    "Well": "Bra",
    "What the server does in the background. Of other organisations' jobs only the kind is shown.": (
        "Det serveren gjør i bakgrunnen. Av andre organisasjoners jobber vises bare hva slags."
    ),
    "Who has which role where. Roles are given by each organisation's manager.": (
        "Hvem som har hvilken rolle hvor. Roller gis av lederen i hver organisasjon."
    ),
    # lists with nothing in them
    "No jobs yet": "Ingen jobber ennå",
    (
        "What takes long is done in the background: scenarios, improvements, backups, files that are "
        "brought in. Each is listed here with how far it has come."
    ): (
        "Det som tar tid, gjøres i bakgrunnen: scenarioer, forbedringer, sikkerhetskopier, filer som tas "
        "inn. Hver jobb står her med hvor langt den er kommet."
    ),
    "No users yet": "Ingen brukere ennå",
    "The manager of an organisation gives roles to its people.": (
        "Lederen i en organisasjon gir roller til folkene der."
    ),
}
