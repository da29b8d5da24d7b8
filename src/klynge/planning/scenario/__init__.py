# SPDX-License-Identifier: Apache-2.0
"""What if: changes to network, work and prices as data, planned and compared with the base in all measures.

In comes a `Base` (a problem planned by one rule) and `Scenario`s; out goes a `Comparison`: what each would lead to in
service, money, CO2 and load, which orders move, and where the bottleneck goes. `applied` gives the network and work of
a scenario, to be planned, looked at and checked like any other.
"""

from .apply import applied
from .base import Base
from .compare import Comparison, compare, plan_scenario
from .data import Change, Scenario, from_data, from_json, schema, to_data
from .outcome import MEASURES, OrderChange, Outcome
from .trouble import ScenarioError, Trouble

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
