# SPDX-License-Identifier: Apache-2.0
"""The audit keeps what was done, and shows when someone changed it."""

from __future__ import annotations

import pytest
from django.db import DatabaseError
from tests.support.people import person

from klynge.server.audit.actions import broken, note
from klynge.server.audit.models import AuditEvent
from klynge.server.roles import Role
from klynge.server.tenancy import Asker, acting_as


def test_events_form_a_chain() -> None:
    """Numbered from 1, each sealed with the one before; a forged one is found by its number."""
    alice = person(Role.MANAGER)
    me = Asker(tenant=alice.organisation.id)
    with acting_as(me):
        for verb in ("order.held", "order.committed"):
            note(alice.organisation.id, alice.user.id, verb, "o-1", {"day": "2026-12-01"})
        assert [e.number for e in AuditEvent.objects.order_by("number")] == [1, 2]
        assert broken(alice.organisation.id) is None
        forged = AuditEvent.objects.get(number=2)
        forged.pk, forged.number, forged.verb, forged.before = None, 3, "order.withdrawn", forged.hash
        AuditEvent.objects.bulk_create([AuditEvent(**{f.name: getattr(forged, f.name) for f in AuditEvent._meta.fields
                                                      if f.name != "id"})])  # fmt: skip
        assert broken(alice.organisation.id) == 3


@pytest.mark.parametrize("alias", ["default", "trustee"])
def test_nobody_changes_an_event(alias: str) -> None:
    """Neither role may update or delete."""
    alice = person(Role.MANAGER)
    with acting_as(Asker(tenant=alice.organisation.id)):
        note(alice.organisation.id, alice.user.id, "order.held", "o-1")
    rows = AuditEvent.objects.using(alias).filter(tenant=alice.organisation.id)
    with pytest.raises(DatabaseError):
        rows.update(verb="x")
    with pytest.raises(DatabaseError):
        rows.delete()
    assert AuditEvent.objects.using("trustee").filter(tenant=alice.organisation.id).count() == 1


def test_what_is_rolled_back_leaves_no_event() -> None:
    """The event and what it tells of are one transaction."""
    alice = person(Role.MANAGER)

    def fails() -> None:
        with acting_as(Asker(tenant=alice.organisation.id)):
            note(alice.organisation.id, alice.user.id, "order.held", "o-1")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert not AuditEvent.objects.using("trustee").filter(tenant=alice.organisation.id).exists()
