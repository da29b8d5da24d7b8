# SPDX-License-Identifier: Apache-2.0
"""The commands that look after an installation: backup, restore, doctor."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from klynge.cli_plan import Language, chosen
from klynge.words import NORWEGIAN

if TYPE_CHECKING:
    from klynge.server.operate.archive import Manifest

HELP = {
    "Write the installation in KLYNGE_DATA (or DATABASE_URL) to a new file, as it is now, while others go on.": (
        "Skriv installasjonen i KLYNGE_DATA (eller DATABASE_URL) til en ny fil, slik den er nå, mens andre arbeider."
    ),
    "Restore a backup into a new data folder or an empty database, all or nothing, and compare it with its notes.": (
        "Gjenopprett en sikkerhetskopi i en ny datamappe eller en tom database, alt eller ingenting, og sammenlign."
    ),
    "Make the roles and the empty database of an installation in a PostgreSQL of your own, as its superuser.": (
        "Lag rollene og den tomme databasen til en installasjon i din egen PostgreSQL, som superbruker der."
    ),
    "Into the database that DATABASE_URL, or the roles' own settings, name; it must be empty.": (
        "Til databasen som DATABASE_URL, eller rollenes egne innstillinger, peker på; den må være tom."
    ),
    "A superuser's, such as postgresql://postgres@localhost/postgres.": (
        "Superbrukerens, for eksempel postgresql://postgres@localhost/postgres."
    ),
    "The new database's name.": "Navnet på den nye databasen.",
    "What is wrong with the installation in KLYNGE_DATA (or DATABASE_URL), where, and how to mend it.": (
        "Hva som er galt med installasjonen i KLYNGE_DATA (eller DATABASE_URL), hvor, og hvordan det rettes."
    ),
    "The new file, such as klynge-2026-03-20.zip.": "Den nye filen, for eksempel klynge-2026-03-20.zip.",
    "The backup's file.": "Filen med sikkerhetskopien.",
    "The new data folder; made when it is missing.": "Den nye datamappen; lages når den mangler.",
    "Put the installation's key in too: whoever has the file can then log in as anyone.": (
        "Ta med installasjonens nøkkel: den som har filen, kan da logge inn som hvem som helst."
    ),
}
NewFile = Annotated[Path, typer.Argument(help="The new file, such as klynge-2026-03-20.zip.")]
File = Annotated[Path, typer.Argument(help="The backup's file.")]
Into = Annotated[Path | None, typer.Option("--into", help="The new data folder; made when it is missing.")]
INTO_DATABASE = "Into the database that DATABASE_URL, or the roles' own settings, name; it must be empty."
Database = Annotated[bool, typer.Option("--database", help=INTO_DATABASE)]
Address = Annotated[str, typer.Argument(help="A superuser's, such as postgresql://postgres@localhost/postgres.")]
Name = Annotated[str, typer.Option("--name", help="The new database's name.")]
WITH_KEY = "Put the installation's key in too: whoever has the file can then log in as anyone."
WithKey = Annotated[bool, typer.Option("--with-key", help=WITH_KEY)]
AsJson = Annotated[bool, typer.Option("--json", help="Answer as JSON, for machines.")]


def register(app: typer.Typer) -> None:
    """Make the commands known."""
    for english, norwegian in HELP.items():
        NORWEGIAN.setdefault(english, norwegian)
    app.command()(backup)
    app.command()(restore)
    app.command()(prepare)
    app.command()(doctor)


def backup(file: NewFile, with_key: WithKey = False, language: Language = None) -> None:
    """Write the installation in KLYNGE_DATA (or DATABASE_URL) to a new file, as it is now, while others go on."""
    from klynge.server.database import data_folder, opened
    from klynge.server.operate.backup import back_up, key_of
    from klynge.server.operate.doctor.examining import installed
    from klynge.server.operate.errors import OperateError
    from klynge.server.operate.texts import said

    words = chosen(language)
    with _worded(words):
        folder = data_folder()
        if not installed(os.environ):
            raise OperateError("no_installation", folder=folder)
        key = key_of(folder) if with_key else ""
        if with_key and not key:
            raise OperateError("no_key")
        with opened() as addresses:
            manifest = back_up(file.absolute(), addresses, key)
        print(said("backed_up", words, file=file, **_summary(manifest, words)))
        kind = "key_is_in" if with_key else "key_left_out"
        print(said(kind, words, key=folder / "secret-key"), file=sys.stderr)


def prepare(address: Address, name: Name = "klynge", language: Language = None) -> None:
    """Make the roles and the empty database of an installation in a PostgreSQL of your own, as its superuser."""
    from klynge.server.operate.prepare import prepare as run
    from klynge.server.operate.texts import said

    words = chosen(language)
    with _worded(words):
        settings = run(address, name)
    print(said("prepared", words), file=sys.stderr)
    for variable, value in settings.items():
        print(f"{variable}={value}")


def restore(file: File, into: Into = None, database: Database = False, language: Language = None) -> None:
    """Restore a backup into a new data folder or an empty database, all or nothing, and compare it with its notes."""
    from klynge.server.operate.errors import OperateError
    from klynge.server.operate.restore import restore as run
    from klynge.server.operate.texts import said

    words = chosen(language)
    with _worded(words):
        if (into is not None) == database:
            raise OperateError("one_place")
        if into is None:
            _restore_into_database(file, words)
            return
        folder = into.absolute()
        manifest = run(file.absolute(), folder)
    print(said("restored", words, folder=folder, made=manifest.made, **_summary(manifest, words)))
    if not manifest.key:
        print(said("key_first", words, key=folder / "secret-key"))
    print(said("then_serve", words, folder=folder))


def _restore_into_database(file: Path, language: str) -> None:
    from klynge.server.database import named
    from klynge.server.operate.errors import OperateError
    from klynge.server.operate.restore import restore_into
    from klynge.server.operate.texts import said

    addresses = named()
    if addresses is None:
        raise OperateError("no_own_database")
    manifest = restore_into(file.absolute(), addresses)
    print(said("restored_database", language, file=file, made=manifest.made, **_summary(manifest, language)))


def doctor(as_json: AsJson = False, language: Language = None) -> None:
    """What is wrong with the installation in KLYNGE_DATA (or DATABASE_URL), where, and how to mend it."""
    from klynge.server.operate.doctor import examine
    from klynge.server.operate.doctor.texts import TEXTS

    words = chosen(language)
    report = examine()
    if as_json:
        print(json.dumps(report.to_data(words), ensure_ascii=False, indent=1))
    else:
        faults = sum(finding.fault for finding in report.findings)
        verdict = TEXTS["all_well" if report.well else "not_well"][words].format(number=faults)
        print("\n".join([*report.lines(words), verdict]))
    raise typer.Exit(0 if report.well else 1)


def _summary(manifest: Manifest, language: str) -> dict[str, object]:
    from klynge.server.operate.texts import said

    contents = manifest.contents
    logs = [said("log_at", language, cluster=name, sequence=log.sequence) for name, log in contents.logs.items()]
    return {
        "rows": contents.rows,
        "tables": len(contents.tables),
        "logs": ", ".join(logs) or said("no_log", language),
    }


@contextmanager
def _worded(language: str) -> Iterator[None]:
    """What the server's parts refuse, as one line on stderr."""
    from klynge.server.database import AddressError
    from klynge.server.operate.errors import OperateError
    from klynge.server.postgres import EmbeddedError

    try:
        yield
    except (AddressError, EmbeddedError, OperateError) as error:
        print(error.words(language), file=sys.stderr)
        raise typer.Exit(1) from None
