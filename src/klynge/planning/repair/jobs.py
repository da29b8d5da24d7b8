# SPDX-License-Identifier: Apache-2.0
"""The order's jobs otherwise: in more lots, handed over in lots, or as two orders of a part each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from klynge.job import Job, Operation, Precedence
from klynge.network import work_of
from klynge.network.model import Kind, Network, Order

MOST_LOTS = 8


def in_lots(jobs: tuple[Job, ...], network: Network) -> tuple[Job, ...]:
    """Every operation that like units could share in as many lots as there are units; the same when none could."""

    def split(op: Operation) -> Operation:
        units = [
            network.work_centres[m.work_centre].units
            for m in op.modes
            if network.work_centres[m.work_centre].kind is Kind.MACHINE
        ]
        lots = min(MOST_LOTS, op.quantity, max(units, default=1))
        if lots <= 1 or op.reported:
            return op
        least = min(op.min_lot, max(1, op.quantity // lots))
        return op if (lots, least) == (op.max_lots, op.min_lot) else replace(
            op, max_lots=max(lots, op.max_lots), min_lot=least
        )  # fmt: skip

    changed = tuple(replace(job, operations=tuple(split(op) for op in job.operations)) for job in jobs)
    return jobs if changed == jobs else changed


def handed_over_in_lots(jobs: tuple[Job, ...], lots: int) -> tuple[Job, ...]:
    """Every link within a job that waited for the whole quantity hands over in so many lots."""

    def overlap(link: Precedence, quantity: Mapping[str, int]) -> Precedence:
        whole = quantity.get(link.before, 1)
        if link.before_job or link.max_lag_s is not None or link.transfer_quantity is not None or whole < 2:
            return link
        return replace(link, transfer_quantity=-(-whole // lots))

    changed = []
    for job in jobs:
        quantity = {op.id: op.quantity for op in job.operations}
        changed.append(replace(job, precedence=tuple(overlap(link, quantity) for link in job.precedence)))
    return jobs if tuple(changed) == jobs else tuple(changed)


def quantity_of(jobs: tuple[Job, ...]) -> int:
    """How much of its item the order is for."""
    return next((job.quantity for job in jobs if job.region), jobs[-1].quantity)


def in_parts(
    jobs: tuple[Job, ...], network: Network, first: int, rest_id: str
) -> tuple[tuple[Job, ...], tuple[Job, ...]]:
    """The first units of an order under its own name, and the rest as an order `rest_id`."""
    whole = quantity_of(jobs)
    order = network.orders.get(jobs[0].order)
    if order is not None and _routed(network, order) == jobs:
        one, rest = orders_in_parts(order, first, rest_id)
        return _routed(network, one), _routed(network, rest)
    return (
        tuple(_scaled(job, first, whole, 0, job.order, job.order) for job in jobs),
        tuple(_scaled(job, whole - first, whole, first, job.order, rest_id) for job in jobs),
    )


def orders_in_parts(order: Order, first: int, rest_id: str) -> tuple[Order, Order]:
    """An order of the network as two; its value goes by quantity."""
    value = order.value_ore * first // order.quantity
    rest = replace(order, id=rest_id, quantity=order.quantity - first, value_ore=order.value_ore - value)
    return replace(order, quantity=first, value_ore=value), rest


def _routed(network: Network, order: Order) -> tuple[Job, ...]:
    return work_of(replace(network, orders={order.id: order}, progress=())).jobs


def _scaled(job: Job, part: int, whole: int, before: int, order: str, name: str) -> Job:
    """A job of a part of the order; quantities are rounded up, since each part must be complete."""

    def own(identifier: str) -> str:
        return identifier.replace(order, name, 1) if identifier.startswith(order) else f"{identifier}@{name}"

    def scaled(quantity: int) -> int:
        return -(-quantity * part // whole)

    def link(given: Precedence) -> Precedence:
        transfer = given.transfer_quantity
        return replace(
            given,
            before_job=own(given.before_job) if given.before_job and name != order else given.before_job,
            transfer_quantity=None if transfer is None else max(1, scaled(transfer)),
        )

    value = job.value_ore * part // whole if before == 0 else job.value_ore - job.value_ore * before // whole
    return replace(
        job,
        id=job.id if name == order else own(job.id),
        order=name,
        quantity=scaled(job.quantity),
        operations=tuple(replace(op, quantity=scaled(op.quantity)) for op in job.operations),
        precedence=tuple(link(given) for given in job.precedence),
        value_ore=value,
    )
