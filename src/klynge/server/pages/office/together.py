# SPDX-License-Identifier: Apache-2.0
"""Products that several firms make, and what others see of one's own firm."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from klynge.server.api.problem import not_found
from klynge.server.barrier import queries
from klynge.server.pages.access import page
from klynge.server.pages.frame.listing import Column, listed
from klynge.server.pages.office.shared import inside, of_a_member, shown
from klynge.server.pages.office.wording import class_name, field_name, rule_name, shown_as
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import acting_for
from klynge.server.trustee.link import ask

JOINT = (
    Column("product", "Product"),
    Column("seller", "Sold by"),
    Column("others", "Other firms", kind="number"),
    Column("named", "Who, where it is shown", value=lambda row: ", ".join(row["named"])),
)
SEEN = (
    Column("field", "What", value=lambda row: field_name(row[0])),
    Column("kind", "Kind of secret", value=lambda row: class_name(row[1])),
    Column("shown", "Shown", kind="chip", value=lambda row: shown_as(row[2])),
    Column("why", "Why", value=lambda row: rule_name(row[2])),
)


@page(Ability.READ_RELEASES)
def joint(request: HttpRequest) -> HttpResponse:
    """What members make together."""
    standing = inside(request)
    rows: list[dict[str, Any]] = ask("joint", standing, {})["items"]
    listing = listed(request, "joint-products", JOINT, rows, search=True)
    return listing.response or shown(request, "joint", standing, listing=listing)


@page(Ability.SIGN)
def sharing(request: HttpRequest) -> HttpResponse:
    """What another member, chosen in the address, may see of us today, and what it was shown."""
    standing = of_a_member(request)
    with acting_for(standing):
        others = [(m.member, m.name) for m in queries.members(standing) if m.member != standing.code]
        reader = request.GET.get("reader", others[0][0] if others else "")
        if others and all(code != reader for code, _ in others):
            raise not_found()
        seen = queries.preview(standing, reader) if reader else []
        listing = listed(request, "sharing", SEEN, seen, search=True, size=50)
        lately = list(queries.disclosures(standing).filter(owner=standing.code, reader=reader)[:10]) if reader else []
    if listing.response is not None:
        return listing.response
    told = [(row.at, field_name(row.field), row.about) for row in lately]
    open_now = sum(row[2] == "agreed" for row in seen)
    context: dict[str, Any] = {"others": others, "reader": reader, "name": dict(others).get(reader, "")}
    return shown(request, "sharing", standing, listing=listing, lately=told, open_now=open_now, **context)
