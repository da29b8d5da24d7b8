# SPDX-License-Identifier: Apache-2.0
"""Random disturbances of a plan, and plans with promises that they may break."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta

from tests.support.random_networks import random_case

from klynge.job import Job, Status, Work
from klynge.network.model import Kind, Network
from klynge.planning import Plan, Schedule, compile_problem, construct
from klynge.planning.replan import (
    Breakdown,
    Disturbance,
    Fewer,
    LateMaterial,
    LeadTime,
    Reported,
    Rush,
    Scrap,
    Slower,
    Withdrawn,
)

KINDS = ("breakdown", "breakdown", "fewer", "late", "lead", "scrap", "withdrawn", "slower", "rush", "reported")


def promised_plan(seed: int) -> Schedule:
    """A random network planned, with a third of its orders promised about when they come."""
    network, work = random_case(seed, 3 + seed * 7 % 38)
    dice = random.Random(seed)
    plan = construct(compile_problem(network, work), rule="due").plan()

    def told(job: Job) -> Job:
        comes = plan.outcomes[job.order].delivered
        if comes is None or job.status is not Status.NEW or int("".join(filter(str.isdigit, job.order)) or 0) % 3:
            return job
        return replace(job, status=Status.COMMITTED, promised=plan.at(comes) + timedelta(hours=dice.choice([0, 5, 30])))

    work = replace(work, jobs=tuple(told(job) for job in work.jobs))
    return construct(compile_problem(network, work), rule="due")


def some_disturbance(dice: random.Random, schedule: Schedule, plan: Plan, now: datetime) -> Disturbance:
    """Something that happens at or after a moment."""
    found = None
    while found is None:
        found = _drawn(dice, dice.choice(KINDS), schedule.problem.network, schedule.problem.work, plan, now)
    return found


def _drawn(
    dice: random.Random, kind: str, network: Network, work: Work, plan: Plan, now: datetime
) -> Disturbance | None:
    centres = [centre for centre in network.work_centres.values() if centre.kind is not Kind.EXTERNAL]
    if kind == "breakdown":
        centre, start = dice.choice(centres), now + timedelta(hours=dice.randint(0, 30))
        unit = dice.choice([None, dice.randint(1, centre.units)])
        end = start + timedelta(hours=dice.randint(1, 40))
        return Breakdown(work_centre=centre.id, unit=unit, start=start, end=end)
    if kind == "fewer" and network.pools:
        pool, day = dice.choice(list(network.pools.values())), now.date() + timedelta(days=dice.randint(0, 3))
        amount = dice.randint(1, sum(part.amount for part in pool.parts))
        return Fewer(pool=pool.id, amount=amount, first=day, last=day + timedelta(days=dice.randint(0, 3)))
    if kind == "late" and network.stock:
        lot = dice.choice(list(network.stock.values()))
        later = lot.available + timedelta(hours=dice.randint(1, 90))
        return LateMaterial(stock=lot.id, available=later, quantity=dice.choice([None, lot.quantity // 2]))
    bought = [item for item in network.items.values() if item.lead_time_s is not None]
    if kind == "lead" and bought:
        item = dice.choice(bought)
        return LeadTime(item=item.id, lead_s=(item.lead_time_s or 0) * dice.choice([1, 3]) // 2)
    job = dice.choice(work.jobs)
    if kind == "scrap":
        op = dice.choice(job.operations)
        redo = dice.random() < 0.6 or op.quantity < 3
        return Scrap(job=job.id, operation=op.id, quantity=max(1, op.quantity // 3), redo=redo)
    if kind == "withdrawn":
        return Withdrawn(order=job.order)
    if kind == "slower":
        used = {mode.work_centre for op in job.operations for mode in op.modes}
        return Slower(permille=dice.choice([1300, 800]), work_centre=sorted(used)[0])
    if kind == "rush" and all(each.order != "RUSH" for each in work.jobs):
        return Rush(jobs=tuple(_again(each, now) for each in work.jobs if each.order == job.order))
    return _report(dice, plan) if kind == "reported" else None


def _again(job: Job, now: datetime) -> Job:
    """A promised order like it, wanted soon."""
    due = now + timedelta(days=4)
    links = tuple(replace(one, before_job=one.before_job and f"{one.before_job}R") for one in job.precedence)
    operations = tuple(replace(op, reported=()) for op in job.operations)
    return replace(
        job, id=f"{job.id}R", order="RUSH", release=max(now, job.release), due=due, promised=due, weight=9, makes="",
        status=Status.COMMITTED, operations=operations, precedence=links,
    )  # fmt: skip


def _report(dice: random.Random, plan: Plan) -> Disturbance | None:
    """The first portion that takes nothing of a supply lot, done a little earlier or later than planned, or half."""
    free = [p for p in plan.portions if p.order and not p.frozen and not any(peg.source == "lot" for peg in p.pegs)]
    if not free:
        return None
    one = min(free, key=lambda p: p.start)
    start, end = plan.at(one.start), plan.at(one.end)
    end = max(start + timedelta(minutes=1), end + timedelta(minutes=dice.choice([-20, 0, 45])))
    return Reported(
        job=one.job, operation=one.operation, work_centre=one.work_centre, unit=one.unit + 1,
        quantity=dice.choice([one.quantity, max(1, one.quantity // 2)]), start=start, end=end, state="started",
    )  # fmt: skip
