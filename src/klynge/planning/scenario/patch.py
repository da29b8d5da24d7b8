# SPDX-License-Identifier: Apache-2.0
"""The problem of a scenario made from the base's tables: only what changed is written anew.

The same plan comes out as when the changed network and work are compiled whole (`apply.applied`), which is what is
done where tables cannot say it: orders of another quantity, rules by item or step where different ones share modes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from klynge.network.model import Network
from klynge.planning.changed_network import with_network
from klynge.planning.errors import PlanningError
from klynge.planning.figures import Prices, prices_of
from klynge.planning.figures.prices import (
    agreement_prices,
    centre_members,
    frozen_hours,
    item_prices,
    lane_prices,
    pool_prices,
    setup_prices,
)
from klynge.planning.kernels import columns as col
from klynge.planning.kernels.columns import Resources
from klynge.planning.kernels.view import Tables
from klynge.planning.problem import Problem, compile_problem, least_work

from .apply import work_after
from .base import NEEDS_WORK, Base
from .draft import Changed
from .patch_demand import with_demand
from .tables import ModeTable, TooLargeError
from .touched import touch, touch_demand, touched_by
from .ways import Also, Slower

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Patched:
    """A problem and its prices; `rows` of it cannot be read out where it is not `whole`.

    Orders that are left out keep their rows, and are not `present`. `places` are the base's orders that its own are, -1
    for new ones and those that repeat another, which are the one that they repeat in `origin`. `touched` are the
    islands of the base that anything is different on. `template` says that reported work stands as in the base.
    """

    problem: Problem
    prices: Prices
    places: Numbers
    origin: Numbers
    present: NDArray[np.bool_]
    touched: NDArray[np.bool_]
    template: bool
    whole: bool = False


def patched(base: Base, found: Changed) -> Patched:
    """The problem of what a scenario makes of the base.

    Raises PlanningError for numbers that the engine cannot hold.
    """
    try:
        return _patched(base, found)
    except (TooLargeError, OverflowError):
        raise PlanningError("a time, amount or price is larger than 2 147 483 647") from None


def _patched(base: Base, found: Changed) -> Patched:
    ways = found.ways
    by_name = any((isinstance(way, Slower) and (way.item or way.step)) or isinstance(way, Also) for way in ways)
    if found.other or (by_name and base.mixed) or any(_loose(found, way) for way in ways if isinstance(way, Also)):
        return _whole(base, found)
    problem, changed = with_network(base.problem, found.network)
    template = not (changed & base.reported_at)
    prices = _prices(base, problem)
    touched = touched_by(base, problem)
    operations = base.problem.operations
    if ways:
        modes, made = _ways(base, problem, found)
        operations = modes.operations(operations)
        prices = replace(prices, mode=modes.price, supply_mode=made.price)
        template = template and operations.op is base.problem.operations.op  # else their modes are in other rows
        problem = replace(problem, supplies=made.operations(base.problem.supplies))
        touch(touched, base.islands.groups[modes.touched])
        touch(touched, base.islands.supply_groups[made.touched])
        resources = _supply_work(base, problem)
        problem = replace(problem, resources=resources)
    keys = base.problem.keys
    if ways and base.rule in NEEDS_WORK:
        keys = replace(keys, work=least_work(operations))
    orders = prices.orders
    if found.sales:
        orders = replace(orders, value=_values(base, found))
    problem = replace(problem, operations=operations, keys=keys)
    prices = replace(prices, orders=orders)
    places = origin = np.arange(len(base.problem.orders), dtype=np.int64)
    present = np.ones(len(places), np.bool_)
    if found.times is not None or found.added:
        problem, prices, origin = with_demand(base, problem, prices, found)
        places = np.where(np.arange(len(origin)) < len(places), origin, -1)
        present = np.ones(len(origin), np.bool_)
        if found.times is not None:
            present[: len(found.times)] = found.times > 0
        touch_demand(touched, base, problem, found)
    if base.rule == "tardiness" and (ways or found.times is not None or found.added):
        touched[:] = True  # that rule looks at the mean of all orders
    if len(base.reported) and not template:
        prices = replace(prices, frozen=frozen_hours(problem, base.reported))
    views = Tables(problem.resources), Tables(problem.operations), Tables(problem.supplies)
    return Patched(replace(problem, views=views), prices, places, origin, present, touched, template)


def _extends(found: Changed) -> bool:
    return any(isinstance(way, Also) for way in found.ways)


def _whole(base: Base, found: Changed) -> Patched:
    """Compiled anew."""
    work = work_after(base.orders, found)
    problem = compile_problem(found.network, work)
    place = {order: number for number, order in enumerate(base.problem.orders)}
    places = np.array([place.get(order, -1) for order in problem.orders], np.int64)
    touched = np.ones(base.islands.count, np.bool_)
    present = np.ones(len(places), np.bool_)
    return Patched(problem, prices_of(problem), places, places, present, touched, False, True)


def _loose(found: Changed, way: Also) -> bool:
    """Whether families would be numbered by another matrix, or there is none."""
    centres = found.network.work_centres
    one, other = (found.network.setup_matrices.get(centres[c].setup_matrix) for c in (way.like, way.work_centre))
    return (one is None) != (other is None) or bool(one and other and one.families != other.families)


def _differ(one: Network, other: Network, *tables: str) -> bool:
    return any(getattr(one, name) is not getattr(other, name) for name in tables)


def _prices(base: Base, problem: Problem) -> Prices:
    """Prices of what is there; modes and orders are done after."""
    before, network = base.problem.network, problem.network
    prices = base.prices
    if _differ(before, network, "pools"):
        prices = replace(prices, pool=pool_prices(network))
    if _differ(before, network, "items"):
        prices = replace(prices, item=item_prices(network))
    if _differ(before, network, "setup_matrices"):
        prices = replace(prices, setup_ore=setup_prices(network))
    if _differ(before, network, "lanes"):
        prices = replace(prices, lane=lane_prices(problem))
    if _differ(before, network, "agreements"):
        prices = replace(prices, agreement=agreement_prices(network))
    if _differ(before, network, "work_centres"):
        prices = replace(prices, centres=centre_members(network))
    return prices


def _ways(base: Base, problem: Problem, found: Changed) -> tuple[ModeTable, ModeTable]:
    """The modes of orders and of supplies by the rules."""
    names = problem.names
    # the names are this scenario's own where there are new ways, and the base's where there are not
    free = names.signature.setdefault((), len(names.signature)) if _extends(found) else 0
    modes = base.modes.changed(found.ways, names.work_centre, names.agreement, free)
    return modes, base.supply_modes.changed(found.ways, names.work_centre, names.agreement, free)


def _supply_work(base: Base, problem: Problem) -> Resources:
    """The supplies with the least run seconds of their operations."""
    supply = problem.resources.supply
    if not len(supply) or problem.supplies.mode is base.problem.supplies.mode:
        return problem.resources
    order = np.zeros((len(supply), col.ORD_WIDTH), np.int32)
    order[:, [col.ORD_OP0, col.ORD_OP1]] = supply[:, [col.SUP_OP0, col.SUP_OP1]]
    changed = supply.copy()
    changed[:, col.SUP_WORK] = least_work(problem.supplies._replace(order=order))
    return problem.resources._replace(supply=changed)


def _values(base: Base, found: Changed) -> Numbers:
    """What the base's orders sell for."""
    place, value, first = base.lines
    value = value.copy()
    number = {order: row for row, order in enumerate(base.problem.orders)}
    for sale in found.sales:
        rows = np.ones(len(place), np.bool_) if sale.order == "*" else place == number[sale.order]
        new = value * sale.permille // 1000 if sale.value is None else np.where(first, sale.value, 0)
        value = np.where(rows, new, value)
    return np.bincount(place, weights=value, minlength=len(number)).astype(np.int64)
