# SPDX-License-Identifier: Apache-2.0
"""What waits at the cluster office and for a member's signature."""

from __future__ import annotations

from django.urls import reverse

from klynge.server.barrier import queries
from klynge.server.pages.navigation import Duty
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import Standing, acting_for
from klynge.server.texts import say


def waiting(standing: Standing) -> list[Duty]:
    """Pairs to be reviewed for the office; for a manager the charter and agreements to sign."""
    if standing.kind not in (queries.OFFICE, queries.MEMBER) or not standing.may(Ability.READ_RELEASES):
        return []
    today = queries.today()
    with acting_for(standing):
        members = queries.members(standing)
        if standing.kind == queries.OFFICE:
            pairs = queries.register(standing).unreviewed({each.member for each in members}, today)
            return [Duty(say("reviews to be made"), len(pairs), reverse("office:register"), "info", "shield")]
        if not standing.may(Ability.SIGN):
            return []
        proposed = [
            each
            for each in queries.agreements(standing)
            if each.state(today) == "proposed" and all(s.member != standing.code for s in each.signatures)
        ]
    invited = [m for m in members if m.organisation == standing.organisation and m.state(today) == "invited"]
    return [
        Duty(say("charter to be signed"), len(invited), reverse("office:charter"), "warn", "edit"),
        Duty(say("agreements to be signed"), len(proposed), reverse("office:agreements"), "warn", "handshake"),
    ]
