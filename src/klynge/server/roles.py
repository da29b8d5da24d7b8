# SPDX-License-Identifier: Apache-2.0
"""What each role may do. A page or an API operation names the ability it needs; without one it does not start."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Role(StrEnum):
    """What a person is to an organisation."""

    CUSTOMER = "customer"
    SALES = "sales"
    PLANNER = "planner"
    FLOOR = "floor"
    MANAGER = "manager"
    OFFICE = "office"  # the cluster office
    OPERATOR = "operator"  # runs the installation; sees no firm's data


class Ability(StrEnum):
    """Something that a page or an operation needs."""

    ASK = "ask"  # products, configurations, promises
    ORDER = "order"  # hold, commit, withdraw one's own orders
    SELL = "sell"  # inquiries, quotations, orders for others, parts to be assessed
    READ_ORDERS = "read-orders"
    READ_PLAN = "read-plan"
    PLAN = "plan"  # improve, repair, publish, scenarios
    REPORT = "report"  # the floor's reports
    CHANGE_NETWORK = "change-network"  # breakdown, overtime, people
    IMPORT = "import"
    READ_FIGURES = "read-figures"  # of one's own firm
    READ_RELEASES = "read-releases"  # of the cluster
    SIGN = "sign"  # for one's own firm: the charter, what it shows to others
    KEEP_REGISTER = "keep-register"  # charter, relationships, releases, journal
    ADMINISTER = "administer"  # people and tokens of one's own organisation
    OPERATE = "operate"  # health, backups, jobs


_ABILITIES: dict[Role, frozenset[Ability]] = {
    Role.CUSTOMER: frozenset({Ability.ASK, Ability.ORDER, Ability.READ_ORDERS}),
    Role.SALES: frozenset({Ability.ASK, Ability.ORDER, Ability.SELL, Ability.READ_ORDERS}),
    Role.PLANNER: frozenset(
        {Ability.ASK, Ability.READ_ORDERS, Ability.READ_PLAN, Ability.PLAN, Ability.REPORT, Ability.CHANGE_NETWORK}
    ),
    Role.FLOOR: frozenset({Ability.READ_PLAN, Ability.REPORT}),
    Role.MANAGER: frozenset(
        {
            Ability.ASK,
            Ability.READ_ORDERS,
            Ability.READ_PLAN,
            Ability.READ_FIGURES,
            Ability.READ_RELEASES,
            Ability.SIGN,
            Ability.CHANGE_NETWORK,
            Ability.IMPORT,
            Ability.ADMINISTER,
        }
    ),
    Role.OFFICE: frozenset({Ability.READ_RELEASES, Ability.KEEP_REGISTER}),
    Role.OPERATOR: frozenset({Ability.OPERATE}),
}


def may(ability: Ability, roles: Iterable[Role], scopes: frozenset[Ability] | None = None) -> bool:
    """Whether any of the roles has it, and a token's scopes (None: no token) leave it in."""
    return any(ability in _ABILITIES[role] for role in roles) and (scopes is None or ability in scopes)


def abilities(role: Role) -> frozenset[Ability]:
    """All that a role may do."""
    return _ABILITIES[role]
