# SPDX-License-Identifier: Apache-2.0
"""The engine beside an exact model of the same rules: its plans are the model's too, and never better than the best."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.support.builders import job, machine, mode, moment, network, operation
from tests.support.exact_model import Answer, ExactModel, weighted_lateness
from tests.support.exact_plans import hold_to, plan_of
from tests.support.random_networks import random_case

from klynge.job import Work
from klynge.network.model import Network
from klynge.planning import Plan, compile_problem, construct
from klynge.planning.budget import Budget
from klynge.planning.check import check
from klynge.planning.improve import improve

GRID_S = 900
NETWORKS = 20
FOUND = ("OPTIMAL", "FEASIBLE")


@dataclass(frozen=True)
class Comparison:
    """One random network, planned by the engine and exactly; `held`: the exact model fixed to the engine's plan."""

    seed: int
    network: Network
    work: Work
    plan: Plan
    held: Answer
    best: Answer
    exact_plan: Plan | None
    improved: Plan

    @property
    def lateness(self) -> int:
        return weighted_lateness(self.network, self.work, self.plan)

    def row(self) -> str:
        operations = sum(len(job.operations) for job in self.work.jobs)
        planned = sum(outcome.delivered is not None for outcome in self.plan.outcomes.values())
        hours = [lateness / 3600 for lateness in (self.lateness, self.best.lateness, self.best.bound)]
        lateness = " ".join(f"{each:10.1f}" for each in hours)
        return f"{self.seed:4} {operations:10} {planned:3}/{len(self.plan.outcomes):<3} {lateness}  {self.best.status}"


def compared(seed: int) -> Comparison:
    """Both plans of a random network whose times are all multiples of a quarter of an hour."""
    network, work = random_case(seed, 6 + seed % 9, GRID_S)
    schedule = construct(compile_problem(network, work), rule="best")
    plan = schedule.plan()
    improved = improve(schedule, Budget(iterations=3000), workers=1).schedule.plan()
    fixed = ExactModel(network, work, GRID_S)
    held = Answer("NOT ON THE GRID", float("inf"), float("inf"), [])
    if on_grid(plan):
        hold_to(fixed, plan)
        held = fixed.solve(5.0)
    exact = ExactModel(network, work, GRID_S)
    best = exact.solve(1.0, held.values)
    return Comparison(
        seed, network, work, plan, held, best, plan_of(exact, best.values) if best.values else None, improved
    )


def on_grid(plan: Plan) -> bool:
    """Whether all of a plan lies on the exact model's grid."""
    return all((moment - plan.start) % GRID_S == 0 for each in plan.portions for moment in (each.start, each.end))


def wrong_in(one: Comparison) -> list[str]:
    """What contradicts that engine, exact model and check speak of the same rules."""
    wrong = [f"engine, {finding}" for finding in check(one.network, one.work, one.plan)]
    wrong += [f"improved, {finding}" for finding in check(one.network, one.work, one.improved)]
    if one.best.bound > weighted_lateness(one.network, one.work, one.improved) + 1 and on_grid(one.improved):
        wrong.append("the improved plan is better than the best")
    if one.held.status not in FOUND:
        wrong.append(f"the engine's plan is none of the exact model's: {one.held.status}")
    elif round(one.held.lateness) != one.lateness:
        wrong.append(f"lateness {one.lateness} is {one.held.lateness} in the exact model")
    if max(one.best.bound, one.best.lateness if one.best.values else 0.0) > one.lateness + 1:
        wrong.append("the engine is better than the best")
    if one.exact_plan is not None:
        wrong += [f"exact model, {finding}" for finding in check(one.network, one.work, one.exact_plan)]
        wrong += [f"{order} cannot be planned, and is" for order in impossible(one) & planned(one.plan)]
    return [f"network {one.seed}: {each}" for each in wrong]


def planned(plan: Plan) -> set[str]:
    """The orders that a plan delivers."""
    return {order for order, outcome in plan.outcomes.items() if outcome.delivered is not None}


def impossible(one: Comparison) -> set[str]:
    """The orders that cannot be planned in the horizon even with the whole cluster to themselves."""
    orders = set()
    for order in one.plan.outcomes.keys() - planned(one.exact_plan or one.plan):
        alone = ExactModel(one.network, one.work, GRID_S)
        for name, present in alone.orders.items():
            alone.model.add(present == (name == order))
        if alone.solve(2.0).status == "INFEASIBLE":
            orders.add(order)
    return orders


def test_engine_and_exact_model_agree() -> None:
    """Every plan of the engine keeps the exact model's rules, none beats its best, and both pass `check`."""
    comparisons = [compared(seed) for seed in range(NETWORKS)]
    print(f"\n{'seed':>4} operations planned {'engine, h':>10} {'exact, h':>10} {'bound, h':>10}")
    print("\n".join(one.row() for one in comparisons))
    proven = [one for one in comparisons if one.best.status == "OPTIMAL"]
    best = sum(one.lateness == round(one.best.lateness) for one in proven)
    engine_h, exact_h = sum(one.lateness for one in proven) / 3600, sum(one.best.lateness for one in proven) / 3600
    print(
        f"{len(proven)} of {NETWORKS} proven; the engine's plan is best in {best}: {engine_h:.0f} h to {exact_h:.0f} h"
    )
    improved_h = sum(weighted_lateness(one.network, one.work, one.improved) for one in proven) / 3600
    print(f"improved by search: {improved_h:.0f} h")
    assert improved_h <= exact_h * 1.02
    assert [wrong for one in comparisons for wrong in wrong_in(one)] == []
    assert len(proven) * 4 >= NETWORKS * 3


def test_exact_model_finds_the_best_sequence() -> None:
    """Two orders on one machine: the heavier one first, though it is the longer one."""
    cluster = network(machine(calendar="always"), end=moment("07T00:00"))
    short = job(operation("a", mode(fixed_s=3600)), id="J", order="O", due=moment("05T02:00"), weight=1)
    heavy = job(operation("a", mode(fixed_s=4 * 3600)), id="K", order="P", due=moment("05T05:00"), weight=9)
    answer = ExactModel(cluster, Work((short, heavy))).solve(1.0)
    # P runs from 00 to 04 and arrives at 05, in time; O runs until 05 and arrives at 06, four hours late.
    assert (answer.status, answer.lateness) == ("OPTIMAL", 4 * 3600)


def test_exact_model_refuses_a_wrong_plan() -> None:
    """A plan with a portion a quarter of an hour early is none of the model's."""
    cases = [random_case(seed, 5, GRID_S) for seed in range(4)]
    refused = []
    for case in cases:
        plan = construct(compile_problem(*case), rule="best").plan()
        first, *others = (portion for portion in plan.portions if not portion.frozen)
        times = {name: getattr(first, name) - GRID_S for name in ("setup_start", "start", "end")}
        exact = ExactModel(*case, GRID_S)
        hold_to(exact, replace(plan, portions=(replace(first, **times), *others)))
        refused.append(exact.solve(5.0).status)
    assert refused == ["INFEASIBLE"] * len(cases)
