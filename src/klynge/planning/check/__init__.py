# SPDX-License-Identifier: Apache-2.0
"""The slow and plain second implementation of docs/explanation/planning-model.md.

In go a network, its work and a plan; out comes everything that is wrong in the plan, rule by rule, in words. It is
written from that page alone on plain objects and shares no code with the engine, so that neither can hide an
error of the other.
"""

from __future__ import annotations

from klynge.job import Work
from klynge.network.model import Network
from klynge.planning.check.agreements import check_agreements
from klynge.planning.check.case import Case
from klynge.planning.check.delivery import check_delivery
from klynge.planning.check.finding import Finding
from klynge.planning.check.links import check_links
from klynge.planning.check.material import check_material
from klynge.planning.check.pools import check_pools
from klynge.planning.check.portions import check_portions
from klynge.planning.check.timing import check_timing
from klynge.planning.check.units import check_units
from klynge.planning.plan import Plan

__all__ = ["Finding", "check"]


def check(network: Network, work: Work, plan: Plan) -> list[Finding]:
    """Everything that is wrong in a plan; an empty list when it is right.

    A plan may be broken in any way: what it names and nobody knows is a finding, never an error.
    """
    case = Case(network, work, plan)
    check_portions(case)
    check_timing(case)
    check_units(case)
    check_pools(case)
    check_links(case)
    check_delivery(case)
    check_material(case)
    check_agreements(case)
    return case.findings
