# SPDX-License-Identifier: Apache-2.0
"""What waits for a manager today."""

from __future__ import annotations

from django.urls import reverse

from klynge.server.pages.navigation import Duty
from klynge.server.roles import Ability
from klynge.server.suggestions.models import State
from klynge.server.suggestions.queries import suggestions_of
from klynge.server.tenancy.middleware import Standing, acting_for
from klynge.server.texts import say


def duties(standing: Standing) -> list[Duty]:
    """Suggestions that nobody has answered."""
    if not standing.may(Ability.READ_FIGURES) or standing.kind != "member":
        return []
    with acting_for(standing):
        waiting = suggestions_of(standing.organisation, State.NEW).count()
    address = f"{reverse('manager:suggestions')}?state={State.NEW}"
    return [Duty(say("suggestions without an answer"), waiting, address, "info", "bulb")]
