# SPDX-License-Identifier: Apache-2.0
"""The checks in order, each with what it needs; one that cannot look says why."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

from klynge.server.database import BACKUP, OWNER, ROLES, TRUSTEE, WEB, AddressError, Addresses, data_folder, opened
from klynge.server.database.addresses import variable
from klynge.server.operate.archive import KEY
from klynge.server.operate.backup import key_of
from klynge.server.operate.errors import OperateError
from klynge.server.postgres import EmbeddedError

from . import database, machine, rows
from .findings import Finding, Report, found

if TYPE_CHECKING:
    from . import logs

Connections = dict[str, psycopg.Connection[Any]]


def installed(environment: Mapping[str, str]) -> bool:
    """Whether there is a database to look at: asking for the embedded one would make it."""
    named = environment.get("DATABASE_URL") or any(environment.get(variable(role)) for role in ROLES)
    return bool(named) or (data_folder(environment) / "database").exists()


def examine(environment: Mapping[str, str] = os.environ) -> Report:
    """Everything that is wrong with the installation that the environment names."""
    folder = data_folder(environment)
    if not installed(environment):
        return Report({"database": (found("no_installation", folder=folder),)})
    checks: dict[str, tuple[Finding, ...]] = {}
    if folder.exists():
        checks["disk"] = tuple(machine.disk(folder))
        checks["folder"] = tuple(machine.data(folder))
    with ExitStack() as stack:
        try:
            addresses = stack.enter_context(opened(environment))
            connections, unreachable = _connected(addresses, stack)
        except (EmbeddedError, AddressError) as error:
            connections, unreachable = {}, [Finding("not_opened", {"problem": error.kind}, error)]
        checks["database"] = tuple(unreachable)
        if connections:
            checks |= _database_checks(connections)
            checks |= _content_checks(connections, environment, folder)
    return Report(checks)


def _connected(addresses: Addresses, stack: ExitStack) -> tuple[Connections, list[Finding]]:
    connections: Connections = {}
    problems: list[Finding] = []
    for role in ROLES:
        connection, found_wrong = database.answering(addresses, role)
        problems += found_wrong
        if connection is not None:
            connections[role] = stack.enter_context(connection)
    return connections, problems


def _database_checks(connections: Connections) -> dict[str, tuple[Finding, ...]]:
    checks = {"roles": _looked(lambda: database.roles(connections))}
    if any_one := connections.get(WEB) or connections.get(TRUSTEE):
        checks["protection"] = _looked(lambda: database.protection(any_one))
    if reader := connections.get(BACKUP) or connections.get(OWNER):
        checks["migrations"] = _looked(lambda: database.migrations(reader))
    if trustee := connections.get(TRUSTEE):
        checks["clock"] = _looked(lambda: database.clock(trustee))
    checks["locks"] = _looked(lambda: database.locks(connections))
    return checks


def _content_checks(
    connections: Connections, environment: Mapping[str, str], folder: Path
) -> dict[str, tuple[Finding, ...]]:
    trustee = connections.get(TRUSTEE)
    if trustee is None:
        return {}
    from klynge.server.trustee.client import TrusteeAwayError

    from . import logs  # folding needs the engine, which naming what was found does not

    checks: dict[str, tuple[Finding, ...]] = {}
    socket = Path(environment.get("KLYNGE_TRUSTEE", "").strip() or folder / "run" / "trustee.sock")
    said: logs.Replicas | None = None
    try:
        heads = logs.heads_of(trustee)
        kept = logs.snapshots_of(trustee)
        try:
            said = _replicas(socket, heads)
        except TrusteeAwayError:
            checks["trustee"] = (found("no_trustee", socket=socket),)
    except psycopg.Error as error:  # no tables yet: the migrations' check tells how to mend it
        checks["logs"] = (_not_looked(error),)
    else:
        marks: dict[str, dict[int, str]] = {}
        states = [(cluster, sequence) for cluster, sequence, _ in kept]
        for cluster, sequence in [*states, *((name, at) for name, (at, _) in (said or {}).items())]:
            marks.setdefault(cluster, {})[sequence] = ""
        folded = _looked(lambda: logs.logs(trustee, marks))
        checks["logs"] = folded + tuple(logs.snapshots(kept, marks))
        if said is not None:
            checks["trustee"] = tuple(logs.replicas(said, heads, logs.heads_of(trustee), marks))
    checks["audit"] = _looked(lambda: rows.audit(trustee))
    checks["jobs"] = _looked(lambda: rows.jobs(trustee))
    checks["key"] = _looked(lambda: _key(trustee, folder, environment))
    return checks


def _replicas(socket: Path, heads: dict[str, int]) -> logs.Replicas:
    from klynge.server.trustee.client import Client
    from klynge.server.trustee.link import NOBODY

    from . import logs

    client = Client(socket, patience_s=0.0)
    try:
        return logs.asked(lambda: client.ask("replicas", NOBODY, {}), heads)
    finally:
        client.close()


def _key(connection: psycopg.Connection[Any], folder: Path, environment: Mapping[str, str]) -> Iterator[Finding]:
    try:
        secret = key_of(folder, environment)
    except OperateError as error:
        yield Finding("key_not_read", {"problem": error.kind}, error)
        return
    yield from rows.key(connection, secret, folder / KEY)


def _looked(check: Callable[[], Iterable[Finding]]) -> tuple[Finding, ...]:
    """What a check finds, also when the database refuses it a look."""
    findings: list[Finding] = []
    try:
        findings.extend(check())
    except psycopg.Error as error:
        findings.append(_not_looked(error))
    return tuple(findings)


def _not_looked(error: psycopg.Error) -> Finding:
    return found("not_looked", why=" ".join(str(error).split())[:300])
