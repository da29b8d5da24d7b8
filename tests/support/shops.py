# SPDX-License-Identifier: Apache-2.0
"""Random shops, plain longest paths, and the best plan of tiny shops by trying them all."""

from __future__ import annotations

import itertools

import numpy as np

from klynge.planning.shop.problem import Ints, ShopProblem
from klynge.planning.shop.tables import Sequence


def random_shop(
    seed: int,
    jobs: int = 6,
    machines: int = 4,
    steps: int = 5,
    *,
    flexible: bool = True,
    setups: bool = False,
    shortest: int = 0,
) -> ShopProblem:
    """Jobs of about `steps` operations, some of no length, that visit machines in any order and may come back."""
    rng = np.random.default_rng(seed)
    counts = rng.integers(1, steps + 1, jobs)
    n = int(counts.sum())
    choices = [int(k) for k in rng.integers(1, machines + 1, n)] if flexible else [1] * n
    machine = [int(k) for count in choices for k in rng.choice(machines, count, replace=False)]
    release = rng.integers(0, 10, jobs) * int(rng.integers(0, 2))
    return ShopProblem(
        job0=np.concatenate([[0], np.cumsum(counts)]),
        alt0=np.concatenate([[0], np.cumsum(choices)]),
        alt_machine=np.array(machine),
        alt_time=rng.integers(shortest, 20, len(machine)),
        machines=machines,
        release=release,
        due=None,
        weight=np.ones(jobs, np.int64),
        setup=rng.integers(0, 9, (machines, n, n)) if setups else None,
        first_setup=rng.integers(0, 9, (machines, n)) if setups else None,
    )


def random_plan(problem: ShopProblem, seed: int) -> Sequence:
    """Machines and an order at random."""
    rng = np.random.default_rng(seed)
    job = np.repeat(np.arange(problem.jobs), np.diff(problem.job0))
    key = np.empty(problem.operations)
    for j in range(problem.jobs):
        low, high = problem.job0[j], problem.job0[j + 1]
        key[low:high] = np.sort(rng.random(high - low))
    chosen = problem.alt0[:-1] + rng.integers(0, np.diff(problem.alt0))
    assert len(job) == problem.operations
    return Sequence(chosen, np.argsort(key, kind="stable"))


def longest_paths(problem: ShopProblem, plan: Sequence) -> tuple[list[int], list[int]]:
    """Heads and tails, operation by operation along the order and back, from the definition."""
    job = np.repeat(np.arange(problem.jobs), np.diff(problem.job0)).tolist()
    machine, time = problem.alt_machine[plan.chosen].tolist(), problem.alt_time[plan.chosen].tolist()
    order = plan.order.tolist()
    head, tail = [0] * len(order), [0] * len(order)
    for i, x in enumerate(order):
        earlier = [y for y in order[:i] if machine[y] == machine[x]]
        from_job = [head[y] + time[y] for y in order[:i] if job[y] == job[x]]
        head[x] = max([int(problem.release[job[x]]), *from_job, *after(problem, machine[x], earlier, x, head, time)])
    for i, x in reversed(list(enumerate(order))):
        follows = [(y, 0) for y in order[i + 1 :] if job[y] == job[x]][:1]
        on_machine = [y for y in order[i + 1 :] if machine[y] == machine[x]][:1]
        follows += [(y, 0 if problem.setup is None else int(problem.setup[machine[x], x, y])) for y in on_machine]
        tail[x] = max((setup + time[y] + tail[y] for y, setup in follows), default=0)
    return head, tail


def after(
    problem: ShopProblem, machine: int, earlier: list[int], x: int, head: list[int], time: list[int]
) -> list[int]:
    """When the machine, after what it did earlier, is ready for x."""
    if not earlier:
        return [] if problem.first_setup is None else [int(problem.first_setup[machine, x])]
    last = earlier[-1]
    setup = 0 if problem.setup is None else int(problem.setup[machine, last, x])
    return [head[last] + time[last] + setup]


def makespan_of(problem: ShopProblem, plan: Sequence) -> int:
    """The end of the last operation, plainly."""
    head, _ = longest_paths(problem, plan)
    return max(h + int(t) for h, t in zip(head, problem.alt_time[plan.chosen], strict=True))


def shortest_makespan(problem: ShopProblem) -> int:
    """The optimum of a tiny shop: every order of the operations with every choice of machines."""
    job = np.repeat(np.arange(problem.jobs), np.diff(problem.job0)).tolist()
    choices = [range(int(low), int(high)) for low, high in itertools.pairwise(problem.alt0)]
    orders = set(itertools.permutations(job))
    best = None
    for order in orders:
        steps = [iter(range(int(low), int(high))) for low, high in itertools.pairwise(problem.job0)]
        operations: Ints = np.array([next(steps[j]) for j in order])
        for chosen in itertools.product(*choices):
            value = makespan_of(problem, Sequence(np.array(chosen), operations))
            best = value if best is None else min(best, value)
    assert best is not None
    return best
