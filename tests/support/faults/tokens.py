# SPDX-License-Identifier: Apache-2.0
"""Tokens of buyers of a cluster, as JSON by the customer's code: `python -m tests.support.faults.tokens SLUG`.

A program of its own, with KLYNGE_TESTING set: it does what the owner and the trustee may, in whatever installation
KLYNGE_DATA names, and leaves the settings of the process that asks alone.
"""

from __future__ import annotations

import json
import sys

import django

django.setup()

from tests.support.people import person  # noqa: E402

from klynge.server.accounts.actions import make_token  # noqa: E402
from klynge.server.accounts.models import Kind, Organisation  # noqa: E402
from klynge.server.accounts.queries import places_of, standing_in  # noqa: E402
from klynge.server.roles import Role, abilities  # noqa: E402
from klynge.server.tenancy import Asker, acting_as  # noqa: E402


def tokens(slug: str) -> dict[str, str]:
    """A token that may do all a customer may, for each customer of a cluster."""
    made = {}
    customers = Organisation.objects.using("trustee").filter(cluster__slug=slug, kind=Kind.CUSTOMER)
    for customer in customers.order_by("code"):
        who = person(Role.CUSTOMER, customer)
        standing = standing_in(who.user.id, places_of(who.user.id))
        assert standing is not None
        with acting_as(Asker(tenant=standing.organisation, user=standing.user)):
            made[customer.code] = make_token(standing, "load", Role.CUSTOMER, abilities(Role.CUSTOMER), 2)[1]
    return made


if __name__ == "__main__":
    print(json.dumps(tokens(sys.argv[1])))
