# SPDX-License-Identifier: Apache-2.0
"""Why an edit cannot be, in words; what is another firm's is not named."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from klynge.planning.fold import PlanState
from klynge.server.drafts.texts import ELSEWHERE, ONE_OF_OTHERS, REASONS
from klynge.server.trustee.drafting import RefusedError
from klynge.server.trustee.plan import line, own_centres
from klynge.server.trustee.protocol import Asker


def words(error: RefusedError, state: PlanState, asker: Asker) -> str:
    """The reason in words; what is another firm's is not named."""
    facts: dict[str, Any] = {"other": "", "pool": "", "until": "", "orders": ""} | error.facts
    facts["other"] = _named(str(facts["other"]), state, asker)
    pool = state.network.pools.get(str(facts["pool"]))
    if pool is None or state.network.sites[pool.site].member != asker.code:
        facts["pool"] = ELSEWHERE[asker.language].capitalize()
    else:
        facts["pool"] = state.network.pool_name(pool.id, asker.language)
    if not isinstance(facts["until"], str):
        facts["until"] = facts["until"].astimezone(ZoneInfo(state.network.time_zone)).strftime("%d.%m.%Y %H:%M")
    own = [name for name in facts["orders"] if line(state.orders[name], name).owner == asker.code]
    others = [ONE_OF_OTHERS[asker.language]] if len(own) < len(facts["orders"]) else []
    facts["orders"] = ", ".join([*own, *others])
    return REASONS[error.reason][asker.language].format(**facts)


def _named(other: str, state: PlanState, asker: Asker) -> str:
    """Work by its job and step when some of it stands at the asker's own places."""
    job, _, operation = other.partition(" ")
    own = set(own_centres(state.network, asker))
    here = any(
        (portion.job, portion.operation) == (job, operation) and portion.work_centre in own
        for portions in state.placements.values()
        for portion in portions
    )
    return other if here else ELSEWHERE[asker.language]
