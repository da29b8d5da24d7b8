# SPDX-License-Identifier: Apache-2.0
"""Logs that say what a plan is, and nothing before it."""

from __future__ import annotations

from klynge.job import Work
from klynge.network.model import Network
from klynge.planning.fold import PlanState, Replica, Row, Snapshot, changes_between, fold
from klynge.planning.plan import Plan


def replica_at(network: Network, work: Work, plan: Plan) -> Replica:
    """A log's replica that stands where a plan does."""
    opened = PlanState.opened(network, work.supplies)
    first = fold([Row(sequence=1, changes=(Snapshot(state=opened.to_data()),))])
    return Replica.of(fold([Row(sequence=2, changes=changes_between(first, network, work, plan))], first))
