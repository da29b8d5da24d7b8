# SPDX-License-Identifier: Apache-2.0
"""The fold: rows of outcomes in, the plan they add up to out; the same on every replica, in any grouping.

A `Row` carries what came out (orders, states, placements, network changes), never what was asked. `fold` is pure: it
searches nothing and reads no clock. Storing and ordering rows is others' work.
"""

from .begun_lots import changes_of_begun, changes_of_unbegun
from .fold import FoldError, apply, fold
from .landing import Landed, land, marks
from .naming import changes_between, named
from .promised import changes_of, changes_without, taken_in
from .replanned import changes_to, deliveries_of
from .replica import Replica
from .rows import (
    Change,
    Forgotten,
    NetworkChange,
    OrderChange,
    Placements,
    Published,
    Report,
    Row,
    Snapshot,
    StateChange,
    from_json,
    read_again,
    to_json,
)
from .sealed import SealedJobs, ids_of
from .state import OrderState, PlanState

__all__ = [
    "Change",
    "FoldError",
    "Forgotten",
    "Landed",
    "NetworkChange",
    "OrderChange",
    "OrderState",
    "Placements",
    "PlanState",
    "Published",
    "Replica",
    "Report",
    "Row",
    "SealedJobs",
    "Snapshot",
    "StateChange",
    "apply",
    "changes_between",
    "changes_of",
    "changes_of_begun",
    "changes_of_unbegun",
    "changes_to",
    "changes_without",
    "deliveries_of",
    "fold",
    "from_json",
    "ids_of",
    "land",
    "marks",
    "named",
    "read_again",
    "taken_in",
    "to_json",
]
