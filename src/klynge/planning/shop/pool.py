# SPDX-License-Identifier: Apache-2.0
"""An elite pool of plans, and new plans between two of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .problem import Ints, ShopProblem
from .tables import Sequence


@dataclass(frozen=True, slots=True)
class Member:
    """A plan of the pool with its makespan and each operation's position in the order."""

    makespan: int
    plan: Sequence
    position: Ints
    age: int


class Pool:
    """The best plans found, no two of them alike."""

    def __init__(self, problem: ShopProblem, size: int, near: float) -> None:
        self.problem, self.size, self.near, self.added = problem, size, near, 0
        self.members: list[Member] = []

    def add(self, makespan: int, plan: Sequence) -> bool:
        """Take a plan in; of two that are nearly alike the better stays, then the worst leaves."""
        position = np.empty(len(plan.order), np.int64)
        position[plan.order] = np.arange(len(plan.order))
        new = Member(makespan, plan, position, self.added)
        self.added += 1
        for i, old in enumerate(self.members):
            if self.distance(old, new) <= self.near:
                if new.makespan <= old.makespan:
                    self.members[i] = new
                return new.makespan < old.makespan
        if len(self.members) >= self.size and new.makespan >= self.members[-1].makespan:
            return False
        self.members.append(new)
        self.members.sort(key=lambda member: (member.makespan, -member.age))
        del self.members[self.size :]
        return True

    def distance(self, one: Member, other: Member) -> float:
        """The share of operations that are on another machine or follow another operation there."""
        a, b = followed(self.problem, one.plan), followed(self.problem, other.plan)
        return float(np.mean((a != b) | (one.plan.chosen != other.plan.chosen)))


def followed(problem: ShopProblem, plan: Sequence) -> Ints:
    """The operation before each on its machine, or -1."""
    machine = problem.alt_machine[plan.chosen[plan.order]]
    by_machine = np.argsort(machine, kind="stable")
    ops, machine = plan.order[by_machine], machine[by_machine]
    before = np.full(len(ops), -1, np.int64)
    same = machine[1:] == machine[:-1]
    before[ops[1:][same]] = ops[:-1][same]
    return before


def between(one: Member, other: Member, share: float, rng: np.random.Generator) -> Sequence:
    """A plan on the path from one to the other: it keeps every order and machine on which they agree.

    A weighted mean of two orders that can be carried out can be carried out: within a job both rise.
    """
    key = one.position * (1.0 - share) + other.position * share
    taken = rng.random(len(key)) < share
    chosen = np.where(taken, other.plan.chosen, one.plan.chosen)
    return Sequence(chosen, np.argsort(key, kind="stable"))


def crossed(problem: ShopProblem, one: Member, other: Member, share: float, rng: np.random.Generator) -> Sequence:
    """Some jobs as in one plan and the rest as in the other (job-based order crossover)."""
    jobs = rng.random(problem.jobs) < share
    taken = np.repeat(jobs, np.diff(problem.job0))
    key = np.where(taken, other.position, one.position)
    chosen = np.where(taken, other.plan.chosen, one.plan.chosen)
    return Sequence(chosen, np.argsort(key, kind="stable"))


def shaken(problem: ShopProblem, plan: Sequence, strength: float, rng: np.random.Generator) -> Sequence:
    """The plan with some operations moved to other machines and jobs pushed earlier or later."""
    n = problem.operations
    position = np.empty(n, np.float64)
    position[plan.order] = np.arange(n)
    position += np.repeat(rng.normal(0.0, strength * n, problem.jobs), np.diff(problem.job0))
    moved = rng.random(n) < strength
    other = problem.alt0[:-1] + (rng.random(n) * np.diff(problem.alt0)).astype(np.int64)
    return Sequence(np.where(moved, other, plan.chosen), np.argsort(position, kind="stable"))
