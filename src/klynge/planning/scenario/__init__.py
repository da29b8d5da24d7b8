# SPDX-License-Identifier: Apache-2.0
"""What if: changes to network, work and prices as data, planned and compared with the base in all measures.

In comes a `Base` (a problem planned by one rule) and `Scenario`s; out goes a `Comparison`: what each would lead to in
service, money, CO2 and load, which orders move, and where the bottleneck goes. `applied` gives the network and work of
a scenario, to be planned, looked at and checked like any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from klynge.later import later

from .data import Change, Scenario, from_data, from_json, schema, to_data
from .trouble import ScenarioError, Trouble

if TYPE_CHECKING:
    from .apply import applied
    from .base import Base
    from .comparing import Comparison, compare, plan_scenario
    from .outcome import MEASURES, OrderChange, Outcome

__all__ = [
    "MEASURES",
    "Base",
    "Change",
    "Comparison",
    "OrderChange",
    "Outcome",
    "Scenario",
    "ScenarioError",
    "Trouble",
    "applied",
    "compare",
    "from_data",
    "from_json",
    "plan_scenario",
    "schema",
    "to_data",
]
__getattr__ = later(
    __name__,
    {
        "applied": "apply",
        "Base": "base",
        "Comparison": "comparing",
        "compare": "comparing",
        "plan_scenario": "comparing",
        "MEASURES": "outcome",
        "OrderChange": "outcome",
        "Outcome": "outcome",
    },
)
