# SPDX-License-Identifier: Apache-2.0
"""Klynge: customer-adapted production in a cluster of independent manufacturers.

    import klynge

    cluster = klynge.read("examples/small")         # a folder of tables: see docs/reference/cluster-folder.md
    planned = klynge.plan(cluster)                  # every order on real, finite capacity
    answer = klynge.promise(planned, item="chair", quantity=4, region="Oslo")
    print(answer.delivered)                         # the earliest day that the free capacity can keep
    print(klynge.explain(planned, "C-1").words("en"))
    print(klynge.measure(planned).service.on_time)
    better, found = klynge.improve(planned, 10.0)   # seconds of search; never worse
    klynge.save(better, "plan.json")
    klynge.compare(planned, ["one-more-machine.yaml"]).ranked("on_time")

Everything is plain, frozen data: times are aware datetimes outside the plan and integer seconds after the epoch in
it, money integer øre, CO2 integer grams, quantities integers in the item's smallest unit.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from klynge.api import (
        RULES,
        Cluster,
        Planned,
        board,
        check,
        compare,
        diff,
        explain,
        improve,
        load,
        measure,
        plan,
        promise,
        read,
        read_scenario,
        replan,
        save,
        scenario,
        write_scenario,
    )
    from klynge.api_promise import carry_out, hold, menu, possible, withdraw
    from klynge.api_repair import apply_repair, repairs
    from klynge.configure import ProductError, ProductModel, read_product, read_products
    from klynge.configure.check import check_product
    from klynge.configure.counting import ProductCount, count_products
    from klynge.configure.work import Configuration, ConfigurationError, Desk, Price, Reopened, reopen
    from klynge.exchange.plan_json import PlanFileError
    from klynge.inquiry import UnknownNameError
    from klynge.job import Job, Material, Mode, Operation, Precedence, Supply, Work
    from klynge.network import FolderError, Network
    from klynge.planning import Promise, Schedule
    from klynge.planning.budget import Budget
    from klynge.planning.check import Finding
    from klynge.planning.diff import Diff
    from klynge.planning.explain import Explanation
    from klynge.planning.improve import Improved
    from klynge.planning.measure import Measures
    from klynge.planning.placing import PlacingError
    from klynge.planning.plan import Lot, Outcome, Plan, Portion
    from klynge.planning.promise import Book, Entry, HoldError, Menu, Possible, Remedy, WithdrawError
    from klynge.planning.repair import Repair
    from klynge.planning.replan import DisturbanceError, Replanned
    from klynge.planning.scenario import Comparison, Scenario, ScenarioError

__all__ = [
    "RULES",
    "Book",
    "Budget",
    "Cluster",
    "Comparison",
    "Configuration",
    "ConfigurationError",
    "Desk",
    "Diff",
    "DisturbanceError",
    "Entry",
    "Explanation",
    "Finding",
    "FolderError",
    "HoldError",
    "Improved",
    "Job",
    "Lot",
    "Material",
    "Measures",
    "Menu",
    "Mode",
    "Network",
    "Operation",
    "Outcome",
    "PlacingError",
    "Plan",
    "PlanFileError",
    "Planned",
    "Portion",
    "Possible",
    "Precedence",
    "Price",
    "ProductCount",
    "ProductError",
    "ProductModel",
    "Promise",
    "Remedy",
    "Reopened",
    "Repair",
    "Replanned",
    "Scenario",
    "ScenarioError",
    "Schedule",
    "Supply",
    "UnknownNameError",
    "WithdrawError",
    "Work",
    "apply_repair",
    "board",
    "carry_out",
    "check",
    "check_product",
    "compare",
    "count_products",
    "diff",
    "explain",
    "hold",
    "improve",
    "load",
    "measure",
    "menu",
    "plan",
    "possible",
    "promise",
    "read",
    "read_product",
    "read_products",
    "read_scenario",
    "reopen",
    "repairs",
    "replan",
    "save",
    "scenario",
    "withdraw",
    "write_scenario",
]

_ROOMS = (
    "klynge.api",
    "klynge.api_promise",
    "klynge.api_repair",
    "klynge.inquiry",
    "klynge.job",
    "klynge.network",
    "klynge.planning",
    "klynge.planning.plan",
    "klynge.planning.check",
    "klynge.planning.explain",
    "klynge.planning.budget",
    "klynge.planning.diff",
    "klynge.planning.placing",
    "klynge.planning.replan",
    "klynge.planning.improve",
    "klynge.planning.measure",
    "klynge.planning.promise",
    "klynge.planning.scenario",
    "klynge.planning.repair",
    "klynge.exchange.plan_json",
    "klynge.configure.work",
    "klynge.configure",
    "klynge.configure.check",
    "klynge.configure.counting",
)


def __getattr__(name: str) -> Any:
    """Import a name when it is first used: loading the compiled engine takes a second that many uses never need."""
    if name in __all__:
        for room in _ROOMS:
            found = getattr(import_module(room), name, None)
            if found is not None:
                globals()[name] = found
                return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
