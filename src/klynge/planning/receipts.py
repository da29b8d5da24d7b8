# SPDX-License-Identifier: Apache-2.0
"""Receipts that jobs of the plan make: there when the work on them ends, wherever that has come to."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from klynge.network.model import Network, StockLot

from .kernels import columns as col
from .kernels.columns import BIG
from .schedule import Schedule


def as_made(schedule: Schedule) -> Network | None:
    """The network with the receipts as the schedule makes them; None when they are so."""
    problem, found = schedule.problem, dict[str, StockLot]()
    network = problem.network
    for job in problem.work.jobs:
        stock = network.stock.get(job.makes) if job.makes else None
        number = problem.numbers.get(job.order)
        if stock is None or number is None:
            continue
        at = min(int(schedule.arrivals[number]), int(problem.resources.span[1]))  # not made: not there in this plan
        there = (problem.zero + timedelta(seconds=at)).astimezone(network.epoch.tzinfo)
        if there != stock.available:
            expires = None if stock.expires is None else stock.expires + (there - stock.available)
            found[stock.id] = replace(stock, available=there, expires=expires)
    return replace(network, stock=network.stock | found) if found else None


def rows_of_makers(schedule: Schedule) -> NDArray[np.int64]:
    """The rows of the operations that make receipts and are planned: no search moves them, for whoever takes from a
    receipt counts on when it comes."""
    problem = schedule.problem
    numbers = [problem.numbers[job.order] for job in problem.work.jobs if job.makes and job.order in problem.numbers]
    order = problem.operations.order
    rows = [
        np.arange(order[number, col.ORD_OP0], order[number, col.ORD_OP1])
        for number in numbers
        if schedule.arrivals[number] < BIG
    ]
    return np.concatenate(rows) if rows else np.zeros(0, np.int64)
