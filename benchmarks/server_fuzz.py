# SPDX-License-Identifier: Apache-2.0
"""Generated requests to every operation of the API as every role: faults of the server's, breaches of its description.

Two kinds. One by one, by a token: each operation, with what its description allows and with what it does not, mostly
of names that there are. One after another, by a person who has logged in: a state machine over the description's links,
in which what an answer names (an order, a draft, a file, a scenario, a code) is used in the requests that follow. Every
answer is held against the description: its status, its type and its schema; a fault is an answer of 500 and more (but
the 503 of a planner that is away), an answer that is not as described, or a traceback. The database and the trustee are
a server's own; requests come to the web application in this process.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django
import hypothesis
from rich.console import Console

sys.path.insert(0, str(Path(__file__).parents[1]))  # the tests' generators and processes

from benchmarks.promises import machine
from tests.support.faults.processes import loaded
from tests.support.installation import trustee_of

if TYPE_CHECKING:
    from tests.support.fuzzing import Judge

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "benchmarks" / "server_fuzz.md"
SMALL = ROOT / "examples" / "small"
LONGER = 'make bench-server_fuzz ARGS="--calls 50000"'
SCENARIOS, STEPS = 25, 12
KINDS = ("5xx", "schema", "traceback")


class Round:
    """Both kinds of requests, as every role in turn."""

    def __init__(self, each: int) -> None:
        import schemathesis
        from tests.support.fuzzing import Judge, allowed, bearer, packed, session

        from klynge.server.roles import Role
        from klynge.server.wsgi import application

        self.each, self.files = each, packed(SMALL)
        self.schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application)
        self.operations: list[Any] = [found.ok() for found in self.schema.get_all_operations()]  # type: ignore[union-attr]
        self.roles = [role for role in Role if role != Role.OPERATOR]  # there is nothing in the API for it
        self.may = {role.value: allowed(role) for role in self.roles}
        self.tokens = {role: bearer(role, SMALL.name) for role in self.roles}
        self.sessions = {role: session(role, SMALL.name) for role in self.roles}
        self.alone = {role.value: Judge(raising=False) for role in self.roles}
        self.after = {role.value: Judge(raising=False) for role in self.roles}

    def run(self, seed: int) -> None:
        """So many requests of each kind to each operation, and so many scenarios, as each role."""
        from schemathesis import GenerationMode
        from tests.support.fuzzing import ALL_HEALTH, run_workflow, send, there, workflow

        for role in self.roles:
            headers, judge = self.tokens[role], self.alone[role.value]
            real = there(headers, self.schema)
            for operation in self.operations:
                most = self.each if operation.label in self.may[role.value] else 1
                settings = hypothesis.settings(
                    max_examples=most, database=None, deadline=None, suppress_health_check=ALL_HEALTH
                )
                for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
                    if (
                        mode is GenerationMode.POSITIVE
                        or operation.body
                        or operation.query
                        or operation.path_parameters
                    ):
                        send(operation, mode, headers, real, judge, settings, seed)
            after = workflow(self.schema, role, self.sessions[role], self.after[role.value], self.files)
            run_workflow(after, SCENARIOS, STEPS, seed)

    @property
    def calls(self) -> int:
        """How many requests were answered."""
        return sum(judge.calls for judges in (self.alone, self.after) for judge in judges.values())


def page(found: Round, seconds: float) -> str:
    """What was found, as a page."""
    lines = [
        "# Generated requests to the API",
        "",
        "`make bench-server_fuzz` wrote this page. " + " ".join((__doc__ or "").split("\n\n", 1)[1].split()),
        "",
        f"{found.calls} requests in {seconds:.0f} s on {machine()}. The longer run: `{LONGER}`.",
        "",
        "| role | one by one | one after another | operations that did what was asked | 5xx | schema | tracebacks |",
        "|---|---|---|---|---|---|---|",
    ]
    for role, alone in found.alone.items():
        after = found.after[role]
        reached = len(alone.reached() | after.reached())
        times = " | ".join(f"**{alone.times[kind] + after.times[kind]}**" for kind in KINDS)
        lines.append(f"| {role} | {alone.calls} | {after.calls} | {reached} of {len(found.may[role])} | {times} |")
    told = sorted({key for judge in _judges(found) for key in judge.faults})
    lines += ["", *(f"- {kind}: `{label}`" for kind, label in told), *([""] if told else [])]
    return "\n".join(lines)


def can_be_wrong(operation: Any) -> bool:
    """Whether a request to it has anything that its description could forbid."""
    return bool(operation.body or operation.query or operation.path_parameters)


def _judges(found: Round) -> list[Judge]:
    return [*found.alone.values(), *found.after.values()]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print, and write the page; 1 when a fault was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--calls", type=int, default=4000, help="requests in all, at least")
    parser.add_argument("--each", type=int, default=4, help="requests of each kind to an operation, a round")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    console = Console(width=140)
    with tempfile.TemporaryDirectory(prefix="klynge-bench-", dir="/tmp") as place:
        folder = Path(place)
        folder.chmod(0o755)
        installation = loaded(folder / "data", SMALL)
        with installation.database(), trustee_of(installation):
            os.environ |= installation.environment | {"KLYNGE_TESTING": "1", "KLYNGE_ROLE": "web"}
            os.environ |= {"KLYNGE_LOG_LEVEL": "ERROR"}  # what was not foreseen, with its traceback
            django.setup()
            found, began, seed = Round(asked.each), time.monotonic(), asked.seed
            while found.calls < asked.calls:
                found.run(seed)
                seed += 1
                console.print(f"{found.calls} requests, {sum(len(judge.faults) for judge in _judges(found))} faults")
            seconds = time.monotonic() - began
            _leave()
    for judge in _judges(found):
        for (kind, label), told in judge.faults.items():
            console.print(f"FAULT {kind} {label}\n{told[:1500]}", markup=False)
    PAGE.write_text(page(found, seconds), encoding="utf-8")
    console.print(f"written: {PAGE.name}")
    return 1 if any(judge.faults for judge in _judges(found)) else 0


def _leave() -> None:
    from django.db import connections

    from klynge.server.connection import leave
    from klynge.server.trustee.link import client

    for connection in connections.all():
        connection.close()
    client().close()
    leave()


if __name__ == "__main__":
    sys.exit(main())
