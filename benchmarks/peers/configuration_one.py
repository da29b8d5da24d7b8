# SPDX-License-Identifier: Apache-2.0
"""One engine on one configuration model, in a process of its own; `configuration.py` starts it.

It takes the model and the clicks as plain JSON, so a peer may live in another environment than Klynge. A click is
answered when the values left of *all* variables are known. What was reached is printed after every click, as the
process may be ended.
"""

from __future__ import annotations

import argparse
import json
import time
import zlib
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Any

Model = dict[str, Any]
Click = Callable[[Sequence[int]], Iterable[int]]  # literals chosen so far -> literals left


def main() -> None:
    """Compile, then click until the seconds are over."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("engine", choices=ENGINES)
    asked.add_argument("model", type=Path)
    asked.add_argument("--seconds", type=float, default=30.0)
    given = asked.parse_args()
    model = json.loads(given.model.read_text("utf-8"))
    make, package = ENGINES[given.engine]
    say({"version": f"{package} {version(package)}"})
    if package == "klynge":
        from klynge.configure.diagram.warming import warm_up

        warm_up()  # as it is once Klynge is installed
    begin = time.process_time()
    click = make(model)
    say({"compile": time.process_time() - begin})
    for chosen in model["clicks"]:
        start = time.process_time()
        left = click(chosen)
        now = time.process_time()
        say({"click": now - start, "first": not chosen, "left": zlib.crc32(str(sorted(left)).encode())})
        if now - begin > given.seconds:
            break


def say(what: dict[str, Any]) -> None:
    """One line for each fact."""
    print(json.dumps(what), flush=True)


def literals(model: Model) -> list[range]:
    """The literals of each variable, from 0."""
    ends, total = [0], 0
    for size in model["sizes"]:
        total += size
        ends.append(total)
    return [range(a, b) for a, b in pairwise(ends)]


def klynge(model: Model, prices: bool = False) -> Click:
    """The diagram and its sweep."""
    import numpy as np

    from klynge.configure.diagram import IMPOSSIBLE, Table, compile

    tables = [Table(tuple(scope), np.array(rows, np.int64)) for scope, rows in model["tables"]]
    diagram = compile(model["sizes"], tables)
    say({"size": f"{diagram.nodes} nodes, {diagram.edges} edges"})
    sweep, cost = diagram.sweep(), np.random.default_rng(1).integers(0, 100_000, diagram.literals)

    def click(chosen: Sequence[int]) -> Iterable[int]:
        allowed = diagram.allowed()
        for literal in chosen:
            variable = diagram.variable[literal]
            allowed[diagram.first[variable] : diagram.first[variable + 1]] = False
            allowed[literal] = True
        if prices:
            return np.flatnonzero(sweep.cheapest(allowed, cost) < IMPOSSIBLE).tolist()
        return np.flatnonzero(sweep.domains(allowed)).tolist()

    return click


def priced(model: Model) -> Click:
    """As `klynge`, and with the cheapest completion of every value left."""
    return klynge(model, prices=True)


def glucose(model: Model) -> Click:
    """Glucose 4."""
    return sat(model, "glucose4")


def cadical(model: Model) -> Click:
    """CaDiCaL 1.5.3."""
    return sat(model, "cadical153")


def sat(model: Model, name: str) -> Click:
    """A SAT solver, incrementally: a solution shows all its values possible, the others are asked one by one."""
    from pysat.solvers import Solver

    solver = Solver(name=name)
    ranges = literals(model)
    of = [v for v, values in enumerate(ranges) for _ in values]
    top = ranges[-1].stop
    for values in ranges:
        solver.add_clause([x + 1 for x in values])
        solver.append_formula([[-a - 1, -b - 1] for a in values for b in values if a < b])
    for scope, rows in model["tables"]:
        having: dict[int, list[int]] = {}
        solver.add_clause(list(range(top + 1, top + 1 + len(rows))))
        for row in rows:
            top += 1
            for variable, value in zip(scope, row, strict=True):
                literal = ranges[variable][value] + 1
                solver.add_clause([-top, literal])
                having.setdefault(literal, [-literal]).append(top)
        solver.append_formula(list(having.values()))

    def click(chosen: Sequence[int]) -> Iterable[int]:
        fixed = {of[x]: x for x in chosen}
        assumed = [x + 1 for x in chosen]
        left: set[int] = set()
        for literal, variable in enumerate(of):
            if literal in left or fixed.get(variable, literal) != literal:
                continue
            if solver.solve(assumptions=[*assumed, literal + 1]):
                left.update(x - 1 for x in solver.get_model()[: len(of)] if x > 0)
        return left

    return click


def cp_sat(model: Model) -> Click:
    """OR-Tools CP-SAT, one worker: table constraints, and a feasibility problem for each value not shown yet."""
    from ortools.sat.python import cp_model

    problem = cp_model.CpModel()
    variables = [problem.new_int_var(0, size - 1, "") for size in model["sizes"]]
    for scope, rows in model["tables"]:
        problem.add_allowed_assignments([variables[v] for v in scope], rows)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    ranges = literals(model)
    of = [(v, x) for v, values in enumerate(ranges) for x in range(len(values))]

    def click(chosen: Sequence[int]) -> Iterable[int]:
        left: set[int] = set()
        fixed = {of[x][0]: of[x][1] for x in chosen}
        for literal, (variable, value) in enumerate(of):
            if literal in left or fixed.get(variable, value) != value:
                continue
            asked = problem.clone()
            for v, x in {**fixed, variable: value}.items():
                asked.add(asked.get_int_var_from_proto_index(variables[v].index) == x)
            if solver.solve(asked) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                left.update(values[solver.value(variables[v])] for v, values in enumerate(ranges))
        return left

    return click


def cudd(model: Model) -> Click:
    """CUDD through dd: values in binary, variables ordered by FORCE and reordered while it is built."""
    from dd.cudd import BDD

    diagram = BDD()
    diagram.configure(reordering=True)
    bits: dict[int, list[str]] = {}
    for v in force(len(model["sizes"]), [scope for scope, _ in model["tables"]]):
        bits[v] = [f"v{v}_{i}" for i in range(max(1, (model["sizes"][v] - 1).bit_length()))]
        diagram.declare(*bits[v])

    def spelled(v: int, value: int) -> dict[str, bool]:
        return {name: bool(value >> i & 1) for i, name in enumerate(bits[v])}

    def any_of(cubes: list[Any]) -> Any:
        while len(cubes) > 1:
            cubes = [cubes[i] | cubes[i + 1] if i + 1 < len(cubes) else cubes[i] for i in range(0, len(cubes), 2)]
        return cubes[0]

    whole = diagram.true
    for v, size in enumerate(model["sizes"]):
        whole &= any_of([diagram.cube(spelled(v, value)) for value in range(size)])
    for scope, rows in model["tables"]:
        cubes = [{k: b for v, x in zip(scope, row, strict=True) for k, b in spelled(v, x).items()} for row in rows]
        whole &= any_of([diagram.cube(cube) for cube in cubes])
    diagram.configure(reordering=False)
    say({"size": f"{len(whole)} nodes"})
    ranges = literals(model)
    of = [(v, x) for v, values in enumerate(ranges) for x in range(len(values))]

    def click(chosen: Sequence[int]) -> Iterable[int]:
        known = {name: bit for x in chosen for name, bit in spelled(*of[x]).items()}
        rest = diagram.let(known, whole) if known else whole
        fixed = {of[x][0]: x for x in chosen}
        return [
            x
            for x, (v, value) in enumerate(of)
            if (x == fixed[v] if v in fixed else diagram.let(spelled(v, value), rest) != diagram.false)
        ]

    return click


def force(number: int, scopes: list[list[int]]) -> list[int]:
    """Variables that meet close together (F. Aloul, I. Markov, K. Sakallah, FORCE, 2003)."""
    place = [float(v) for v in range(number)]
    for _ in range(100):
        centres = [sum(place[v] for v in scope) / len(scope) for scope in scopes]
        met: list[list[float]] = [[] for _ in range(number)]
        for scope, centre in zip(scopes, centres, strict=True):
            for v in scope:
                met[v].append(centre)
        order = sorted(range(number), key=lambda v: sum(met[v]) / len(met[v]) if met[v] else place[v])
        for i, v in enumerate(order):
            place[v] = float(i)
    return sorted(range(number), key=place.__getitem__)


ENGINES: dict[str, tuple[Callable[[Model], Click], str]] = {
    "klynge": (klynge, "klynge"),
    "klynge+prices": (priced, "klynge"),
    "glucose": (glucose, "python-sat"),
    "cadical": (cadical, "python-sat"),
    "cp-sat": (cp_sat, "ortools"),
    "cudd": (cudd, "dd"),
}

if __name__ == "__main__":
    main()
