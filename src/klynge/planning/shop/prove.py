# SPDX-License-Identifier: Apache-2.0
"""CP-SAT beside the search, on a thread of its own: proofs and bounds for small shops."""

from __future__ import annotations

import logging
import threading
from typing import Any

import numpy as np

from .problem import ShopProblem
from .tables import Sequence

MOST_ALTERNATIVES, MOST_ARCS = 1500, 20_000
Visit = tuple[int, Any, Any, Any]
"""An operation, its start and end, and whether it is done at the machine."""
log = logging.getLogger(__name__)


class Prover:
    """Runs CP-SAT with one worker for at most so many seconds; `bound` and `found` grow better while it runs.

    `found` is a makespan with its plan, or None. What it finds when depends on the clock, so runs that have to be
    repeatable do without it.
    """

    def __init__(self, problem: ShopProblem, plan: Sequence, start: list[int], makespan: int, seconds: float) -> None:
        self.problem, self.bound = problem, 0
        self.found: tuple[int, Sequence] | None = None
        self._hint = plan, start, makespan
        self._seconds, self._stopped = seconds, threading.Event()
        self._solver: Any = None
        self._thread = threading.Thread(target=self._run, name="prover", daemon=True)

    def begin(self) -> None:
        """Start the thread."""
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether it still works."""
        return self._thread.is_alive()

    def end(self) -> None:
        """Stop, and wait until it has."""
        self._stopped.set()
        if self._solver is not None:
            self._solver.stop_search()
        self._thread.join(timeout=0.2)

    def _run(self) -> None:
        try:
            self._prove()
        except Exception as error:
            log.error("the prover failed (%r); the search goes on without it", error)
            log.debug("where it failed", exc_info=True)

    def _prove(self) -> None:
        from ortools.sat.python import cp_model  # half a second to import, so only when it is used

        model, starts, used, makespan = build(cp_model, self.problem, *self._hint)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_time_in_seconds = self._seconds
        prover = self

        class Listen(cp_model.CpSolverSolutionCallback):
            def on_solution_callback(self) -> None:
                begins = np.array([self.value(start) for start in starts])
                chosen = np.array([int(np.argmax([self.value(each) for each in of])) for of in used])
                plan = Sequence(prover.problem.alt0[:-1] + chosen, in_time(prover.problem, chosen, begins))
                prover.found = int(self.value(makespan)), plan
                prover.note(self.best_objective_bound)
                if prover._stopped.is_set():
                    self.stop_search()

        solver.best_bound_callback = self.note
        self._solver = solver
        if not self._stopped.is_set():
            solver.solve(model, Listen())
            self.note(solver.best_objective_bound)

    def note(self, bound: float) -> None:
        """Note a bound."""
        self.bound = max(self.bound, int(np.ceil(bound - 1e-6)))


def is_small(problem: ShopProblem) -> bool:
    """Whether CP-SAT may be expected to tell something of it soon."""
    if len(problem.alt_machine) > MOST_ALTERNATIVES:
        return False
    if not with_setups(problem):
        return True
    arcs = np.sum((np.bincount(problem.alt_machine, minlength=problem.machines) + 1) ** 2)
    return bool(arcs <= MOST_ARCS and problem.alt_time.min() > 0)  # of no length: the starts do not tell the sequence


def with_setups(problem: ShopProblem) -> bool:
    """Whether machines are set up."""
    return problem.setup is not None or problem.first_setup is not None


def add_setups(model: Any, problem: ShopProblem, machine: int, visits: list[Visit]) -> None:
    """The sequence of a machine as a circuit through all that is done there, with set-up times on its arcs."""
    arcs = [(0, 0, nothing := model.new_bool_var(""))]
    for here, (x, start, end, literal) in enumerate(visits, start=1):
        first = model.new_bool_var("")
        arcs += [(0, here, first), (here, 0, model.new_bool_var("")), (here, here, ~literal)]
        model.add_implication(nothing, ~literal)
        if problem.first_setup is not None:
            model.add(start >= int(problem.first_setup[machine, x])).only_enforce_if(first)
        for there, (y, later, _, _) in enumerate(visits, start=1):
            if here != there:
                arcs.append((here, there, follows := model.new_bool_var("")))
                between = 0 if problem.setup is None else int(problem.setup[machine, x, y])
                model.add(later >= end + between).only_enforce_if(follows)
    model.add_circuit(arcs)


def in_time(problem: ShopProblem, chosen: Any, begins: Any) -> Any:
    """The operations by start; those of no length before the one that starts with them, in the job's order."""
    ends = begins + problem.alt_time[problem.alt0[:-1] + chosen]
    return np.lexsort((np.arange(problem.operations), ends, begins))


def build(cp_model: Any, problem: ShopProblem, plan: Sequence, begins: list[int], longest: int) -> tuple[Any, ...]:
    """The shop as a model of CP-SAT, with a plan as a hint."""
    model = cp_model.CpModel()
    on_machine: list[list[Any]] = [[] for _ in range(problem.machines)]
    visits: list[list[Visit]] = [[] for _ in range(problem.machines)]
    starts: list[Any] = []
    used: list[list[Any]] = []
    before_end: Any = 0
    makespan = model.new_int_var(0, longest, "makespan")
    for x in range(problem.operations):
        low, high = int(problem.alt0[x]), int(problem.alt0[x + 1])
        start, end = model.new_int_var(0, longest, ""), model.new_int_var(0, longest, "")
        model.add_hint(start, begins[x])
        literals = [model.new_bool_var("") for _ in range(low, high)] if high - low > 1 else [model.new_constant(1)]
        for alt, literal in zip(range(low, high), literals, strict=True):
            time = int(problem.alt_time[alt])
            interval = model.new_optional_interval_var(start, time, end, literal, "")
            machine = int(problem.alt_machine[alt])
            on_machine[machine].append(interval)
            visits[machine].append((x, start, end, literal))
            if len(literals) > 1:
                model.add_hint(literal, alt == int(plan.chosen[x]))
        model.add_exactly_one(literals)
        starts.append(start)
        used.append(literals)
        job = int(np.searchsorted(problem.job0, x, side="right")) - 1
        if x == problem.job0[job]:
            model.add(start >= int(problem.release[job]))
        else:
            model.add(start >= before_end)
        before_end = end
        if x == problem.job0[job + 1] - 1:
            model.add(makespan >= end)
    for intervals in on_machine:
        model.add_no_overlap(intervals)
    if with_setups(problem):
        for machine, of in enumerate(visits):
            add_setups(model, problem, machine, of)
    model.minimize(makespan)
    return model, starts, used, makespan
