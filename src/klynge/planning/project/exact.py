# SPDX-License-Identifier: Apache-2.0
"""A project, or a window of it, as a model of OR-Tools' CP-SAT: bounds, proofs, and small parts solved to the end.

OR-Tools is imported when first asked for; `available` says whether it is there. Everything runs on one thread.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from klynge.planning.project.problem import Ints, ProjectProblem

Arc = tuple[int, int, int]
Found = Callable[[Ints, int], None]
"""Told of each better schedule: its starts and its makespan."""


def available() -> bool:
    """Whether OR-Tools is installed."""
    return importlib.util.find_spec("ortools") is not None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a solve came to: `starts` of the best found, a proven bound, whether the search went to the end."""

    starts: Ints | None
    bound: int
    closed: bool


class Model:
    """Starts in windows [earliest, latest], all lags, all resources; the makespan in [lower, upper] is minimised."""

    def __init__(self, problem: ProjectProblem, windows: tuple[Ints, Ints], lower: int, upper: int) -> None:
        from ortools.sat.python import cp_model

        self._cp = cp_model
        self.problem, self.upper = problem, upper
        self.model: Any = cp_model.CpModel()
        earliest, latest = windows
        durations = problem.duration.tolist()
        self.starts = [
            self.model.new_int_var(low, high, "") for low, high in zip(earliest.tolist(), latest.tolist(), strict=True)
        ]
        self.makespan = self.model.new_int_var(lower, upper, "")
        for start, duration in zip(self.starts, durations, strict=True):
            self.model.add(self.makespan >= start + duration)
        tails = np.repeat(np.arange(problem.activities), np.diff(problem.arc0)).tolist()
        self.ask(zip(tails, problem.arc_to.tolist(), problem.arc_lag.tolist(), strict=True))
        intervals = [
            self.model.new_fixed_size_interval_var(start, duration, "")
            for start, duration in zip(self.starts, durations, strict=True)
        ]
        for resource, capacity in enumerate(problem.capacity.tolist()):
            needs = problem.demand[:, resource].tolist()
            users = [one for one, need in enumerate(needs) if need > 0 and durations[one] > 0]
            if sum(needs[one] for one in users) > capacity:
                self._limit([(intervals[one], needs[one]) for one in users], capacity)
        self.model.minimize(self.makespan)

    def _limit(self, uses: list[tuple[Any, int]], capacity: int) -> None:
        """Uses of a resource at the same moment stay within its capacity."""
        if all(2 * need > capacity for _, need in uses):
            self.model.add_no_overlap([interval for interval, _ in uses])
        else:
            self.model.add_cumulative([interval for interval, _ in uses], [need for _, need in uses], capacity)

    def ask(self, arcs: Iterable[Arc]) -> None:
        """Add lags between starts."""
        for before, after, lag in arcs:
            self.model.add(self.starts[after] >= self.starts[before] + lag)

    def hint(self, starts: Ints) -> None:
        """Suggest a schedule to begin from."""
        self.model.clear_hints()
        for variable, start in zip(self.starts, starts.tolist(), strict=True):
            self.model.add_hint(variable, start)

    def solver(self, seed: int, *, seconds: float | None = None, effort: float | None = None) -> Any:
        """A solver on one thread, limited by the clock or by an effort in CP-SAT's deterministic time."""
        solver = self._cp.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = seed
        solver.parameters.linearization_level = 0
        solver.parameters.symmetry_level = 0
        if seconds is not None:
            solver.parameters.max_time_in_seconds = seconds
        if effort is not None:
            solver.parameters.max_deterministic_time = effort
        return solver

    def solve(self, solver: Any, found: Found | None = None) -> Answer:
        """Search until proven or at the solver's limit; `found` hears of each better schedule at once."""
        callback = self._listener(found) if found else None
        status = solver.solve(self.model, callback)
        if status == self._cp.INFEASIBLE:
            return Answer(None, self.upper + 1, True)
        bound = int(np.ceil(solver.best_objective_bound - 1e-6))
        if status not in (self._cp.OPTIMAL, self._cp.FEASIBLE):
            return Answer(None, max(0, bound), False)
        starts = np.array([solver.value(variable) for variable in self.starts], np.int64)
        return Answer(starts, bound, bool(status == self._cp.OPTIMAL))

    def _listener(self, found: Found) -> Any:
        variables, duration = self.starts, self.problem.duration

        class Listener(self._cp.CpSolverSolutionCallback):  # type: ignore[misc, name-defined]
            def on_solution_callback(self) -> None:
                starts = np.array([self.value(variable) for variable in variables], np.int64)
                found(starts, int((starts + duration).max(initial=0)))

        return Listener()
