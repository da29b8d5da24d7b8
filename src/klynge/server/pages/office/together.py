# SPDX-License-Identifier: Apache-2.0
"""Products that several firms make, and what others see of one's own firm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from klynge.server.api.problem import not_found
from klynge.server.barrier import queries
from klynge.server.pages.access import page
from klynge.server.pages.frame.listing import Column, listed
from klynge.server.pages.office.shared import inside, of_a_member, shown
from klynge.server.pages.office.wording import about_name, class_name, field_name, rule_name, shown_as
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
    Column("what", "What", value=lambda group: ", ".join(group.fields)),
    Column("kind", "Kind of secret", value=lambda group: class_name(group.kind)),
    Column("shown", "Shown", kind="chip", value=lambda group: shown_as(group.rule)),
    Column("why", "Why", value=lambda group: rule_name(group.rule)),
)
FIRST = ("agreed", "no-agreement", "competitors", "stopped", "not-a-member", "never", "public")


@dataclass
class Group:
    """Fields of one kind of secret that one rule decides."""

    kind: str
    rule: str
    fields: list[str]


def _grouped(seen: list[tuple[str, str, str, str]]) -> list[Group]:
    """What is open first, then what could be, then what never is."""
    found: dict[tuple[str, str], Group] = {}
    for field, kind, rule, _ in seen:
        found.setdefault((kind, rule), Group(kind, rule, [])).fields.append(field_name(field))
    return sorted(found.values(), key=lambda group: FIRST.index(group.rule) if group.rule in FIRST else len(FIRST))


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
        listing = listed(request, "sharing", SEEN, _grouped(seen), search=True)
        lately = list(queries.disclosures(standing).filter(owner=standing.code, reader=reader)[:10]) if reader else []
    if listing.response is not None:
        return listing.response
    told = [(row.at, field_name(row.field), about_name(row)) for row in lately]
    open_now = sum(row[2] == "agreed" for row in seen)
    context: dict[str, Any] = {"others": others, "reader": reader, "name": dict(others).get(reader, "")}
    return shown(request, "sharing", standing, listing=listing, lately=told, open_now=open_now, **context)
