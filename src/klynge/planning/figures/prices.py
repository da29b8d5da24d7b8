# SPDX-License-Identifier: Apache-2.0
"""What things cost and emit, and what orders are worth, as arrays beside the engine's tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from klynge.job import Job, Mode, Operation
from klynge.network.model import Network, PoolKind
from klynge.planning.kernels import columns as engine
from klynge.planning.kernels.columns import Operations
from klynge.planning.measure.hours import OpenTime, open_times
from klynge.planning.measure.reading import PROMISED
from klynge.planning.problem import Problem
from klynge.planning.resources import sorted_lanes

from .kernels import columns as col

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """What orders are judged by, in the order of `Problem.orders`; engine seconds, øre, rows of members."""

    target: Numbers
    release: Numbers
    weight: Numbers
    promised: Numbers
    value: Numbers
    owner: Numbers


@dataclass(frozen=True, slots=True)
class Prices:
    """Tables of int64, columns as in `kernels.columns`, rows as in the engine's tables of the same problem.

    `mode` and `supply_mode` follow `Operations.mode`; `owner`, `goods_g` (what the operation's job weighs) and
    `supply_owner` its operations; `setup_ore` the cells of `Resources.setup_s`; the others the network. `centres` gives
    each work centre's member. Replace a table to see what other prices do to a plan; nothing is compiled again.
    """

    members: tuple[str, ...]
    mode: Numbers
    supply_mode: Numbers
    pool: Numbers
    item: Numbers
    setup_ore: Numbers
    lane: Numbers
    agreement: Numbers
    centres: Numbers
    owner: Numbers
    goods_g: Numbers
    supply_owner: Numbers
    frozen: Numbers
    orders: OrderFacts


def prices_of(problem: Problem) -> Prices:
    """Everything that the network and work of a problem say of money, CO2 and orders."""
    network, work = problem.network, problem.work
    member = {name: row for row, name in enumerate(network.members)}
    no_member = len(member)
    by_order: dict[str, list[Job]] = {}
    for job in work.jobs:
        by_order.setdefault(job.order, []).append(job)
    owner = np.array([member.get(job.owner, no_member) for job, _ in problem.rows], np.int64)
    supplies = [work.supplies[i] for i, _ in problem.supply_rows]
    return Prices(
        members=tuple(network.members),
        mode=mode_prices(problem.operations, [op for _, op in problem.rows]),
        supply_mode=mode_prices(problem.supplies, [op for _, op in problem.supply_rows]),
        pool=pool_prices(network),
        item=item_prices(network),
        setup_ore=setup_prices(network),
        lane=lane_prices(problem),
        agreement=agreement_prices(network),
        centres=centre_members(network),
        owner=owner,
        goods_g=np.array([job.weight_g * job.quantity for job, _ in problem.rows], np.int64),
        supply_owner=np.array([member.get(supply.owner, no_member) for supply in supplies], np.int64),
        frozen=frozen_hours(problem, [(row, op) for row, (_, op) in enumerate(problem.rows) if op.reported]),
        orders=order_facts(problem, by_order.values()),
    )


def centre_members(network: Network) -> Numbers:
    """The row of the member at whose site each work centre is."""
    member = {name: row for row, name in enumerate(network.members)}
    sites = network.sites
    return np.array([member.get(sites[c.site].member, len(member)) for c in network.work_centres.values()], np.int64)


def pool_prices(network: Network) -> Numbers:
    """The pools in the network's order."""
    member = {name: row for row, name in enumerate(network.members)}
    return numbers(
        (
            (p.cost_ore_h, p.kind is PoolKind.PEOPLE, member.get(network.sites[p.site].member, len(member)))
            for p in network.pools.values()
        ),
        col.POOL_PRICES,
    )


def item_prices(network: Network) -> Numbers:
    """The items in the network's order."""
    return numbers(((x.cost_ore, x.co2_g) for x in network.items.values()), col.ITEM_PRICES)


def agreement_prices(network: Network) -> Numbers:
    """The agreements in the network's order."""
    member = {name: row for row, name in enumerate(network.members)}
    return numbers(
        (
            (a.rate_ore_h, member.get(a.giver, len(member)), member.get(a.taker, len(member)))
            for a in network.agreements.values()
        ),
        col.AGREEMENT_PRICES,
    )


def numbers(rows: Iterable[tuple[int, ...]], width: int) -> Numbers:
    """Rows as an int64 table."""
    return np.array(list(rows), dtype=np.int64).reshape(-1, width)


def mode_prices(tables: Operations, operations: list[Operation]) -> Numbers:
    """Prices of every row of `Operations.mode`; operations that share their modes share rows."""
    found = np.zeros((len(tables.mode), col.MODE_PRICES), np.int64)
    firsts, rows = np.unique(tables.op[:, engine.OP_MODE0], return_index=True)
    for first, row in zip(firsts.tolist(), rows.tolist(), strict=True):
        for number, mode in enumerate(operations[row].modes):
            found[first + number] = price_of(mode)
    return found


def price_of(mode: Mode) -> tuple[int, ...]:
    """A mode's row."""
    return mode.cost_ore, mode.cost_ore_unit, mode.cost_ore_h, mode.co2_g, mode.co2_g_unit, mode.co2_g_h


def setup_prices(network: Network) -> Numbers:
    """The cost of every change of family, as `resources.setup_table` lays out their times."""
    return np.array(
        [
            matrix.cost_ore.get((before, after), 0)
            for matrix in network.setup_matrices.values()
            for before in matrix.families
            for after in matrix.families
        ],
        dtype=np.int64,
    )


def lane_prices(problem: Problem) -> Numbers:
    """The lanes as the engine has them."""
    lanes = sorted_lanes(problem.names)
    return numbers(((x.cost_ore, x.cost_ore_kg, x.co2_g_kg) for x in lanes), col.LANE_PRICES)


def frozen_hours(problem: Problem, reported: Iterable[tuple[int, Operation]]) -> Numbers:
    """Open seconds of reported runs, in all and from the planning start on, by start, end and row of the operation.

    `reported` are the operations that have such runs, with their rows.
    """
    entries = []
    for row, op in reported:
        for r in op.reported:
            start, end = (round((t - problem.zero).total_seconds()) for t in (r.start, r.end))
            entries.append((start, end, row, r.work_centre))
    entries.sort(key=lambda entry: entry[:3])
    if not entries:
        return np.zeros((0, col.FROZEN), np.int64)
    last = max(int(problem.resources.span[1]), *(end for _, end, _, _ in entries))
    opened = open_times(problem.network, problem.zero_s, problem.zero_s + last)
    begin = int(problem.resources.span[0])
    return numbers(
        (
            (_open_s(problem, opened[centre], start, end), _open_s(problem, opened[centre], max(start, begin), end))
            for start, end, _, centre in entries
        ),
        col.FROZEN,
    )


def _open_s(problem: Problem, opened: OpenTime, start: int, end: int) -> int:
    moments = np.array([start, max(start, end)], dtype=np.int64) + problem.zero_s
    return int(np.diff(opened.work(moments))[0])


def order_facts(problem: Problem, orders: Iterable[Sequence[Job]]) -> OrderFacts:
    """The jobs of orders as `measure` reads an order, from those of its jobs that go to a customer."""
    epoch = int(problem.network.epoch.timestamp())
    member = {name: row for row, name in enumerate(problem.network.members)}

    def at(moment: datetime) -> int:
        return int(moment.timestamp()) - epoch - problem.zero_s

    rows = []
    for jobs in orders:
        lines = [job for job in jobs if job.region] or jobs
        promised = [at(job.promised) for job in lines if job.promised is not None]
        rows.append(
            (
                max(promised) if promised else max(at(job.due) for job in lines),
                min(at(job.release) for job in jobs),
                max(job.weight for job in lines),
                int(lines[0].status in PROMISED),
                sum(job.value_ore for job in lines),
                member.get(lines[0].owner, len(member)),
            )
        )
    return OrderFacts(*(column.copy() for column in numbers(rows, 6).T))
