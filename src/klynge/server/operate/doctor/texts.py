# SPDX-License-Identifier: Apache-2.0
"""What `klynge doctor` may find, in English and Norwegian bokmål. Names in braces are facts."""

from __future__ import annotations

from klynge.server.operate.texts import both

CHECKS: dict[str, dict[str, str]] = {
    "disk": both("room on the disk", "plass på disken"),
    "folder": both("the data folder", "datamappen"),
    "database": both("the database", "databasen"),
    "roles": both("the database's roles", "databasens roller"),
    "protection": both("tables closed to other firms", "tabeller stengt for andre bedrifter"),
    "migrations": both("tables of this release", "tabeller for denne utgaven"),
    "clock": both("the clocks", "klokkene"),
    "locks": both("locks", "låser"),
    "logs": both("the clusters' logs", "klyngenes logger"),
    "trustee": both("the trustee and its plans", "forvalteren og planene"),
    "audit": both("the audit's chains", "revisjonskjedene"),
    "jobs": both("background jobs", "bakgrunnsjobber"),
    "key": both("the installation's key", "installasjonens nøkkel"),
}

ADVICE = {"disk_low", "no_log", "no_cluster", "not_looked"}
"""Kinds that need not be mended for the installation to be right."""

TEXTS: dict[str, dict[str, str]] = {
    "good": both("well", "bra"),
    "note": both("note", "merk"),
    "bad": both("WRONG", "FEIL"),
    "all_well": both("All is well.", "Alt er bra."),
    "not_well": both("{number} to mend.", "{number} å rette."),
    "not_looked": both(
        "not looked at: {why}",
        "ikke sett på: {why}",
    ),
    "no_installation": both(
        "there is no installation in {folder}: name its folder with KLYNGE_DATA, name its database with "
        "DATABASE_URL, or "
        "make one with klynge serve",
        "det er ingen installasjon i {folder}: pek på mappen med KLYNGE_DATA, på databasen med DATABASE_URL, eller "
        "lag en "
        "med klynge serve",
    ),
    "half_restored": both(
        "{half} is of a restore that did not end: if none is running now, remove it, and restore again into a new "
        "folder",
        "{half} er fra en gjenoppretting som ikke ble ferdig: går det ingen nå, fjern den, og gjenopprett i en ny "
        "mappe",
    ),
    "disk_full": both(
        "{free} MiB are free on the disk of {folder}: free some now (at least {least} MiB), the database stops when it "
        "is full",
        "{free} MiB er ledig på disken til {folder}: frigjør plass nå (minst {least} MiB), databasen stopper når den "
        "er "
        "full",
    ),
    "disk_low": both(
        "{free} MiB are free on the disk of {folder}, less than the database could grow to ({least} MiB): plan for "
        "more",
        "{free} MiB er ledig på disken til {folder}, mindre enn databasen kan vokse til ({least} MiB): planlegg for "
        "mer",
    ),
    "unreachable": both(
        "the database does not answer {role}: {said}. Check that it runs, and the address of that role",
        "databasen svarer ikke {role}: {said}. Sjekk at den kjører, og adressen til den rollen",
    ),
    "no_entry": both(
        "the database does not let {role} in: {said}. Either {variable} (or DATABASE_URL) has another password than "
        "the role, which its superuser sets with alter role {role} password '…'; or there is no such role: klynge "
        "prepare makes the roles",
        "databasen slipper ikke {role} inn: {said}. Enten har {variable} (eller DATABASE_URL) et annet passord enn "
        "rollen, og superbrukeren setter det med alter role {role} password '…'; eller rollen finnes ikke: klynge "
        "prepare lager rollene",
    ),
    "no_such_database": both(
        "the server has no such database for {role}: {said}. Correct the name in {variable} (or DATABASE_URL), or make "
        "it with klynge prepare",
        "serveren har ingen slik database for {role}: {said}. Rett navnet i {variable} (eller DATABASE_URL), eller lag "
        "den med klynge prepare",
    ),
    "wrong_role": both(
        "connected as {is_role} where {role} belongs: give {variable} the address of {role}",
        "koblet til som {is_role} der {role} hører hjemme: gi {variable} adressen til {role}",
    ),
    "blind_backup": both(
        "role {role} is held by row-level security, so backups fail: alter role {role} bypassrls; grant "
        "pg_read_all_data to {role}",
        "rollen {role} er bundet av radsikkerheten, så sikkerhetskopier feiler: alter role {role} bypassrls; grant "
        "pg_read_all_data to {role}",
    ),
    "pending": both(
        "{number} migrations are not applied ({first} …): klynge serve applies them when it starts; with a database of "
        "your own, run KLYNGE_ROLE=owner python -m django migrate",
        "{number} migreringer er ikke kjørt ({first} …): klynge serve kjører dem når den starter; med egen database, "
        "kjør "
        "KLYNGE_ROLE=owner python -m django migrate",
    ),
    "newer": both(
        "the tables are of a later Klynge (they have {first}): run that release, or restore a backup of this one's",
        "tabellene er fra en nyere Klynge (de har {first}): kjør den utgaven, eller gjenopprett en kopi fra denne",
    ),
    "clock_apart": both(
        "the database's clock is {seconds} s from this machine's: let both follow a time server (timedatectl)",
        "databasens klokke er {seconds} s fra denne maskinens: la begge følge en tidstjener (timedatectl)",
    ),
    "from_the_future": both(
        "the log of cluster {cluster} has a row from {at}, which is yet to come: a clock was wrong then, or is now; "
        "set "
        "it right before holds are made",
        "loggen til klynge {cluster} har en rad fra {at}, som ikke har vært ennå: en klokke gikk feil da, eller gjør "
        "det "
        "nå; still den før noe holdes av",
    ),
    "long_transaction": both(
        "process {pid} of {role} ({program}) has had a transaction open for {seconds} s: end that program, or run "
        "select "
        "pg_terminate_backend({pid})",
        "prosess {pid} for {role} ({program}) har hatt en transaksjon åpen i {seconds} s: avslutt det programmet, "
        "eller "
        "kjør select pg_terminate_backend({pid})",
    ),
    "waits_long": both(
        "process {pid} of {role} has waited for a lock for {seconds} s, held by {holders}: end what holds it, with "
        "select "
        "pg_terminate_backend(…)",
        "prosess {pid} for {role} har ventet på en lås i {seconds} s, holdt av {holders}: avslutt den som holder, med "
        "select pg_terminate_backend(…)",
    ),
    "no_log": both(
        "cluster {cluster} has no log: load its folder with klynge serve --load",
        "klynge {cluster} har ingen logg: last inn mappen med klynge serve --load",
    ),
    "no_cluster": both(
        "there is no cluster yet: load a folder with klynge serve --load, or the examples with --demo",
        "det er ingen klynge ennå: last inn en mappe med klynge serve --load, eller eksemplene med --demo",
    ),
    "gap": both(
        "the log of cluster {cluster} has {rows} rows up to number {last}: rows are missing. Restore the last backup "
        "into a new folder and compare",
        "loggen til klynge {cluster} har {rows} rader til nummer {last}: rader mangler. Gjenopprett siste kopi i en ny "
        "mappe og sammenlign",
    ),
    "not_folded": both(
        "the log of cluster {cluster} cannot be folded: {said}. Restore the last backup into a new folder, and report "
        "this row",
        "loggen til klynge {cluster} kan ikke foldes: {said}. Gjenopprett siste kopi i en ny mappe, og meld fra om "
        "denne raden",
    ),
    "snapshot_differs": both(
        "the state kept of cluster {cluster} at row {sequence} is not what its log folds to: as klynge_trustee, delete "
        "from log_snapshot where cluster = '{cluster}'; it is made again from the log. Restart klynge serve then",
        "tilstanden som er lagret for klynge {cluster} ved rad {sequence}, er ikke det loggen folder til: kjør delete "
        "from log_snapshot where cluster = '{cluster}' som klynge_trustee; den lages på nytt fra loggen. Start så "
        "klynge "
        "serve på nytt",
    ),
    "replica_differs": both(
        "the trustee's plan of cluster {cluster} at row {sequence} is not what the log folds to: restart klynge serve, "
        "and report it with the log",
        "forvalterens plan for klynge {cluster} ved rad {sequence} er ikke det loggen folder til: start klynge serve "
        "på "
        "nytt, og meld fra med loggen",
    ),
    "replica_ahead": both(
        "the trustee's plan of cluster {cluster} is at row {sequence}, and the log ends at {last}: the trustee is of "
        "another database. Restart klynge serve",
        "forvalterens plan for klynge {cluster} er ved rad {sequence}, og loggen slutter ved {last}: forvalteren hører "
        "til en annen database. Start klynge serve på nytt",
    ),
    "replica_behind": both(
        "the trustee's plan of cluster {cluster} stands at row {sequence}, and the log has long been at {last}: "
        "restart "
        "klynge serve",
        "forvalterens plan for klynge {cluster} står ved rad {sequence}, og loggen har lenge vært ved {last}: start "
        "klynge "
        "serve på nytt",
    ),
    "replica_missing": both(
        "the trustee has no plan of cluster {cluster}, whose log is there: restart klynge serve",
        "forvalteren har ingen plan for klynge {cluster}, enda loggen finnes: start klynge serve på nytt",
    ),
    "no_trustee": both(
        "no trustee answers at {socket}: start klynge serve; if it runs, its log says why the trustee ends",
        "ingen forvalter svarer på {socket}: start klynge serve; kjører den, sier loggen hvorfor forvalteren slutter",
    ),
    "chain_broken": both(
        "the audit of organisation {organisation} was changed at event {number}: keep this database as it is, restore "
        "the last backup into a new folder, and find out who could write as the owner",
        "revisjonen til organisasjon {organisation} er endret ved hendelse {number}: la databasen være som den er, "
        "gjenopprett siste kopi i en ny mappe, og finn ut hvem som kunne skrive som eieren",
    ),
    "buried": both(
        "job {job} ({job_kind}) was given up after {attempts} attempts: the column trouble of klynge_job says why; ask "
        "for the work again when that is mended, and delete the row",
        "jobb {job} ({job_kind}) ble gitt opp etter {attempts} forsøk: kolonnen trouble i klynge_job sier hvorfor; "
        "be om "
        "arbeidet på nytt når det er rettet, og slett raden",
    ),
    "lease_over": both(
        "job {job} ({job_kind}) lost its worker {seconds} s ago and nobody took it over: see that klynge serve runs "
        "its "
        "workers",
        "jobb {job} ({job_kind}) mistet arbeideren for {seconds} s siden, og ingen har overtatt: se til at klynge "
        "serve "
        "kjører arbeiderne",
    ),
    "no_key": both(
        "there is no key in {file}, and KLYNGE_SECRET_KEY is not set: bring back the key that belongs to this "
        "database, "
        "or addresses of orders change",
        "det er ingen nøkkel i {file}, og KLYNGE_SECRET_KEY er ikke satt: hent nøkkelen som hører til databasen, "
        "ellers "
        "endres ordrenes adresser",
    ),
    "other_key": both(
        "the key is not the one with which orders were named (order row {row}): bring back the key that belongs to "
        "this "
        "database",
        "nøkkelen er ikke den som ordrene fikk navn med (ordrerad {row}): hent nøkkelen som hører til denne databasen",
    ),
    "open_key": both(
        "{file} can be read by others: chmod 600 {file}",
        "{file} kan leses av andre: chmod 600 {file}",
    ),
}
