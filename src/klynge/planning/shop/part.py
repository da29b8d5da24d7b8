# SPDX-License-Identifier: Apache-2.0
"""A part of a shop's plan, cut out in time: a shop of its own between what comes before and what follows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .problem import Ints, ShopProblem
from .tables import EMPTY, Frame, Sequence


@dataclass(slots=True)
class Edge:
    """What a walk along a plan's order has passed: when jobs and machines are free of it, and the machine's last work.

    From the front these are ends, from the back the longest paths from the start of what was passed.
    """

    job: Ints
    machine: Ints
    last: Ints

    @classmethod
    def front(cls, problem: ShopProblem) -> Edge:
        """Before everything."""
        machines = problem.machines
        return cls(problem.release.copy(), np.zeros(machines, np.int64), np.full(machines, -1, np.int64))

    @classmethod
    def back(cls, problem: ShopProblem) -> Edge:
        """After everything."""
        machines = problem.machines
        return cls(np.zeros(problem.jobs, np.int64), np.zeros(machines, np.int64), np.full(machines, -1, np.int64))


@dataclass(frozen=True, slots=True)
class Part:
    """A shop cut out: its problem, what lies around it, its operations' and alternatives' numbers in the whole."""

    problem: ShopProblem
    frame: Frame
    operations: Ints
    alternatives: Ints
    plan: Sequence

    def back_in_whole(self, plan: Sequence) -> tuple[Ints, Ints]:
        """The order, in the whole's operations, and each one's alternative."""
        order = self.operations[plan.order]
        return order, self.alternatives[plan.chosen[plan.order]]


def cut(problem: ShopProblem, job: Ints, plan: Sequence, low: int, high: int, before: Edge, after: Edge) -> Part:
    """The operations at the places low to high of a plan's order, between what lies before and after them."""
    slice_ = plan.order[low:high]
    operations = np.sort(slice_)
    begins = np.concatenate([[True], job[operations[1:]] != job[operations[:-1]]])
    jobs = job[operations[begins]]
    counts = problem.alt0[operations + 1] - problem.alt0[operations]
    alt0 = np.concatenate([[0], np.cumsum(counts)])
    alternatives = np.arange(alt0[-1]) + np.repeat(problem.alt0[operations] - alt0[:-1], counts)
    used, machine = np.unique(problem.alt_machine[alternatives], return_inverse=True)
    part = ShopProblem(
        np.concatenate([np.flatnonzero(begins), [len(operations)]]),
        alt0,
        machine.astype(np.int64),
        problem.alt_time[alternatives],
        len(used),
        before.job[jobs],
        None,
        problem.weight[jobs],
        None if problem.setup is None else problem.setup[np.ix_(used, operations, operations)],
    )
    frame = Frame(
        before.job[jobs],
        after.job[jobs],
        before.machine[used],
        after.machine[used],
        first_setups(problem, used, operations, before.last[used]),
        last_setups(problem, used, operations, after.last[used]),
    )
    number = np.searchsorted(operations, slice_)
    chosen = alt0[:-1] + plan.chosen[operations] - problem.alt0[operations]
    return Part(part, frame, operations, alternatives, Sequence(chosen, number))


def first_setups(problem: ShopProblem, used: Ints, operations: Ints, last: Ints) -> Ints:
    """The set-up of each operation when it is the first of the part on a machine."""
    if problem.setup is None and problem.first_setup is None:
        return EMPTY
    setups = np.zeros((len(used), len(operations)), np.int64)
    for k, (machine, x) in enumerate(zip(used, last, strict=True)):
        if x >= 0 and problem.setup is not None:
            setups[k] = problem.setup[machine, x, operations]
        elif x < 0 and problem.first_setup is not None:
            setups[k] = problem.first_setup[machine, operations]
    return setups.ravel()


def last_setups(problem: ShopProblem, used: Ints, operations: Ints, following: Ints) -> Ints:
    """The set-up after each operation when it is the last of the part on a machine."""
    if problem.setup is None:
        return EMPTY
    setups = np.zeros((len(used), len(operations)), np.int64)
    for k, (machine, x) in enumerate(zip(used, following, strict=True)):
        if x >= 0:
            setups[k] = problem.setup[machine, operations, x]
    return setups.ravel()
