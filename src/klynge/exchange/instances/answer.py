# SPDX-License-Identifier: Apache-2.0
"""What a search found for an instance, as JSON; docs/reference/instances.md says what the keys mean."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from klynge.planning.shop.problem import ShopProblem, ShopSchedule

from .reading import Instance


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome of one run: `facts` in the order of the JSON, and a row for each operation or activity."""

    facts: dict[str, object]
    columns: tuple[str, ...] = ()
    rows: list[list[int]] = field(default_factory=list)

    def pieces(self) -> Iterator[str]:
        """The JSON text in pieces, one operation a line."""
        head = [f' "{name}": {json.dumps(value, ensure_ascii=False)},\n' for name, value in self.facts.items()]
        yield "{\n" + "".join(head) + ' "schedule": ['
        form = ", ".join(f'"{name}": %d' for name in self.columns)
        for at in range(0, len(self.rows), 10_000):
            part = ",\n".join(f"  {{{form % tuple(row)}}}" for row in self.rows[at : at + 10_000])
            yield ("\n" if at == 0 else ",\n") + part
        yield "\n ]\n}\n" if self.rows else "]\n}\n"


def shop_rows(instance: Instance, schedule: ShopSchedule) -> tuple[tuple[str, ...], list[list[int]]]:
    """Job and operation from 0, machine as the file numbers it, start and end; job by job."""
    problem = instance.problem
    assert isinstance(problem, ShopProblem)
    job = np.repeat(np.arange(problem.jobs), np.diff(problem.job0))
    operation = np.arange(problem.operations) - problem.job0[job]
    table = np.column_stack([job, operation, schedule.machine + instance.first, schedule.start, schedule.end])
    return ("job", "operation", "machine", "start", "end"), table.tolist()


def project_rows(instance: Instance, start: np.ndarray, end: np.ndarray) -> tuple[tuple[str, ...], list[list[int]]]:
    """Activity as the file numbers it, start and end."""
    table = np.column_stack([np.arange(len(start)) + instance.first, start, end])
    return ("activity", "start", "end"), table.tolist()
