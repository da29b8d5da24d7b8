# SPDX-License-Identifier: Apache-2.0
"""A scenario's network and work belong together: the work is what the network's orders and routings make."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from klynge.network import read_folder, work_of
from klynge.planning.scenario import Change, Scenario, ScenarioError, applied, data

NEW = data.NewOrders(
    item="chair", quantity=3, region="Oslo", count=3, first_due=date(2026, 2, 20), last_due=date(2026, 3, 1)
)


@pytest.mark.parametrize(
    "changes",
    [
        (NEW,),
        (data.Volume(permille=2400),),
        (data.Volume(permille=500), NEW),
        (data.Quantity(permille=1500), data.Quantity(permille=2000)),
        (data.DropOrders(regions=("Oslo",)),),
        (data.Price(of="work_centre", field="cost_ore_h", permille=1300), NEW),
        (data.Price(of="site", field="energy_ore_kwh", permille=3000),),
        (data.Price(of="site", field="co2_g_kwh", value=400), data.Volume(permille=1500)),
    ],
    ids=lambda changes: "+".join(change.change for change in changes),
)
def test_the_work_is_that_of_the_network(changes: tuple[Change, ...], small: Path) -> None:
    """Expanding the changed network's orders gives the changed work, prices and all."""
    network = read_folder(small)
    other, work = applied(network, work_of(network), Scenario(id="other", changes=changes))
    assert work == work_of(other)
    assert work != work_of(network)


def test_begun_orders_are_finished(small: Path) -> None:
    """Dropping every order leaves those of which something is reported."""
    network = read_folder(small)
    begun = {entry.order for entry in network.progress} & set(network.orders)
    other, _ = applied(network, work_of(network), Scenario(id="none", changes=(data.Volume(permille=0),)))
    planned = {job.order for job in work_of(network).jobs}
    assert begun & planned == set(other.orders) & planned


def test_orders_have_an_end(small: Path) -> None:
    """Twenty times twenty times twenty times the orders are refused before they are made."""
    network = read_folder(small)
    more = tuple(data.Volume(permille=20_000) for _ in range(5))
    with pytest.raises(ScenarioError, match="at most 2000000"):
        applied(network, work_of(network), Scenario(id="huge", changes=more))
