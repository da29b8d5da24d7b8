# SPDX-License-Identifier: Apache-2.0
"""What `klynge serve` says, in English and Norwegian. Names in braces are facts."""

from __future__ import annotations

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
    "users": {
        "en": "Log in as one of these, with the password {password}:\n{users}",
        "nb": "Logg inn som en av disse, med passordet {password}:\n{users}",
    },
    "serving": {"en": "Klynge answers at {url}  (Ctrl-C stops it)", "nb": "Klynge svarer på {url}  (Ctrl-C stopper)"},
    "demo": {
        "en": "Be any of its users with one click, and take the tour of one order: {url}",
        "nb": "Vær hvem som helst av brukerne med ett klikk, og følg én ordre gjennom alt: {url}",
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
    "port": {
        "en": "Port {port} is taken by another program: choose another with --port",
        "nb": "Port {port} er opptatt av et annet program: velg en annen med --port",
    },
}


def said(kind: str, language: str, **facts: object) -> str:
    """A text with its facts."""
    return TEXTS[kind][language].format(**facts)
