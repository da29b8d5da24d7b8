# SPDX-License-Identifier: Apache-2.0
"""A network and its work compiled to the engine's flat tables, and the way back to names."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from klynge.job import Job, Operation, Status, Work
from klynge.network.calendar import pool_profile
from klynge.network.model import Network, Pool

from . import resources as tables_of
from .errors import PlanningError
from .kernels import columns as col
from .kernels.columns import BIG, Operations, Resources, Table
from .kernels.view import Tables
from .resources import CalendarTables, Clock, Names
from .tables import TableBuilder, table, write_order, write_supply

COMMITTED = (Status.HELD, Status.COMMITTED, Status.STARTED)


@dataclass(frozen=True, slots=True)
class OrderKey:
    """What ordering rules look at: engine seconds, weight, whether the order is promised, least run seconds."""

    due: Table
    release: Table
    weight: Table
    promised: Table
    work: Table


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything the kernels need, once, immutable; `rows` and `orders` lead back to jobs and order identifiers."""

    network: Network
    work: Work
    zero: datetime
    zero_s: int
    resources: Resources
    operations: Operations
    supplies: Operations
    names: Names
    orders: tuple[str, ...]
    rows: tuple[tuple[Job, Operation], ...]
    supply_rows: tuple[tuple[int, Operation], ...]
    units: Table
    pool_steps: tuple[tuple[tuple[int, int], ...], ...]
    stock_left: Table
    stock_ids: tuple[str, ...]
    keys: OrderKey
    views: tuple[Tables, Tables, Tables]
    numbers: Mapping[str, int]  # order -> its row
    kept: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)  # made when first asked for

    def request(self, jobs: Sequence[Job]) -> tuple[Operations, tuple[tuple[Job, Operation], ...]]:
        """Further jobs of one order as tables of their own, over the same resources."""
        builder = TableBuilder(self.names)
        placed = write_order(builder, jobs, self.zero)
        return builder.build(), tuple(placed)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Python's collector would go through the million rows that are being made again and again, to find nothing."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@_uncollected()
def compile_problem(network: Network, work: Work) -> Problem:
    """Compile; raises PlanningError when a job names what the network does not have, or numbers are out of range."""
    reported = [r.start for job in work.jobs for op in job.operations for r in op.reported]
    # in UTC, since differences of moments that share a time zone would follow the wall clock over a clock change
    zero = min([network.start, *reported]).astimezone(UTC)
    if (network.end - zero) > timedelta(days=365 * 30):
        raise PlanningError("the horizon is longer than 30 years: choose an earlier end")
    clock = Clock(zero, network.end)
    names = tables_of.names_of(network)
    calendars = CalendarTables(clock, network)
    centres, units = tables_of.work_centre_rows(names, calendars)
    by_order: dict[str, list[Job]] = {}
    for job in work.jobs:
        by_order.setdefault(job.order, []).append(job)
    builder = TableBuilder(names)
    rows: list[tuple[Job, Operation]] = []
    for jobs in by_order.values():
        rows += write_order(builder, jobs, zero)
    supply_builder = TableBuilder(names)
    supplies: list[list[int]] = []
    supply_rows: list[tuple[int, Operation]] = []
    for i, supply in enumerate(work.supplies):
        row, written = write_supply(supply_builder, supply)
        supplies.append(row)
        supply_rows += [(i, op) for op in written]
    stock0, stock, left, stock_ids = tables_of.stock_tables(names, clock)
    operations, supply_operations = builder.build(), supply_builder.build()
    resources = _resources(names, clock, calendars, centres, stock0, stock, supplies, work)
    return Problem(
        network, work, zero, round((zero - network.epoch).total_seconds()), resources, operations, supply_operations,
        names, tuple(by_order), tuple(rows),
        tuple(supply_rows),
        table(units, col.UNIT_WIDTH), pool_steps(network, clock), np.array(left, np.int32), tuple(stock_ids),
        order_keys(by_order, operations, clock), (Tables(resources), Tables(operations), Tables(supply_operations)),
        {order: row for row, order in enumerate(by_order)},
    )  # fmt: skip


def _resources(
    names: Names,
    clock: Clock,
    calendars: CalendarTables,
    centres: list[list[int]],
    stock0: Table,
    stock: list[list[int]],
    supplies: list[list[int]],
    work: Work,
) -> Resources:
    pair0, lanes, leaving = tables_of.lane_tables(names, clock)
    return Resources(
        span=span_of(names, clock),
        wc=table(centres, col.WC_WIDTH),
        setup_s=tables_of.setup_table(names),
        setup_ore=tables_of.setup_ore_table(names),
        pool_ore_h=np.array([pool.cost_ore_h for pool in names.network.pools.values()], np.int32),
        cal=table(calendars.rows, col.CAL_WIDTH),
        iv_open=tables_of.join(calendars.opened),
        iv_close=tables_of.join(calendars.closed),
        iv_work=tables_of.join(calendars.worked),
        time_bucket=tables_of.join(calendars.time_buckets),
        work_bucket=tables_of.join(calendars.work_buckets),
        pair_lane0=pair0,
        lane=table(lanes, col.LANE_WIDTH),
        departure=leaving,
        agreement=table(agreement_rows(names.network, clock), col.AGR_WIDTH),
        item=table(tables_of.item_rows(names), col.ITEM_WIDTH),
        key_stock0=stock0,
        stock=table(stock, col.STOCK_WIDTH),
        key_supply=supply_keys(names, work),
        supply=table(supplies, col.SUP_WIDTH),
    )


def span_of(names: Names, clock: Clock) -> Table:
    """`Resources.span` of a network from whose start on work may be placed."""
    start, n_sites = clock.s(names.network.start), len(names.site)
    return np.array([start, clock.s(names.network.end), n_sites + len(names.region), n_sites, start], np.int32)


def agreement_rows(network: Network, clock: Clock) -> list[list[int]]:
    """Validity, ceiling and rate of every agreement."""
    return [
        [clock.s(a.valid_from), clock.s(a.valid_to), min(a.ceiling_s, BIG), a.rate_ore_h]
        for a in network.agreements.values()
    ]


def supply_keys(names: Names, work: Work) -> Table:
    """By item and site: the supply that makes it there, -1 for none."""
    n_sites = len(names.site)
    found = np.full(max(1, len(names.item) * n_sites), col.NONE, np.int32)
    for row, supply in enumerate(work.supplies):
        found[names.item[supply.item] * n_sites + names.site[supply.site]] = row
    return found


def pool_steps(network: Network, clock: Clock) -> tuple[tuple[tuple[int, int], ...], ...]:
    """What is there of every pool, from each moment on."""
    return tuple(steps_of(pool, network, clock) for pool in network.pools.values())


def steps_of(pool: Pool, network: Network, clock: Clock) -> tuple[tuple[int, int], ...]:
    """What is there of a pool, from each moment on."""
    return tuple((clock.s(t), amount) for t, amount in pool_profile(pool, network, clock.zero, clock.end))


def order_keys(by_order: Mapping[str, Sequence[Job]], operations: Operations, clock: Clock) -> OrderKey:
    """Gather what ordering rules need; least run seconds are summed over each order's operations."""
    release, weight, promised = [], [], []
    for jobs in by_order.values():
        release.append(min(clock.s(job.release) for job in jobs))
        weight.append(max(job.weight for job in jobs))
        promised.append(int(any(job.status in COMMITTED for job in jobs)))
    return OrderKey(
        operations.order[:, col.ORD_DUE].copy(),
        np.array(release, np.int32),
        np.array(weight, np.int32),
        np.array(promised, np.int32),
        least_work(operations),
    )


def least_work(operations: Operations) -> Table:
    """Seconds of run of each order, every operation in its quickest mode."""
    mode, op, order = operations.mode.astype(np.int64), operations.op.astype(np.int64), operations.order
    work = np.zeros(len(order), np.int64)
    if len(op):
        per_op = np.full(len(op), np.iinfo(np.int64).max)
        most = int((op[:, col.OP_MODE1] - op[:, col.OP_MODE0]).max())
        for k in range(most):
            row = np.minimum(op[:, col.OP_MODE0] + k, op[:, col.OP_MODE1] - 1)
            run = mode[row, col.MODE_FIXED] + -(-mode[row, col.MODE_UNIT_MS] * op[:, col.OP_LEFT] // 1000)
            per_op = np.minimum(per_op, run)
        total = np.concatenate(([0], np.cumsum(per_op)))
        work = total[order[:, col.ORD_OP1]] - total[order[:, col.ORD_OP0]]
    return np.minimum(work, BIG).astype(np.int32)
