# SPDX-License-Identifier: Apache-2.0
"""First plans by dispatching rules: fast for a million operations, and always valid.

A rule ranks waiting operations by rem^a / p^b, where rem is the work that remains of the job and p the operation's
time: SPT is (0, 1), most work remaining (1, 0). Passes may run backward in time, over the shop turned round.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .kernels import dispatch as kernels
from .problem import Ints, ShopProblem, ShopSchedule
from .tables import EMPTY, Sequence, job_of

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rule:
    """rem^`work` / p^`time`, or first come first served; `patience` in mean times that machines may wait for better."""

    work: float = 0.0
    time: float = 0.0
    count: float = 0.0
    patience: float = 0.0
    fifo: bool = False
    shortest_queue: bool = True
    backward: bool = False


RULES = (
    Rule(work=1.0),
    Rule(work=1.0, time=0.5),
    Rule(work=1.0, time=1.0),
    Rule(time=1.0),
    Rule(count=1.0),
    Rule(fifo=True),
)


class Dispatcher:
    """Builds plans of one problem by rules."""

    def __init__(self, problem: ShopProblem) -> None:
        self.problem = problem
        self._forward = _Direction(problem)
        self._backward: _Direction | None = None

    def plan(self, rule: Rule) -> Sequence:
        """A plan by a rule."""
        if not rule.backward:
            return self._forward.plan(rule)
        if self._backward is None:
            self._backward = _Direction(turned_round(self.problem))
        return turned_back(self.problem, self._backward.plan(rule))

    def improve(self, plan: Sequence, patience: float, backward: bool) -> Sequence:
        """Dispatch again, by the longest path that each operation has before (backward) or after it in a plan."""
        start, _, _ = carry_out(self.problem, plan)
        if backward:
            if self._backward is None:
                self._backward = _Direction(turned_round(self.problem))
            side = self._backward
            urgent = start[::-1].astype(float)
        else:
            side = self._forward
            urgent = tails(self.problem, plan) + self.problem.alt_time[plan.chosen].astype(float)
        found = side.place(urgent[side.alt_op], patience * side.mean, 0.0, True)
        return turned_back(self.problem, found) if backward else found


class _Direction:
    """The arrays of one direction of time."""

    def __init__(self, problem: ShopProblem) -> None:
        self.problem = problem
        alternatives = np.diff(problem.alt0)
        self.alt_op = np.repeat(np.arange(problem.operations), alternatives)
        shortest = np.minimum.reduceat(problem.alt_time, problem.alt0[:-1]) if problem.operations else EMPTY
        total = np.concatenate([[0], np.cumsum(shortest)])
        last = problem.job0[1:][job_of(problem)]
        self.work_left = (total[last] - total[:-1]).astype(float)
        self.steps_left = (last - np.arange(problem.operations)).astype(float)
        self.mean = float(shortest.mean()) if problem.operations else 0.0
        room = np.bincount(problem.alt_machine, minlength=problem.machines)
        self.seq0 = np.cumsum(room) - room

    def plan(self, rule: Rule) -> Sequence:
        time = np.maximum(self.problem.alt_time, 1).astype(float)
        score = np.maximum(self.work_left, 1.0)[self.alt_op] ** rule.work / time**rule.time
        score *= self.steps_left[self.alt_op] ** rule.count
        if rule.fifo:
            score[:] = 0.0
        return self.place(score, rule.patience * self.mean, float(rule.fifo), rule.shortest_queue)

    def place(self, score: Scores, patience: float, fifo: float, shortest_queue: bool) -> Sequence:
        p = self.problem
        chosen, order = np.empty(p.operations, np.int64), np.empty(p.operations, np.int64)
        weight = float(np.ptp(score) / max(self.mean, 1.0)) if len(score) else 0.0
        kernels.dispatch(
            p.job0, p.alt0, p.alt_machine, p.alt_time, self.alt_op, p.release, self.seq0, *setups(p),
            score, fifo, int(patience), weight, shortest_queue, chosen, order,
        )  # fmt: skip
        return Sequence(chosen, order)


def setups(problem: ShopProblem) -> tuple[Ints, Ints]:
    """The set-ups in one row each, empty where there are none."""
    return (
        EMPTY if problem.setup is None else problem.setup.ravel(),
        EMPTY if problem.first_setup is None else problem.first_setup.ravel(),
    )


def carry_out(problem: ShopProblem, plan: Sequence) -> tuple[Ints, Ints, int]:
    """Start and end of every operation as early as the plan lets it, and the makespan."""
    p = problem
    start, end = np.zeros(p.operations, np.int64), np.zeros(p.operations, np.int64)
    makespan = kernels.carry_out(
        p.job0, job_of(p), p.alt_machine, p.alt_time, p.release, p.machines, *setups(p),
        plan.chosen, plan.order, start, end,
    )  # fmt: skip
    return start, end, int(makespan)


def tails(problem: ShopProblem, plan: Sequence) -> Ints:
    """The longest path after every operation's end."""
    p, tail = problem, np.zeros(problem.operations, np.int64)
    kernels.tails(p.job0, job_of(p), p.alt_machine, p.alt_time, p.machines, setups(p)[0], plan.chosen, plan.order, tail)
    return tail


def schedule_of(problem: ShopProblem, plan: Sequence) -> ShopSchedule:
    """The plan with its times."""
    start, end, _ = carry_out(problem, plan)
    return ShopSchedule(problem.alt_machine[plan.chosen], start, end)


def turned_round(problem: ShopProblem) -> ShopProblem:
    """The problem with time running backward; releases and first set-ups are forgotten."""
    p = problem
    return ShopProblem(
        job0=np.ascontiguousarray(p.operations - p.job0[::-1]),
        alt0=np.ascontiguousarray(len(p.alt_machine) - p.alt0[::-1]),
        alt_machine=np.ascontiguousarray(p.alt_machine[::-1]),
        alt_time=np.ascontiguousarray(p.alt_time[::-1]),
        machines=p.machines,
        release=np.zeros_like(p.release),
        due=None,
        weight=p.weight,
        setup=None if p.setup is None else np.ascontiguousarray(p.setup[:, ::-1, ::-1].transpose(0, 2, 1)),
    )


def turned_back(problem: ShopProblem, plan: Sequence) -> Sequence:
    """A plan of the problem turned round, for the problem itself."""
    chosen = len(problem.alt_machine) - 1 - plan.chosen[::-1]
    return Sequence(np.ascontiguousarray(chosen), np.ascontiguousarray(problem.operations - 1 - plan.order[::-1]))
