# SPDX-License-Identifier: Apache-2.0
"""Scenarios planned side by side: a hundred of them on all cores, with progress and stop, in the order they were given.

Each is planned by itself from the base alone, so what comes out does not depend on how many are planned at a time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass, field

from klynge.planning.budget import Budget
from klynge.planning.errors import PlanningError

from .apply import changed
from .base import Base
from .data import Scenario
from .desk import Desk
from .draft import Changed
from .outcome import MEASURES, Outcome, measures_of, outcome_of
from .trouble import ScenarioError, Trouble

Progress = Callable[[int, int], bool | None]
"""Called with (scenarios planned, scenarios in all); True stops, what is planned by then stays."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The base and the scenarios that were planned, as they were given; `stopped` names those that were not."""

    base: dict[str, int | float]
    bottleneck: str
    outcomes: tuple[Outcome, ...]
    stopped: tuple[str, ...] = ()
    failed: tuple[tuple[str, str], ...] = field(default=())  # scenario, what went wrong with it

    def ranked(self, *measures: str) -> tuple[Outcome, ...]:
        """The outcomes, the best by the first of these measures first, ties by the next.

        Raises ValueError for a measure that there is not, or of which neither more nor less is better.
        """
        for name in measures:
            if not MEASURES.get(name):
                known = ", ".join(known for known, sign in MEASURES.items() if sign)
                raise ValueError(f"scenarios cannot be ranked by {name!r}: choose from {known}")
        return tuple(sorted(self.outcomes, key=lambda o: [-MEASURES[name] * o.measures[name] for name in measures]))


def plan_scenario(base: Base, scenario: Scenario) -> Outcome:
    """Plan one scenario by the base's rule, and compare.

    Raises ScenarioError with all that is wrong with it, PlanningError for numbers the engine cannot hold.
    """
    answer = Desk(base).answer(changed(base.problem.network, base.orders, scenario))
    assert answer is not None
    return outcome_of(base, scenario, answer)


def compare(
    base: Base,
    scenarios: Sequence[Scenario],
    *,
    workers: int = 2,
    budget: Budget | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Plan scenarios side by side and compare each with the base.

    Parameters
    ----------
    workers
        How many are planned at a time; the result is the same for any number.
    budget
        When to stop: at its seconds, after so many scenarios as `iterations` says, or when its `stop` is called.
    progress
        Called in this thread after each scenario.

    Raises ScenarioError with all that is wrong with all scenarios, before anything is planned; ValueError for
    fewer than one worker.
    """
    if workers < 1:
        raise ValueError(f"workers is {workers}; it must be 1 or more")
    found = changes_of_all(base, scenarios)
    limits = Budget() if budget is None else budget
    total = len(scenarios) if limits.iterations is None else min(len(scenarios), limits.iterations)
    halted, desks = threading.Event(), threading.local()
    done: dict[int, Outcome] = {}
    failed: dict[int, str] = {}

    def over() -> bool:
        return halted.is_set() or limits.spent(0, None)

    def work(number: int) -> None:
        if over():
            return
        if not hasattr(desks, "desk"):
            desks.desk = Desk(base)
        try:
            answer = desks.desk.answer(found[number], over)
        except PlanningError as error:
            failed[number] = str(error)
            return
        except Exception as error:  # one that fails loses none of the others
            desks.desk = Desk(base)
            failed[number] = f"{type(error).__name__}: {error}"
            return
        if answer is not None:
            done[number] = outcome_of(base, scenarios[number], answer)

    with ThreadPoolExecutor(min(workers, max(1, total))) as pool:
        waiting = {pool.submit(work, number) for number in range(total)}
        try:
            while waiting:
                _, waiting = wait(waiting, timeout=0.5, return_when=FIRST_COMPLETED)
                if progress is not None and progress(len(done), total):
                    halted.set()
        except KeyboardInterrupt:
            halted.set()
            wait(waiting)
    return Comparison(
        measures_of(base.figures),
        base.figures.bottleneck,
        tuple(done[number] for number in sorted(done)),
        tuple(s.id for number, s in enumerate(scenarios) if number not in done and number not in failed),
        tuple((scenarios[number].id, failed[number]) for number in sorted(failed)),
    )


def changes_of_all(base: Base, scenarios: Sequence[Scenario]) -> list[Changed]:
    """What each scenario makes of the base; ScenarioError with all that is wrong with any of them."""
    found: list[Changed] = []
    troubles: list[Trouble] = []
    for scenario in scenarios:
        try:
            found.append(changed(base.problem.network, base.orders, scenario))
        except ScenarioError as error:
            troubles += error.problems
    if troubles:
        raise ScenarioError(troubles)
    return found
