# SPDX-License-Identifier: Apache-2.0
"""A trustee's verbs in the test's own process, with a memory of its own: as of another trustee, or one just started."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connections
from tests.support.people import Person

from klynge.server.connection import addresses
from klynge.server.database import TRUSTEE
from klynge.server.roles import Role
from klynge.server.trustee.desk import Desk, Desks
from klynge.server.trustee.opening import organisations_of
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.service import Verb


@contextmanager
def desk_of(cluster: UUID) -> Iterator[Desk]:
    """A desk of a cluster, with the plan as the log has it."""
    secret = settings.SECRET_KEY.encode()
    found = Desk.open(addresses().conninfo(TRUSTEE), cluster, organisations_of(cluster, "trustee"), secret)
    try:
        yield found
    finally:
        found.close()


def do_here(
    desk: Desk, verbs: Callable[[Desks], Iterable[Verb]], verb: str, who: Person, role: Role, **arguments: Any
) -> Any:
    """What a verb answers here. Raises what it raises."""
    of = who.organisation
    asker = Asker(of.cluster_id, of.id, who.user.id, of.kind, of.code, frozenset({role}))
    known = next(each for each in verbs(Desks([desk])) if each.name == verb)

    def act() -> Any:
        connections["default"] = connections["trustee"]  # of this thread
        try:
            return known.action(asker, known.arguments.model_validate(arguments), uuid4().hex)
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(act).result()
