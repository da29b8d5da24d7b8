# SPDX-License-Identifier: Apache-2.0
"""The doctor finds nothing where all is well, and each thing that is wrong, where it is."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from tests.support.embedded import eventually
from tests.support.installation import Installation, kinds, trustee_of

from klynge.server.database import OWNER, TRUSTEE
from klynge.server.operate import examine
from klynge.server.operate.doctor import Finding, database, machine
from klynge.server.operate.doctor.logs import replicas

SUPERUSER = "klynge_superuser"
JOB = (
    "insert into klynge_job (id, tenant, kind, arguments, state, attempt, failures, worker, progress, stop_asked, "
    "trouble, made, lease_until) values (gen_random_uuid(), gen_random_uuid(), 'improve', '{}', '%s', 3, 3, '', 0, "
    "false, 'Ola Nordmann', now(), now() - interval '1 day')"
)
EVENT = (
    "insert into klynge_audit (id, tenant, number, at, verb, object, facts, before, hash) values (gen_random_uuid(), "
    "gen_random_uuid(), 1, now(), 'order.held', 'o', '{}', repeat('0', 64), repeat('f', 64))"
)
UNLOCKED = "alter table log_row disable trigger user"


def faults(installation: Installation) -> dict[str, Finding]:
    """By kind, what has to be mended besides that nothing is started."""
    found = {each.kind: each for each in examine(installation.named).findings if each.fault}
    found.pop("no_trustee", None)
    return found


def test_a_serving_installation_is_well_until_its_log_is_forged(installation: Installation) -> None:
    """With a trustee answering nothing is wrong; a row exchanged behind its back shows, by replica and snapshot."""
    with trustee_of(installation):
        report = examine(installation.named)
        assert report.well, report.lines("en")
        assert {"logs", "trustee", "audit", "jobs", "key", "protection"} <= report.checks.keys()
        forged = """{"sequence":2,"changes":[{"kind":"published"}],"at":null,"version":1}"""
        installation.run(SUPERUSER, UNLOCKED, f"update log_row set row = '{forged}' where seq = 2")
        assert faults(installation).keys() == {"replica_differs", "snapshot_differs"}


def test_what_is_wrong_with_tables_is_found(installation: Installation) -> None:
    """An open table, a migration that is missing, one of a later release."""
    later = "insert into django_migrations (app, name, applied) values ('orders', '9999_later', now())"
    missing = "delete from django_migrations where app = 'jobs' and name = '0002_protect'"
    installation.run(OWNER, "create table open_table (id int)", later, missing)
    found = faults(installation)
    assert found.keys() == {"unprotected", "pending", "newer"}
    assert "open_table" in found["unprotected"].words("nb")
    assert "jobs.0002_protect" in found["pending"].words("en")


def test_what_is_wrong_with_rows_is_found(installation: Installation) -> None:
    """A forged event, jobs given up and left, another key, a row from tomorrow; nothing of a firm's content is told."""
    installation.run(TRUSTEE, EVENT, JOB % "buried", JOB % "running")
    installation.run(SUPERUSER, UNLOCKED, "update log_row set at = now() + interval '1 day'")
    (installation.folder / "secret-key").write_text("another key")
    (installation.folder / "secret-key").chmod(0o644)
    found = faults(installation)
    assert found.keys() == {"chain_broken", "buried", "lease_over", "other_key", "open_key", "from_the_future"}
    assert not [each for each in found.values() if "Ola Nordmann" in each.words("nb")]


@pytest.mark.parametrize(
    ("change", "kind"),
    [("delete from log_row where seq = 1", "gap"), ("update log_row set row = '{}' where seq = 2", "not_folded")],
)
def test_a_log_that_is_not_whole_is_found(installation: Installation, change: str, kind: str) -> None:
    """A row that is missing, and one that says nothing."""
    installation.run(SUPERUSER, UNLOCKED, change)
    assert faults(installation).keys() == {kind}


def test_a_transaction_that_never_ends_is_found(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the process that has it, and by who waits for it."""
    monkeypatch.setattr(database, "LONG_S", 0.0)
    lock = "select pg_advisory_xact_lock(7)"
    with installation.database() as server, ThreadPoolExecutor() as pool:
        address = server.conninfo(TRUSTEE)
        with psycopg.connect(address) as holder:
            holder.execute(lock)
            waiting = pool.submit(installation.run, TRUSTEE, lock)
            pid = holder.info.backend_pid
            assert eventually(lambda: "waits_long" in faults(installation))
            found = [each for each in examine(installation.named).checks["locks"] if pid == each.facts["pid"]]
            waits = faults(installation)["waits_long"]
        waiting.result()
    assert kinds(found) == {"long_transaction"}
    assert str(pid) in waits.words("en")


def test_where_nothing_is_nothing_is_made(new_folder: Path) -> None:
    """Asking does not make an installation."""
    assert kinds(examine({"KLYNGE_DATA": str(new_folder)}).findings) == {"no_installation"}
    assert not new_folder.exists()


def test_a_database_that_cannot_be_opened_is_told(new_folder: Path) -> None:
    """A folder that is none of ours, and an address where nobody answers."""
    (new_folder / "database").mkdir(parents=True)
    (new_folder / "database" / "note").write_text("mine")
    assert "not_opened" in kinds(examine({"KLYNGE_DATA": str(new_folder)}).findings)
    away = {"KLYNGE_DATA": str(new_folder), "DATABASE_URL": "postgresql://nobody:secret@127.0.0.1:1/klynge"}
    report = examine(away)
    assert kinds(report.checks["database"]) == {"unreachable"}
    assert "secret" not in "".join(report.lines("nb"))


def test_replicas_are_held_against_the_log() -> None:
    """Behind, ahead, missing and other are told apart; one that went on meanwhile is right."""
    heads, now = {"a": 5, "b": 5, "c": 5, "d": 5, "e": 5}, {"a": 7, "b": 5, "c": 5, "d": 5, "e": 5}
    said = {"a": (6, "x"), "b": (4, "x"), "c": (6, "x"), "e": (5, "x")}
    marks = {"a": {6: "x"}, "b": {4: "x"}, "e": {5: "y"}}
    found = {str(each.facts["cluster"]): each.kind for each in replicas(said, heads, now, marks)}
    assert found == {"b": "replica_behind", "c": "replica_ahead", "d": "replica_missing", "e": "replica_differs"}


def test_a_full_disk_and_a_half_restore_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the database stops, and what a killed restore left."""
    (tmp_path / "database.restoring").mkdir()
    assert kinds(machine.data(tmp_path)) == {"half_restored"}
    monkeypatch.setattr(machine, "LEAST_MIB", 1 << 40)
    assert kinds(machine.disk(tmp_path)) == {"disk_full"}


def test_the_commands(installation: Installation, new_folder: Path) -> None:
    """backup, restore and doctor as an operator types them: exit codes, one line for an error, no traceback."""

    def klynge(*words: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "klynge.cli", *map(str, words)]
        environment = installation.environment | {"KLYNGE_LANGUAGE": "nb"}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    file = installation.folder / "copy.zip"
    taken = klynge("backup", file)
    assert (taken.returncode, "Nøkkelen er ikke med" in taken.stderr) == (0, True), taken.stderr
    again = klynge("backup", file)
    assert (again.returncode, again.stderr.count("\n"), "finnes fra før" in again.stderr) == (1, 1, True)
    restored = klynge("restore", file, "--into", new_folder)
    assert (restored.returncode, "secret-key" in restored.stdout) == (0, True), restored.stderr
    assert os.listdir(new_folder) == ["database"]
    doctor = klynge("doctor", "--json")
    assert (doctor.returncode, '"well": false' in doctor.stdout, '"no_trustee"' in doctor.stdout) == (1, True, True)
