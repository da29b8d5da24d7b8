# SPDX-License-Identifier: Apache-2.0
"""The plan at a member's own work centres: whoever's work stands there, the others' named by job alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from klynge.job import Job, Operation
from klynge.network.model import Network
from klynge.planning.fold import OrderState, PlanState
from klynge.planning.plan import Portion
from klynge.server.bounds import Moment
from klynge.server.roles import Ability
from klynge.server.trustee.answering import desk_of
from klynge.server.trustee.asking import Word
from klynge.server.trustee.clock import moment_at, seconds_at
from klynge.server.trustee.desk import Desk, Desks
from klynge.server.trustee.projection import public_id
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.service import Verb
from klynge.server.trustee.texts import problem


class Looking(BaseModel):
    """One work centre, or all one's own; what stands there at any time from `since` to `until`; a page of it."""

    model_config = ConfigDict(extra="forbid")
    work_centre: Word | None = None
    since: Moment | None = None
    until: Moment | None = None
    page: Annotated[int, Field(ge=1, le=100_000)] = 1
    size: Annotated[int, Field(ge=1, le=500)] = 50


def own_centres(network: Network, asker: Asker) -> list[str]:
    """The work centres at the asker's own sites."""
    if asker.kind != "member":
        return []
    return [name for name, centre in network.work_centres.items() if network.sites[centre.site].member == asker.code]


def verbs(desks: Desks) -> list[Verb]:
    """Looking at the plan."""
    return [Verb("plan", Ability.READ_PLAN, Looking, _looking(desks))]


def _looking(desks: Desks) -> Callable[[Asker, Looking, str], dict[str, Any]]:
    def look(asker: Asker, asked: Looking, _key: str) -> dict[str, Any]:
        desk = desk_of(desks, asker)
        state: PlanState = desk.plan.state
        own = own_centres(state.network, asker)
        if asked.work_centre is not None and asked.work_centre not in own:
            raise problem("not-found", asker.language)
        portions = desk.agenda.at(state, own if asked.work_centre is None else [asked.work_centre])
        since, until = (m if m is None else seconds_at(state.network, m) for m in (asked.since, asked.until))
        within = [
            portion
            for portion in portions
            if (since is None or portion.end > since) and (until is None or portion.setup_start < until)
        ]
        first = (asked.page - 1) * asked.size
        return {
            "items": [told(portion, state, desk, asker) for portion in within[first : first + asked.size]],
            "work_centres": [centre_told(state.network, name, asker.language) for name in own],
            "total": len(within),
            "page": asked.page,
            "pages": max(-(-len(within) // asked.size), 1),
        }

    return look


def told(portion: Portion, state: PlanState, desk: Desk, asker: Asker) -> dict[str, Any]:
    job = job_of(portion, state)
    if job is None:
        supply = state.supplies[state.lots[portion.job][0].supply]
        owner, item, operations = supply.owner, supply.item, supply.operations
    else:
        owner, item, operations = job.owner, job.item, job.operations
    own = owner == asker.code
    operation = next(op for op in operations if op.id == portion.operation)
    order = name_of(portion, state, asker)
    return {
        "work_centre": portion.work_centre,
        "work_centre_name": state.network.work_centre_name(portion.work_centre, asker.language),
        "unit": portion.unit + 1,
        "job": portion.job,
        "operation": portion.operation,
        "operation_name": operation.called(asker.language),
        "quantity": portion.quantity,
        "family": portion.family,
        "batch": portion.batch,
        "state": state_of(portion, operation, state.network),
        "setup_start": moment_at(state.network, portion.setup_start).isoformat(),
        "start": moment_at(state.network, portion.start).isoformat(),
        "end": moment_at(state.network, portion.end).isoformat(),
        "own": own,
        "order": order,
        "order_id": None if order is None else str(public_id(desk.cluster, desk.secret, order)),
        "item": item if own else None,
    }


def line(order: OrderState, name: str) -> Job:
    """The job that speaks for an order: what goes to the customer."""
    return next((job for job in order.jobs if job.id == name), order.jobs[-1])


def name_of(portion: Portion, state: PlanState, asker: Asker) -> str | None:
    """What the asker calls the order of a portion: its number to the seller, to who makes a part the part's job, as in
    their lists of orders; None for work that is another's."""
    job = job_of(portion, state)
    if job is None or job.owner != asker.code:
        return None
    return portion.order if line(state.orders[portion.order], portion.order).owner == asker.code else job.id


def label_of(portion: Portion, state: PlanState, asker: Asker) -> str:
    """What the asker calls the work of a portion: the number of its own order, the name of the item of which its own
    supply lot is made, and the job of what is another's."""
    order = name_of(portion, state, asker)
    if order is not None or portion.order:
        return order or portion.job
    supply = state.supplies[state.lots[portion.job][0].supply]
    return state.network.item_name(supply.item, asker.language) if supply.owner == asker.code else portion.job


def job_of(portion: Portion, state: PlanState) -> Job | None:
    """The job of a portion; None for one that makes a supply lot."""
    return (
        next((job for job in state.orders[portion.order].jobs if job.id == portion.job), None)
        if portion.order
        else None
    )


def state_of(portion: Portion, operation: Operation, network: Network) -> str:
    """As the floor reported it, else planned."""
    if not portion.frozen:
        return "planned"
    for each in operation.reported:
        there = (each.work_centre, each.unit, seconds_at(network, each.start))
        if there == (portion.work_centre, portion.unit, portion.start):
            return each.state
    return "frozen"


def centre_told(network: Network, name: str, language: str) -> dict[str, Any]:
    centre = network.work_centres[name]
    return {
        "work_centre": name,
        "name": centre.called(language),
        "site_name": network.site_name(centre.site, language),
        "kind": centre.kind.value,
        "units": centre.units,
    }
