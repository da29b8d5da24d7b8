# SPDX-License-Identifier: Apache-2.0
"""Stock moved from one site to another of the same member, in a network and in a schedule's tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from klynge.network.model import Network, StockLot
from klynge.planning.kernels import columns as col
from klynge.planning.kernels.view import Tables
from klynge.planning.resources import Clock, stock_tables
from klynge.planning.schedule import Schedule
from klynge.planning.tables import table

from .data import Transfer


def network_after(network: Network, transfers: Iterable[Transfer]) -> Network:
    """The network with the stock where it has been moved to."""
    stock = dict(network.stock)
    for transfer in transfers:
        lot = stock[transfer.lot]
        moved = f"{lot.id}>{transfer.destination}"
        stock[lot.id] = replace(lot, quantity=lot.quantity - transfer.quantity)
        stock[moved] = StockLot(
            moved, lot.item, transfer.destination, transfer.quantity, transfer.available, lot.expires
        )
    return replace(network, stock=stock)


def move_stock(schedule: Schedule, transfers: Sequence[Transfer]) -> None:
    """Move stock in a schedule of one's own; pegs stay on their lots."""
    problem = schedule.problem
    network = network_after(problem.network, transfers)
    names = replace(problem.names, network=network)
    first, rows, left, ids = stock_tables(names, Clock(problem.zero, network.end))
    new = {name: row for row, name in enumerate(ids)}
    to = np.array([new[name] for name in problem.stock_ids], np.int64)
    used = problem.stock_left - schedule.state.stock_left
    now = np.array(left, np.int32)
    now[to] -= used
    peg = schedule.state.peg[: int(schedule.state.counter[col.N_PEG])]
    pegged = peg[:, col.PEG_KIND] == col.FROM_STOCK
    known = pegged & (peg[:, col.PEG_ROW] >= 0) & (peg[:, col.PEG_ROW] < len(to))
    peg[known, col.PEG_ROW] = to[peg[known, col.PEG_ROW]]
    resources = problem.resources._replace(key_stock0=first, stock=table(rows, col.STOCK_WIDTH))
    schedule.problem = replace(
        problem, network=network, names=names, resources=resources, stock_ids=tuple(ids),
        stock_left=np.array(left, np.int32), views=(Tables(resources), *problem.views[1:]),
    )  # fmt: skip
    schedule.state = schedule.state._replace(stock_left=now)
