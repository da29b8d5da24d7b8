# SPDX-License-Identifier: Apache-2.0
"""What people call what a fact is about: a work centre, a pool, a lane, a bought item, stock, a supply lot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from klynge.job import Operation
from klynge.network.model import Network
from klynge.planning.explain.facts import Cause, Fact

IN_FRONT = (Cause.BUSY, Cause.TOO_SHORT, Cause.BATCH)
"""Causes that are about an order, or without one about a supply lot."""


Operations = Mapping[tuple[str, str], Operation]
"""By job and identifier."""


def named(fact: Fact, network: Network, operations: Operations) -> Fact:
    """The fact with the names that things have."""
    centre = fact.work_centre
    return replace(
        fact,
        work_centre_name=centre and network.work_centre_name(centre, "nb"),
        work_centre_name_en=centre and network.work_centre_name(centre, "en"),
        subject_name=_subject(fact, network, operations, "nb"),
        subject_name_en=_subject(fact, network, operations, "en"),
    )


def _subject(fact: Fact, network: Network, operations: Operations, language: str) -> str:
    subject = fact.subject
    if fact.cause is Cause.POOL:
        return network.pool_name(subject, language)
    if fact.cause is Cause.MAX_LAG:
        after = operations.get((fact.job, subject))
        return after.called(language) if after else ""
    if fact.cause in (Cause.DEPARTURE, Cause.TRANSPORT):
        return network.lane_name(subject, language) if subject in network.lanes else ""
    item = network.stock[subject].item if subject in network.stock else subject
    lot = fact.cause is Cause.LOT or (fact.cause in IN_FRONT and not fact.order)
    if lot:
        item = subject.partition("@")[0].partition(":")[0]  # a lot is named by its item and where it is made
    asked = lot or fact.cause in (Cause.PURCHASE, Cause.STOCK, Cause.SHELF_LIFE)
    return network.item_name(item, language) if asked and item in network.items else ""
