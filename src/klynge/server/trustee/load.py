# SPDX-License-Identifier: Apache-2.0
"""The load of one's own work centres and pools by week, beside what they can do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from klynge.server.roles import Ability
from klynge.server.trustee.answering import desk_of
from klynge.server.trustee.desk import Desks
from klynge.server.trustee.nothing import Nothing
from klynge.server.trustee.plan import centre_told, own_centres
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.service import Verb
from klynge.server.trustee.texts import problem


def verbs(desks: Desks) -> list[Verb]:
    """Load, and what there is to load."""
    return [
        Verb("load", Ability.READ_PLAN, Nothing, _load(desks)),
        Verb("resources", Ability.READ_PLAN, Nothing, _resources(desks)),
    ]


def _load(desks: Desks) -> Callable[[Asker, Nothing, str], dict[str, Any]]:
    def load(asker: Asker, _asked: Nothing, _key: str) -> dict[str, Any]:
        desk = desk_of(desks, asker)
        state = desk.plan.state
        network = state.network
        if asker.kind != "member":
            raise problem("not-found", asker.language)
        weeks, centres, pools = desk.readings.load(state, asker.code)
        return {
            "sequence": state.sequence,
            "weeks": list(weeks),
            "work_centres": [
                {
                    "work_centre": use.work_centre,
                    "name": network.work_centre_name(use.work_centre, asker.language),
                    "units": use.units,
                    "load_h": _hours(use.load_h),
                    "capacity_h": _hours(use.capacity_h),
                    "setup_h": round(use.setup_h, 2),
                    "run_h": round(use.run_h, 2),
                }
                for use in centres
            ],
            "pools": [
                {
                    "pool": use.pool,
                    "name": network.pool_name(use.pool, asker.language),
                    "kind": use.kind,
                    "site": use.site,
                    "load_h": _hours(use.load_h),
                    "capacity_h": _hours(use.capacity_h),
                }
                for use in pools
            ],
        }

    return load


def _resources(desks: Desks) -> Callable[[Asker, Nothing, str], dict[str, Any]]:
    def resources(asker: Asker, _asked: Nothing, _key: str) -> dict[str, Any]:
        network = desk_of(desks, asker).plan.state.network
        pools = [pool for pool in network.pools.values() if _is_own(network.sites[pool.site].member, asker)]
        return {
            "work_centres": [centre_told(network, name, asker.language) for name in own_centres(network, asker)],
            "pools": [
                {
                    "pool": pool.id,
                    "name": network.pool_name(pool.id, asker.language),
                    "kind": pool.kind.value,
                    "site": pool.site,
                    "skills": list(pool.skills),
                    "amount": sum(part.amount for part in pool.parts),
                }
                for pool in pools
            ],
        }

    return resources


def _is_own(member: str, asker: Asker) -> bool:
    return asker.kind == "member" and member == asker.code


def _hours(values: tuple[float, ...]) -> list[float]:
    return [round(value, 2) for value in values]
