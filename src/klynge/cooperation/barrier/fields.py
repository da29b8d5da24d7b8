# SPDX-License-Identifier: Apache-2.0
"""What kind of secret each field is. A field that is not listed here is never disclosed."""

from __future__ import annotations

from enum import StrEnum

from klynge.cooperation.barrier.register import MarketKind


class FieldClass(StrEnum):
    """`PUBLIC` is for everyone, `WAGE` and `PERSONAL` for nobody but the owner, whatever is agreed."""

    PUBLIC = "public"
    INTERNAL = "internal"  # harmless between firms that do not compete: an order's progress, a drawing
    CAPACITY = "sensitive-capacity"
    PRICE = "sensitive-price"
    WAGE = "wage"
    PERSONAL = "personal"


NEVER = frozenset({FieldClass.WAGE, FieldClass.PERSONAL})
SENSITIVE = frozenset({FieldClass.CAPACITY, FieldClass.PRICE})

# The markets in which a field of the class tells something; a sensitive one is judged by the strictest of them all.
TELLS_OF = {FieldClass.INTERNAL: MarketKind.PRODUCT}

FIELDS: dict[str, FieldClass] = {
    "member.name": FieldClass.PUBLIC,
    "member.organisation_number": FieldClass.PUBLIC,
    "site.name": FieldClass.PUBLIC,
    "site.place": FieldClass.PUBLIC,
    "product.options": FieldClass.PUBLIC,
    "product.price": FieldClass.PUBLIC,
    "product.routing": FieldClass.INTERNAL,
    "product.cost": FieldClass.PRICE,
    "order.state": FieldClass.INTERNAL,
    "order.delivery": FieldClass.INTERNAL,
    "order.progress": FieldClass.INTERNAL,
    "order.reason": FieldClass.INTERNAL,
    "order.customer": FieldClass.PRICE,
    "order.quantity": FieldClass.CAPACITY,
    "order.value": FieldClass.PRICE,
    "order.cost": FieldClass.PRICE,
    "sub-supplier.name": FieldClass.INTERNAL,
    "work_centre.name": FieldClass.INTERNAL,
    "work_centre.calendar": FieldClass.CAPACITY,
    "work_centre.load": FieldClass.CAPACITY,
    "work_centre.free_hours": FieldClass.CAPACITY,
    "work_centre.cost": FieldClass.PRICE,
    "work_centre.stops": FieldClass.CAPACITY,
    "agreement.rate": FieldClass.PRICE,
    "agreement.hours_used": FieldClass.CAPACITY,
    "stock.quantity": FieldClass.CAPACITY,
    "forecast.demand": FieldClass.CAPACITY,
    "investment.plan": FieldClass.CAPACITY,
    "settlement.amount": FieldClass.PRICE,
    "coalition.value": FieldClass.PRICE,
    "person.name": FieldClass.PERSONAL,
    "person.absences": FieldClass.PERSONAL,
    "person.skills": FieldClass.PERSONAL,
    "person.wage": FieldClass.WAGE,
    "pool.wage": FieldClass.WAGE,
    "pool.hiring": FieldClass.WAGE,
}
