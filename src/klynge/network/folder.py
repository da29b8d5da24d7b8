# SPDX-License-Identifier: Apache-2.0
"""A cluster folder becomes a network, or all that is wrong with it is told at once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from klynge.network.articles import Expander, each_once, join_configurations
from klynge.network.capacity import check_capacity
from klynge.network.crew import Crew, people_of, pools_of
from klynge.network.demand import orders_of
from klynge.network.expansion import Expansion
from klynge.network.goods import items_of, stock_of
from klynge.network.model import Network
from klynge.network.naming import names_of
from klynge.network.places import agreements_of, lanes_of, members_of, setup_matrices_of, sites_of, work_centres_of
from klynge.network.problem import FolderError, Problem
from klynge.network.reading import Reading, check_references, read_files
from klynge.network.reports import progress_of
from klynge.network.routes import RouteRows, Shop, routings_of
from klynge.network.structure import check_lots, check_structure
from klynge.network.transport import check_transport


def read_folder(path: Path | str, configure: Expander | None = None) -> Network:
    """The network of a cluster folder (docs/reference/cluster-folder.md).

    `configure` makes rows of its configurations; a folder that has any cannot be read without.
    Raises FolderError with every problem of every file; nothing is half loaded.
    """
    folder = Path(path)
    if not folder.is_dir():
        kind = "the path is a file, not a folder" if folder.exists() else "there is no such folder"
        raise FolderError([Problem(str(folder), 0, "", kind, "name a folder with a cluster.yaml in it")])
    with _uncollected():
        reading = read_files(folder)
        join_configurations(reading, folder, configure)
        check_references(reading, reading.tables.values())
        network, rows = _build(reading)
        check_capacity(reading, network, rows)
    if reading.findings.problems:
        raise FolderError(each_once(reading.findings.problems))
    return network


@contextmanager
def _uncollected() -> Iterator[None]:
    """Python's collector would go through all rows again and again while they are made, to find nothing."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _build(reading: Reading) -> tuple[Network, dict[str, RouteRows]]:
    """The network as far as the rows are right; it is whole when there are no problems."""
    settings = reading.settings
    members, sites, people = members_of(reading), sites_of(reading), people_of(reading)
    pools = pools_of(reading, people.values())
    matrices = setup_matrices_of(reading)
    centres = work_centres_of(reading, matrices, pools)
    items = items_of(reading)
    lanes = lanes_of(reading)
    agreements = agreements_of(reading, sites, centres)
    routings, rows = routings_of(reading, Shop(items, sites, centres, matrices, agreements, Crew(pools)))
    orders = orders_of(reading, items)
    usable = check_structure(reading, items, routings, rows)
    expansion = Expansion(items, usable)
    check_lots(expansion, centres, rows)
    progress = progress_of(reading, orders, centres, expansion)
    network = Network(
        name=settings.name,
        epoch=settings.epoch,
        start=settings.start,
        end=settings.end,
        time_zone=settings.time_zone,
        members=members,
        sites=sites,
        calendars=reading.calendars.found,
        work_centres=centres,
        setup_matrices=matrices,
        pools=pools,
        people=people,
        items=items,
        stock=stock_of(reading, items),
        lanes=lanes,
        agreements=agreements,
        routings=usable,
        orders=orders,
        progress=progress,
        regions=settings.regions,
        synthetic=settings.synthetic,
        overtime_percent=settings.overtime_percent,
        names=names_of(reading, people.values()),
    )
    check_transport(reading, network, expansion, rows)
    return network, rows
