# SPDX-License-Identifier: Apache-2.0
"""Is this a schedule of that shop? Checked plainly, without anything of the searches.

Jobs, operations and machines are counted from 0 in what it says, as in the arrays of the problem.
"""

from __future__ import annotations

from itertools import pairwise, permutations

from .problem import ShopProblem, ShopSchedule

MOST_FINDINGS = 100
MOST_TIED = 7


def makespan(schedule: ShopSchedule) -> int:
    """When the last operation ends."""
    return max((int(end) for end in schedule.end.tolist()), default=0)


def weighted_tardiness(problem: ShopProblem, schedule: ShopSchedule, weighted: bool = True) -> int:
    """The sum over jobs of weight (or 1) times how long after its due date the job ends.

    Raises ValueError for a problem without due dates.
    """
    if problem.due is None:
        raise ValueError("the problem has no due dates")
    total = 0
    for job in range(problem.jobs):
        first, after = int(problem.job0[job]), int(problem.job0[job + 1])
        finished = max((int(schedule.end[number]) for number in range(first, after)), default=0)
        late = max(0, finished - int(problem.due[job]))
        total += late * (int(problem.weight[job]) if weighted else 1)
    return total


def objective_of(problem: ShopProblem, schedule: ShopSchedule, objective: str) -> int:
    """What a schedule is worth by the objective `makespan`, `twt` or `tardiness`."""
    if objective == "makespan":
        return makespan(schedule)
    return weighted_tardiness(problem, schedule, objective == "twt")


def check_shop(problem: ShopProblem, schedule: ShopSchedule) -> list[str]:
    """What is wrong with the schedule, in words, at most a hundred findings; empty when all is right."""
    sizes = {len(schedule.machine), len(schedule.start), len(schedule.end)}
    if sizes != {problem.operations}:
        return [f"the schedule has {sorted(sizes)} entries for {problem.operations} operations"]
    found = [*_times(problem, schedule), *_orders(problem, schedule), *_machines(problem, schedule)]
    return found[:MOST_FINDINGS]


def _times(problem: ShopProblem, schedule: ShopSchedule) -> list[str]:
    """Each operation is on one of its machines, for as long as that takes."""
    alt0, machines, times = problem.alt0.tolist(), problem.alt_machine.tolist(), problem.alt_time.tolist()
    begins, ends = schedule.start.tolist(), schedule.end.tolist()
    found = []
    for number, machine in enumerate(schedule.machine.tolist()):
        possible = [times[at] for at in range(alt0[number], alt0[number + 1]) if machines[at] == machine]
        took = ends[number] - begins[number]
        if not possible:
            found.append(f"operation {number} cannot be on machine {machine}")
        elif took not in possible:
            found.append(f"operation {number} takes {took} on machine {machine}, not {possible[0]}")
    return found


def _orders(problem: ShopProblem, schedule: ShopSchedule) -> list[str]:
    """Each job begins after its release and does one operation after the other."""
    job0, releases = problem.job0.tolist(), problem.release.tolist()
    begins, ends = schedule.start.tolist(), schedule.end.tolist()
    found = []
    for job in range(problem.jobs):
        ready, said = max(0, releases[job]), f"before its job {job} is released"
        for number in range(job0[job], job0[job + 1]):
            if begins[number] < ready:
                found.append(f"operation {number} begins at {begins[number]}, {said} at {ready}")
            ready, said = ends[number], f"before operation {number} of its job ends"
    return found


def _machines(problem: ShopProblem, schedule: ShopSchedule) -> list[str]:
    """Each machine does one operation at a time, with its set-up between."""
    on: list[list[int]] = [[] for _ in range(problem.machines)]
    begins, ends = schedule.start.tolist(), schedule.end.tolist()
    found = []
    for number, machine in enumerate(schedule.machine.tolist()):
        if 0 <= machine < problem.machines:
            on[machine].append(number)
    for machine, numbers in enumerate(on):
        numbers = _in_order(problem, machine, numbers, begins, ends)
        if numbers and problem.first_setup is not None:
            setup = int(problem.first_setup[machine, numbers[0]])
            if begins[numbers[0]] < setup:
                found.append(f"operation {numbers[0]} is first on machine {machine} before its set-up of {setup}")
        for before, after in pairwise(numbers):
            setup = 0 if problem.setup is None else int(problem.setup[machine, before, after])
            if begins[after] < ends[before] + setup:
                found.append(
                    f"operation {after} begins at {begins[after]} on machine {machine}, where operation {before} ends "
                    f"at {ends[before]} and a set-up takes {setup}"
                )
    return found


def _in_order(problem: ShopProblem, machine: int, numbers: list[int], begins: list[int], ends: list[int]) -> list[int]:
    """As they follow on the machine. Of work without length at one time, in an order that the set-ups allow, if any."""
    numbers = sorted(numbers, key=lambda number: (begins[number], ends[number], number))
    if problem.setup is None:
        return numbers
    setup = problem.setup[machine]
    at = 0
    while at < len(numbers):
        until = at
        while until < len(numbers) and begins[numbers[until]] == ends[numbers[until]] == begins[numbers[at]]:
            until += 1
        if 2 <= until - at <= MOST_TIED:
            around = numbers[max(0, at - 1) : at], numbers[until : until + 1]
            for tied in permutations(numbers[at:until]):
                if all(begins[b] >= ends[a] + int(setup[a, b]) for a, b in pairwise([*around[0], *tied, *around[1]])):
                    numbers[at:until] = tied
                    break
        at = max(until, at + 1)
    return numbers
