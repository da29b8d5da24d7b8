# SPDX-License-Identifier: Apache-2.0
"""What each organisation may read of the orders, written in the transaction that appends to the log.

The seller sees its order whole; the buyer what was agreed with it; a member that makes parts the parts alone, with
neither customer nor price.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from klynge.job import Job
from klynge.planning.fold import OrderState, PlanState
from klynge.server.database import Executes
from klynge.server.orders.models import Side

Organisations = Mapping[tuple[str, str], UUID]
"""The tenant of each organisation by kind ("member", "customer") and code."""

_UPSERT = """
insert into klynge_order_view (id, tenant, cluster, public, number, side, customer, reference, item, quantity, region,
    state, first_promised, promised, expected, held_until, price_ore, sequence)
select gen_random_uuid(), (v->>'tenant')::uuid, (v->>'cluster')::uuid, (v->>'public')::uuid, v->>'number', v->>'side',
    v->>'customer', v->>'reference', v->>'item', (v->>'quantity')::bigint, v->>'region', v->>'state',
    (v->>'first_promised')::timestamptz, (v->>'promised')::timestamptz, (v->>'expected')::timestamptz,
    (v->>'held_until')::timestamptz, (v->>'price_ore')::bigint, (v->>'sequence')::bigint
from jsonb_array_elements(%s) as v
on conflict (tenant, cluster, number) do update set (side, customer, item, quantity, region, state, first_promised,
    promised, expected, held_until, price_ore, sequence) = (excluded.side, excluded.customer, excluded.item,
    excluded.quantity, excluded.region, excluded.state, excluded.first_promised, excluded.promised, excluded.expected,
    case when excluded.state = 'held' then coalesce(excluded.held_until, klynge_order_view.held_until) end,
    excluded.price_ore, excluded.sequence)
"""
_FEED = """
with told as (
    insert into klynge_feed (id, tenant, number, kind, about, at)
    select gen_random_uuid(), (v->>'tenant')::uuid,
        coalesce((select max(number) from klynge_feed f where f.tenant = (v->>'tenant')::uuid), 0)
            + row_number() over (partition by v->>'tenant' order by v->>'about'),
        v->>'kind', (v->>'about')::uuid, now()
    from jsonb_array_elements(%s) as v
    returning tenant, number
)
select pg_notify('klynge_feed', tenant || ' ' || max(number)) from told group by tenant
"""


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of an order beside the log: until when a hold stands, and the buyer's own reference."""

    held_until: datetime | None = None
    reference: str = ""


def public_id(cluster: UUID, secret: bytes, order: str) -> UUID:
    """The identifier in addresses: the same on every replica, and not to be guessed without the installation's key."""
    digest = blake2b(f"{cluster}/{order}".encode(), key=secret[:64], digest_size=16).digest()
    return UUID(bytes=digest, version=4)


def views(
    cluster: UUID,
    secret: bytes,
    organisations: Organisations,
    state: PlanState,
    orders: Iterable[str],
    told: Mapping[str, Told],
) -> Iterator[dict[str, Any]]:
    """The rows that organisations of the server see of these orders; those without an organisation are left out."""
    for number in orders:
        order = state.orders[number]
        own = next((job for job in order.jobs if job.id == number), order.jobs[-1])
        if own.makes:
            continue  # a begun supply lot is the floor's, sold to nobody
        beside = told.get(number, Told())
        whole = _row(cluster, secret, number, order, own, state) | {
            "held_until": _said(beside.held_until) if order.status.value == "held" else None,
            "reference": beside.reference,
            "customer": own.customer,
            "price_ore": own.value_ore,
        }
        if seller := organisations.get(("member", own.owner)):
            yield whole | {"tenant": str(seller), "side": Side.SELLER.value}
        if buyer := organisations.get(("customer", own.customer)):
            yield whole | {"tenant": str(buyer), "side": Side.BUYER.value}
        for part in _parts(order, own):
            if maker := organisations.get(("member", part.owner)):
                yield (
                    _row(cluster, secret, number, order, part, state)
                    | _makers(part, number, state)
                    | {"tenant": str(maker), "side": Side.MAKER.value}
                )


def write(cursor: Executes, rows: Iterable[dict[str, Any]]) -> int:
    """Write the rows and tell the feeds of their organisations; how many rows."""
    found = list(rows)
    if found:
        cursor.execute(_UPSERT, [Jsonb(found)])
        entries = {(row["tenant"], row["public"]) for row in found}
        feed = [{"tenant": tenant, "kind": "order", "about": about} for tenant, about in sorted(entries)]
        cursor.execute(_FEED, [Jsonb(feed)])
    return len(found)


def _row(cluster: UUID, secret: bytes, number: str, order: OrderState, job: Job, state: PlanState) -> dict[str, Any]:
    outcome = state.outcomes.get(number)
    arrives = None if outcome is None else outcome.delivered
    return {
        "cluster": str(cluster),
        "public": str(public_id(cluster, secret, number if job.id == number else job.id)),
        "number": number if job.id == number else job.id,
        "item": job.item,
        "quantity": job.quantity,
        "region": job.region,
        "state": order.status.value,
        "first_promised": _said(order.first_promised),
        "promised": _said(order.latest_promised),
        "expected": None if arrives is None else _said(state.network.epoch + timedelta(seconds=arrives)),
        "held_until": None,
        "reference": "",
        "customer": "",
        "price_ore": None,
        "sequence": state.sequence,
    }


def _makers(part: Job, number: str, state: PlanState) -> dict[str, Any]:
    """A maker's own end instead of what was agreed with the customer."""
    ends = [portion.end for portion in state.placements.get(number, ()) if portion.job == part.id]
    end = _said(state.network.epoch + timedelta(seconds=max(ends))) if ends else None
    return {"region": "", "first_promised": None, "promised": None, "expected": end}


def _parts(order: OrderState, own: Job) -> list[Job]:
    """The jobs that other members do for the order."""
    return [job for job in order.jobs if job.owner != own.owner]


def _said(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat()
