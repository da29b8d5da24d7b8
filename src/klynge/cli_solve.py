# SPDX-License-Identifier: Apache-2.0
"""The command that solves instances of the literature: `klynge solve`.

A search may end by time, iterations, a target, a proof or Ctrl-C, and always leaves the best that it found.
"""

from __future__ import annotations

import math
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Protocol

import typer

from klynge.cli_plan import AsJson, Language, chosen, going_on
from klynge.cli_search import Iterations, Seed, Shown, Workers, stopping
from klynge.words import number, say

if TYPE_CHECKING:
    from klynge.exchange.instances import Instance
    from klynge.exchange.instances.answer import Answer
    from klynge.planning.budget import Budget, Point

OBJECTIVES = {"makespan": "makespan", "tardiness": "total tardiness", "twt": "total weighted tardiness"}
SECONDS = 10.0
OUTPUT_S = 6e-6  # to write one operation
MANY = 100_000


class Result(Protocol):
    """What the searches of shops and of projects have in common."""

    @property
    def lower_bound(self) -> int: ...
    @property
    def seconds(self) -> float: ...
    @property
    def iterations(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person asked for."""

    objective: str
    seconds: float | None
    iterations: int | None
    target: int | None
    workers: int
    seed: int
    check: bool


def register(app: typer.Typer) -> None:
    """Add the command of this module to the app."""
    app.command(help="Solve a job shop or project in one of the literature's formats, recognised by what it holds.")(
        solve
    )


def solve(
    file: Annotated[Path, typer.Argument(help="The instance file; may be packed (zip, gz).", show_default=False)],
    objective: Annotated[
        str | None, typer.Option(help="makespan, tardiness or twt (weighted); default: as the file has due dates.")
    ] = None,
    seconds: Annotated[float | None, typer.Option(help="Stop after so long (default: 10).", min=0)] = None,
    iterations: Iterations = None,
    target: Annotated[int | None, typer.Option(help="Stop at this objective or a better one.")] = None,
    workers: Workers = 2,
    seed: Seed = 1,
    check: Annotated[
        bool, typer.Option("--check", help="Check the schedule by a second, plain implementation.")
    ] = False,
    out: Annotated[Path | None, typer.Option(help="Write the answer to this file (JSON).")] = None,
    due_factor: Annotated[
        float | None,
        typer.Option(help="Give jobs without due dates some: release plus so many times their work.", min=0),
    ] = None,
    instance: Annotated[
        str | None, typer.Option(help="Which, by name or number, of several in one file.", show_default=False)
    ] = None,
    as_json: AsJson = False,
    language: Language = None,
) -> None:
    """Read, search, check, write, show."""
    spoken = chosen(language)
    for value in (seconds, due_factor):
        if value is not None and math.isnan(value):
            raise typer.BadParameter(say(spoken, "a number is expected, not nan"))
    found, took = _read(spoken, file, instance, due_factor)
    limit = SECONDS if seconds is None and iterations is None else seconds
    wish = Wish(_objective(spoken, found, objective), limit, iterations, target, workers, seed, check)
    answer, findings = _answer(spoken, found, wish, took, bool(out or as_json))
    _hand_over(spoken, answer, out, as_json)
    for finding in findings:
        print(say(spoken, "The check found: {finding}", finding=finding), file=sys.stderr)
    if findings or answer.facts["status"] in ("infeasible", "unknown"):
        raise typer.Exit(1)


def _read(language: str, file: Path, which: str | None, due_factor: float | None) -> tuple[Instance, float]:
    """The instance, and how many seconds reading took. Ends the command with what is wrong with the file."""
    from klynge.exchange.instances import InstanceError, Said, load
    from klynge.planning.shop.due_dates import with_due_dates
    from klynge.planning.shop.problem import ShopProblem

    began = time.perf_counter()
    try:
        instance = load(file, which)
    except InstanceError as error:
        for problem in error.problems:
            said = say(language, problem.english, **problem.facts) if isinstance(problem, Said) else problem
            print(f"{file}: {said}", file=sys.stderr)
        raise typer.Exit(1) from None
    if due_factor is not None and isinstance(instance.problem, ShopProblem) and instance.problem.due is None:
        instance = replace(instance, problem=with_due_dates(instance.problem, due_factor))
    return instance, time.perf_counter() - began


def _objective(language: str, instance: Instance, asked: str | None) -> str:
    """What to minimise: what was asked for, or what the file is about. Wrong use when that cannot be."""
    due = getattr(instance.problem, "due", None)
    if asked is None:
        if due is None:
            return "makespan"
        return "twt" if len(set(getattr(instance.problem, "weight", ()))) > 1 else "tardiness"
    if asked not in OBJECTIVES:
        known = ", ".join(OBJECTIVES)
        raise typer.BadParameter(say(language, "{text!r} is no objective: use one of {known}", text=asked, known=known))
    if asked != "makespan" and due is None:
        message = say(
            language, "{name} has no due dates: use --objective makespan, or --due-factor 1.3", name=instance.name
        )
        if instance.kind == "project":
            message = say(language, "{name} is a project: use --objective makespan", name=instance.name)
        raise typer.BadParameter(message)
    return asked


def _answer(language: str, instance: Instance, wish: Wish, took: float, writes: bool) -> tuple[Answer, list[str]]:
    """Search within what is left of the time, and check."""
    from klynge.exchange.instances.answer import Answer, project_rows, shop_rows
    from klynge.planning.budget import Budget
    from klynge.planning.project.problem import ProjectResult
    from klynge.planning.shop.problem import ShopProblem
    from klynge.warm_up import warm_up_project, warm_up_shop

    with going_on(say(language, "Loading the kernels")):
        if isinstance(instance.problem, ShopProblem):
            warm_up_shop("makespan" if wish.objective == "makespan" else "twt")
        else:
            warm_up_project()
    limit = wish.seconds
    if limit is not None:
        size = instance.problem.operations if isinstance(instance.problem, ShopProblem) else 0
        limit = max(0.0, limit - took - (OUTPUT_S * size if writes and size > MANY else 0.0))
    listener = Shown(language, lambda point: _line(language, wish.objective, point))
    target = None if wish.target is None else (wish.target,)
    budget = Budget(limit, wish.iterations, target, listener if sys.stderr.isatty() else None)
    with stopping(budget) as interrupted, listener:
        found, schedule, value = _searched(instance, wish, budget)
    columns: tuple[str, ...] = ()
    rows: list[list[int]] = []
    if schedule is not None and isinstance(instance.problem, ShopProblem):
        columns, rows = shop_rows(instance, schedule)
    elif schedule is not None:
        columns, rows = project_rows(instance, schedule.start, schedule.end)
    findings = _checked(instance, wish, schedule, value) if wish.check and schedule is not None else []
    reason = found.reason.told(language) if isinstance(found, ProjectResult) and found.reason else None
    status = "feasible"
    if value is None:
        status = "infeasible" if getattr(found, "proven", False) else "unknown"
    elif value <= found.lower_bound:
        status = "optimal"
    facts: dict[str, object] = {
        "instance": instance.name,
        "kind": instance.kind,
        "measure": wish.objective,
        "objective": value,
        "lower_bound": found.lower_bound,
        "status": status,
        "seconds": round(found.seconds, 3),
        "iterations": found.iterations,
        "stopped_by": _stopped_by(wish, found, value, status, bool(interrupted)),
        "seed": wish.seed,
        "workers": wish.workers,
        "checked": wish.check and schedule is not None,
        "findings": findings,
        "first": {"activity": instance.first} if instance.kind == "project" else _firsts(instance),
        "progress": [[round(point.seconds, 3), point.iterations, point.objective[0]] for point in budget.points],
    }
    if reason:
        facts["reason"] = reason
    return Answer(facts, columns, rows), findings


def _firsts(instance: Instance) -> dict[str, int]:
    return {"job": 0, "operation": 0, "machine": instance.first}


def _searched(instance: Instance, wish: Wish, budget: Budget) -> tuple[Result, Any, int | None]:
    """Result, schedule and objective of the search that the instance calls for."""
    from klynge.planning.shop.problem import ShopProblem

    found: Any
    if isinstance(instance.problem, ShopProblem):
        from klynge.planning.shop.solve import solve_shop

        found = solve_shop(instance.problem, wish.objective, budget, workers=wish.workers, seed=wish.seed)
    else:
        from klynge.planning.project.solve import solve_project

        found = solve_project(instance.problem, budget, workers=wish.workers, seed=wish.seed)
    value = None if found.schedule is None else int(found.objective)
    return found, found.schedule, value


def _checked(instance: Instance, wish: Wish, schedule: Any, value: int | None) -> list[str]:
    """What the plain checker says, also of the objective."""
    from klynge.planning.shop import check
    from klynge.planning.shop.problem import ShopProblem

    if isinstance(instance.problem, ShopProblem):
        findings = check.check_shop(instance.problem, schedule)
        plain = check.objective_of(instance.problem, schedule, wish.objective)
    else:
        from klynge.planning.project.check import check_project

        findings = list(check_project(instance.problem, schedule))
        plain = max((int(end) for end in schedule.end), default=0)
    return findings if plain == value else [*findings, f"the objective is {plain}, not {value}"]


def _stopped_by(wish: Wish, found: Result, value: int | None, status: str, interrupted: bool) -> str:
    if status in ("optimal", "infeasible"):
        return "proof"
    if interrupted:
        return "interrupt"
    if wish.target is not None and value is not None and value <= wish.target:
        return "target"
    return "iterations" if wish.iterations is not None and found.iterations >= wish.iterations else "seconds"


def _line(language: str, objective: str, point: Point) -> str:
    return say(
        language,
        "{name} {value} after {seconds} s; Ctrl-C keeps it",
        name=say(language, OBJECTIVES[objective]),
        value=number(language, point.objective[0]),
        seconds=number(language, point.seconds, 1),
    )


def _hand_over(language: str, answer: Answer, out: Path | None, as_json: bool) -> None:
    """Write the file, then print. A file that cannot be written is said, and its content printed instead."""
    from klynge.exchange.write_whole import write_whole

    lost: OSError | None = None
    if out:
        try:
            with write_whole(out) as file:
                file.writelines(answer.pieces())
        except OSError as error:
            lost = error
            reason = error.strerror or type(error).__name__
            print(say(language, "cannot use {path}: {reason}", path=out, reason=reason), file=sys.stderr)
    try:
        if as_json or lost:
            sys.stdout.writelines(answer.pieces())
        else:
            print("\n".join(_summary(language, answer)))
            if out:
                print(say(language, "Written: {path}", path=out))
        sys.stdout.flush()
    except OSError as error:
        lost = error
        reason = error.strerror or type(error).__name__
        print(say(language, "cannot print the answer: {reason}", reason=reason), file=sys.stderr)
    if lost:
        raise typer.Exit(1)


def _summary(language: str, answer: Answer) -> list[str]:
    """A few lines for people."""
    facts = answer.facts
    kind, name = say(language, str(facts["kind"])), say(language, OBJECTIVES[str(facts["measure"])])
    lines = [f"{facts['instance']}: {kind}"]
    if facts["objective"] is None:
        lines.append(str(facts.get("reason") or say(language, "No schedule was found in the time given.")))
    else:
        assert isinstance(facts["objective"], int)
        assert isinstance(facts["lower_bound"], int)
        value, bound = number(language, facts["objective"]), number(language, facts["lower_bound"])
        said = "{name} {value} (lower bound {bound})"
        if facts["status"] == "optimal":
            said = "{name} {value}, proven optimal"
        lines.append(say(language, said, name=name, value=value, bound=bound))
    spent = {
        "seconds": number(language, float(str(facts["seconds"])), 1),
        "iterations": number(language, int(str(facts["iterations"]))),
    }
    lines.append(say(language, "{seconds} s, {iterations} iterations", **spent))
    if facts["stopped_by"] == "interrupt":
        lines.append(say(language, "Interrupted: this is the best found until then."))
    if facts["checked"] and not facts["findings"]:
        lines.append(say(language, "Checked: the schedule keeps every rule."))
    return lines
