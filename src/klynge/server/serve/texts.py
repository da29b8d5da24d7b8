# SPDX-License-Identifier: Apache-2.0
"""What `klynge serve` says, in English and Norwegian. Names in braces are facts."""

from __future__ import annotations

from klynge.server.postgres import EmbeddedError

TEXTS: dict[str, dict[str, str]] = {
    "database": {
        "en": "Starting the database in {folder}",
        "nb": "Starter databasen i {folder}",
    },
    "compiling": {
        "en": "Compiling the planning kernels (the first time only: a minute or two)",
        "nb": "Kompilerer planleggingskjernene (bare første gang: et minutt eller to)",
    },
    "loading": {
        "en": "Planning and loading {folders}",
        "nb": "Planlegger og laster inn {folders}",
    },
    "starting": {"en": "Starting the planner and the pages", "nb": "Starter planleggeren og sidene"},
    "users": {
        "en": "Log in as one of these, with the password {password}:\n{users}",
        "nb": "Logg inn som en av disse, med passordet {password}:\n{users}",
    },
    "serving": {"en": "Klynge answers at {url}  (Ctrl-C stops it)", "nb": "Klynge svarer på {url}  (Ctrl-C stopper)"},
    "demo": {
        "en": "Be any of its users with one click (their password: {password}), and take the tour of one order: {url}",
        "nb": "Vær hvem du vil av brukerne med ett klikk (passord: {password}), og følg én ordre hele veien: {url}",
    },
    "kept": {
        "en": "The database's keeper was lost and is started again",
        "nb": "Databasens vokter var borte og er startet igjen",
    },
    "not_kept": {
        "en": "The database's keeper was lost and could not be started again, trying on: {error}",
        "nb": "Databasens vokter var borte og kunne ikke startes igjen, prøver videre: {error}",
    },
    "died": {"en": "{what} ended and is started again", "nb": "{what} sluttet og startes igjen"},
    "killed": {"en": "{what} did not stop in time and was killed", "nb": "{what} stoppet ikke i tide og ble drept"},
    "stopping": {"en": "Stopping", "nb": "Stopper"},
    "stopped": {"en": "Stopped; everything accepted is kept", "nb": "Stoppet; alt som er godtatt, er tatt vare på"},
    "failed": {
        "en": "Klynge could not start: the step “{step}” failed.\n{said}\nklynge doctor tells what is wrong.",
        "nb": "Klynge kunne ikke starte: steget «{step}» feilet.\n{said}\nklynge doctor forteller hva som er galt.",
    },
    "no_examples": {
        "en": "The example clusters are not here: name a cluster's folder with --load",
        "nb": "Eksempelklyngene er ikke her: nevn mappen til en klynge med --load",
    },
    "running": {
        "en": "Klynge runs with {folder} already: stop it first, or name another folder with KLYNGE_DATA",
        "nb": "Klynge kjører allerede med {folder}: stopp den først, eller pek på en annen mappe med KLYNGE_DATA",
    },
    "left_over": {
        "en": "Ended what a server that was killed had left running",
        "nb": "Avsluttet det en server som ble drept, hadde latt stå og kjøre",
    },
    "port": {
        "en": "Port {port} is taken by another program: choose another with --port",
        "nb": "Port {port} er opptatt av et annet program: velg en annen med --port",
    },
}


def said(kind: str, language: str, **facts: object) -> str:
    """A text with its facts; an error among them speaks the same language."""
    told = {name: fact.words(language) if isinstance(fact, EmbeddedError) else fact for name, fact in facts.items()}
    return TEXTS[kind][language].format(**told)
