# SPDX-License-Identifier: Apache-2.0
"""One solver on one problem within a budget of processor time, in a process of its own; `solve.py` starts it.

It takes a problem as plain JSON, so a peer may live in another environment than Klynge. The budget counts from the
problem in memory to the answer: building a peer's model is part of it, importing is not. Processor time is of all
threads.
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

Problem = dict[str, Any]
NEVER_S = 3600.0


class Clock:
    """Processor and wall seconds since it was made, and the best objective over processor time."""

    def __init__(self, budget_s: float) -> None:
        self.budget_s = budget_s
        self.cpu0, self.wall0 = time.process_time(), time.perf_counter()
        self.trace: list[tuple[float, int]] = []

    def cpu(self) -> float:
        """Processor seconds of all threads."""
        return time.process_time() - self.cpu0

    def note(self, objective: float) -> None:
        """A better objective was found now."""
        self.trace.append((round(self.cpu(), 3), round(objective)))

    def when_spent(self, stop: Callable[[], None]) -> None:
        """Call `stop`, and again, once the budget is spent."""

        def watch() -> None:
            while True:
                time.sleep(0.02)
                if self.cpu() >= self.budget_s:
                    stop()
                    time.sleep(0.2)

        threading.Thread(target=watch, daemon=True).start()


def klynge(problem: Problem, clock: Clock, workers: int, seed: int) -> tuple[int, int]:
    """Klynge's own search, its clock being processor time over workers."""
    import numpy as np

    from klynge.planning.budget import Budget
    from klynge.planning.project.problem import ProjectProblem
    from klynge.planning.project.solve import solve_project
    from klynge.planning.shop.problem import ShopProblem
    from klynge.planning.shop.solve import solve_shop
    from klynge.warm_up import warm_up_project, warm_up_shop

    class CpuBudget(Budget):
        def elapsed(self) -> float:
            return clock.cpu() / workers

    arrays: dict[str, Any] = {
        name: np.array(value, np.int64) if isinstance(value, list) else value
        for name, value in problem["arrays"].items()
    }
    objective = problem["objective"]
    if problem["kind"] == "project":
        warm_up_project()
    else:
        warm_up_shop("makespan" if objective == "makespan" else "twt")
    clock.__init__(clock.budget_s)  # type: ignore[misc]
    budget = CpuBudget(clock.budget_s / workers, progress=lambda point: clock.note(point.objective[0]))
    if problem["kind"] == "project":
        project = solve_project(ProjectProblem(**arrays), budget, workers=workers, seed=seed)
        return project.objective, project.lower_bound
    found = solve_shop(ShopProblem(**arrays), objective, budget, workers=workers, seed=seed)
    return found.objective, found.lower_bound


def cp_sat(problem: Problem, clock: Clock, workers: int, seed: int) -> tuple[int, int]:
    """A plain model in OR-Tools CP-SAT: optional intervals, no overlap, circuits for set-ups, cumulatives."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    if problem["kind"] == "project":
        _project_model(model, problem["arrays"])
    else:
        _shop_model(model, problem["arrays"], problem["objective"])

    class Noting(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            clock.note(self.objective_value)

    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.random_seed = workers, seed
    solver.parameters.max_time_in_seconds = NEVER_S
    clock.when_spent(solver.stop_search)
    status = solver.solve(model, Noting())
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return -1, 0
    return round(solver.objective_value), round(solver.best_objective_bound)


def _shop_model(model: Any, p: Problem, objective: str) -> None:
    jobs, operations = len(p["job0"]) - 1, len(p["alt0"]) - 1
    horizon = sum(max(p["alt_time"][p["alt0"][o] : p["alt0"][o + 1]]) for o in range(operations)) + max(p["release"])
    if p["setup"] is not None:
        horizon += sum(sorted({t for m in p["setup"] for row in m for t in row if t < 1_000_000})[-1:]) * operations
    on: list[list[tuple[int, Any, Any, Any, Any]]] = [[] for _ in range(p["machines"])]
    ends: list[Any] = []
    for job in range(jobs):
        ready: Any = p["release"][job]
        for o in range(p["job0"][job], p["job0"][job + 1]):
            start, end = model.new_int_var(0, horizon, ""), model.new_int_var(0, horizon, "")
            choices = []
            for a in range(p["alt0"][o], p["alt0"][o + 1]):
                chosen = model.new_bool_var("")
                part = model.new_optional_interval_var(start, p["alt_time"][a], end, chosen, "")
                on[p["alt_machine"][a]].append((o, start, end, chosen, part))
                choices.append(chosen)
            model.add_exactly_one(choices)
            model.add(start >= ready)
            ready = end
        ends.append(ready)
    for machine, work in enumerate(on):
        model.add_no_overlap([part for *_, part in work])
        if p["setup"] is not None:
            _circuit(model, work, p["setup"][machine])
    if objective == "makespan":
        span = model.new_int_var(0, horizon, "")
        model.add_max_equality(span, ends)
        model.minimize(span)
        return
    late = [model.new_int_var(0, horizon, "") for _ in range(jobs)]
    for job in range(jobs):
        model.add(late[job] >= ends[job] - p["due"][job])
    weight = p["weight"] if objective == "twt" else [1] * jobs
    model.minimize(sum(weight[job] * late[job] for job in range(jobs)))


def _circuit(model: Any, work: list[tuple[int, Any, Any, Any, Any]], setup: list[list[int]]) -> None:
    """The order of a machine as a circuit through what is on it, with the set-up on each arc."""
    arcs = [(0, 0, model.new_bool_var(""))]
    for i, (o, _, end, chosen, _) in enumerate(work, 1):
        arcs += [(0, i, model.new_bool_var("")), (i, 0, model.new_bool_var("")), (i, i, chosen.negated())]
        for k, (q, start, _, _, _) in enumerate(work, 1):
            if i != k:
                follows = model.new_bool_var("")
                arcs.append((i, k, follows))
                model.add(start >= end + setup[o][q]).only_enforce_if(follows)
    model.add_circuit(arcs)


def _project_model(model: Any, p: Problem) -> None:
    count = len(p["duration"])
    horizon = sum(p["duration"]) + sum(max(0, lag) for lag in p["arc_lag"])
    start = [model.new_int_var(0, horizon, "") for _ in range(count)]
    part = [model.new_fixed_size_interval_var(start[i], p["duration"][i], "") for i in range(count)]
    for i in range(count):
        for a in range(p["arc0"][i], p["arc0"][i + 1]):
            model.add(start[p["arc_to"][a]] >= start[i] + p["arc_lag"][a])
    for r, capacity in enumerate(p["capacity"]):
        using = [i for i in range(count) if p["demand"][i][r] > 0]
        model.add_cumulative([part[i] for i in using], [p["demand"][i][r] for i in using], capacity)
    span = model.new_int_var(0, horizon, "")
    model.add_max_equality(span, [start[i] + p["duration"][i] for i in range(count)])
    model.minimize(span)


def pyjobshop(problem: Problem, clock: Clock, workers: int, seed: int) -> tuple[int, int]:
    """PyJobShop with OR-Tools, its solver watched by processor time."""
    import pyjobshop
    from ortools.sat.python import cp_model

    solve = cp_model.CpSolver.solve

    class Noting(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            clock.note(self.objective_value)

    def watched(self: Any, model: Any, callback: Any = None) -> Any:
        clock.when_spent(self.stop_search)
        return solve(self, model, callback or Noting())

    setattr(cp_model.CpSolver, "solve", watched)  # noqa: B010
    model = pyjobshop.Model()
    p = problem["arrays"]
    if problem["kind"] == "project":
        _pyjobshop_project(model, p)
    else:
        _pyjobshop_shop(model, p, problem["objective"])
    result = model.solve(time_limit=NEVER_S, num_workers=workers, display=False, random_seed=seed)
    if result.objective is None or result.objective == float("inf"):
        return -1, 0
    return round(result.objective), round(result.lower_bound)


def _pyjobshop_shop(model: Any, p: Problem, objective: str) -> None:
    machines = [model.add_machine() for _ in range(p["machines"])]
    tasks, on = [], [[] for _ in machines]  # type: ignore[var-annotated]
    for job in range(len(p["job0"]) - 1):
        due = p["due"][job] if objective != "makespan" else None
        weight = p["weight"][job] if objective == "twt" else 1
        owner = model.add_job(weight=weight, release_date=p["release"][job], due_date=due)
        for o in range(p["job0"][job], p["job0"][job + 1]):
            tasks.append(model.add_task(owner))
            if o > p["job0"][job]:
                model.add_end_before_start(tasks[o - 1], tasks[o])
            for a in range(p["alt0"][o], p["alt0"][o + 1]):
                model.add_mode(tasks[o], machines[p["alt_machine"][a]], p["alt_time"][a])
                on[p["alt_machine"][a]].append(o)
    if p["setup"] is not None:
        for m, work in enumerate(on):
            for o in work:
                for q in work:
                    if o != q and p["setup"][m][o][q]:
                        model.add_setup_time(machines[m], tasks[o], tasks[q], p["setup"][m][o][q])
    if objective != "makespan":
        model.set_objective(weight_total_tardiness=1)


def _pyjobshop_project(model: Any, p: Problem) -> None:
    resources = [model.add_renewable(capacity) for capacity in p["capacity"]]
    tasks = [model.add_task() for _ in p["duration"]]
    for i, duration in enumerate(p["duration"]):
        needs = [(resources[r], need) for r, need in enumerate(p["demand"][i]) if need > 0]
        model.add_mode(tasks[i], [resource for resource, _ in needs], duration, [need for _, need in needs])
        for a in range(p["arc0"][i], p["arc0"][i + 1]):
            model.add_start_before_start(tasks[i], tasks[p["arc_to"][a]], p["arc_lag"][a])


def dispatching(problem: Problem, clock: Clock, workers: int, seed: int) -> tuple[int, int]:
    """Most work remaining, by job_shop_lib: one schedule at once. Makespan of shops without set-ups only."""
    del workers, seed
    p = problem["arrays"]
    if problem["kind"] == "project" or problem["objective"] != "makespan" or p["setup"] is not None:
        return -1, 0
    from job_shop_lib import JobShopInstance, Operation
    from job_shop_lib.dispatching.rules import DispatchingRuleSolver

    jobs = []
    for job in range(len(p["job0"]) - 1):
        steps = []
        for o in range(p["job0"][job], p["job0"][job + 1]):
            a, b = p["alt0"][o], p["alt0"][o + 1]
            if len(set(p["alt_time"][a:b])) > 1:
                return -1, 0  # the library has one time for all machines of an operation
            steps.append(Operation(p["alt_machine"][a:b], p["alt_time"][a]))
        jobs.append(steps)
    span = DispatchingRuleSolver("most_work_remaining").solve(JobShopInstance(jobs)).makespan()
    clock.note(span)
    return span, 0


PEERS = {
    "klynge": (klynge, "klynge"),
    "pyjobshop": (pyjobshop, "pyjobshop"),
    "cp-sat": (cp_sat, "ortools"),
    "dispatching": (dispatching, "job-shop-lib"),
}


def main() -> None:
    """Solve, and print the outcome as JSON."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("peer", choices=PEERS)
    asked.add_argument("problem", type=Path)
    asked.add_argument("--cpu", type=float, required=True, help="processor seconds")
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    solver, package = PEERS[given.peer]
    problem = json.loads(given.problem.read_text("utf-8"))
    clock = Clock(given.cpu)
    objective, bound = solver(problem, clock, given.workers, given.seed)
    outcome = {
        "objective": None if objective < 0 else int(objective),
        "bound": int(bound),
        "cpu": round(clock.cpu(), 2),
        "wall": round(time.perf_counter() - clock.wall0, 2),
        "trace": clock.trace,
        "version": version(package),
    }
    json.dump(outcome, sys.stdout)


if __name__ == "__main__":
    main()
