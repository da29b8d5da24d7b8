# SPDX-License-Identifier: Apache-2.0
"""The people of the matrix: of the firm whose secrets are canaries, of others beside it, and of another cluster."""

from __future__ import annotations

from functools import cache

from tests.server.web.canaries import CUSTOMER, FIRM, OTHER, OTHER_CUSTOMER
from tests.server.web.conftest import CANARIES
from tests.support.people import Person, cluster, organisation, person

from klynge.server.accounts.models import Kind, Organisation
from klynge.server.roles import Role

KIND = {Role.CUSTOMER: Kind.CUSTOMER, Role.OFFICE: Kind.OFFICE, Role.OPERATOR: Kind.OPERATOR}


def planted(kind: Kind, code: str) -> Organisation:
    """An organisation of the cluster with canaries."""
    return Organisation.objects.using("trustee").get(cluster__slug=CANARIES, kind=kind, code=code)


@cache
def owner(role: Role) -> Person:
    """One of the firm's (its customer, the office, the operator) in a role."""
    codes = {Kind.CUSTOMER: CUSTOMER, Kind.OFFICE: "office", Kind.OPERATOR: "operator"}
    kind = KIND.get(role, Kind.MEMBER)
    return person(role, planted(kind, codes.get(kind, FIRM)))


@cache
def neighbour(role: Role) -> Person:
    """One of another firm in the same cluster; office and operator there is one of."""
    codes = {Kind.CUSTOMER: OTHER_CUSTOMER, Kind.OFFICE: "office", Kind.OPERATOR: "operator"}
    kind = KIND.get(role, Kind.MEMBER)
    return person(role, planted(kind, codes.get(kind, OTHER)))


@cache
def stranger(role: Role) -> Person:
    """One of another cluster."""
    return person(role, organisation(cluster(), KIND.get(role, Kind.MEMBER)))
