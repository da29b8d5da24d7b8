# SPDX-License-Identifier: Apache-2.0
"""Where one can go: the entries that the apps of pages offer, and those that who asks may use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps

from klynge.server.roles import Ability

if TYPE_CHECKING:  # it needs models, and this is read before they are
    from klynge.server.tenancy.middleware import Standing


@dataclass(frozen=True, slots=True)
class Entry:
    """One place in the navigation: its English text (see `texts.say`), the name of its address, the ability it needs,
    its icon, and where it stands among the others. `kinds` are the organisations it is for; empty: all."""

    text: str
    address: str
    ability: Ability
    icon: str
    order: int
    kinds: tuple[str, ...] = ()


def entries_for(standing: Standing | None) -> list[Entry]:
    """What one may open, in the order it is shown."""
    if standing is None:
        return []
    offered = [entry for app in apps.get_app_configs() for entry in getattr(app, "entries", ())]
    mine = [e for e in offered if standing.may(e.ability) and (not e.kinds or standing.kind in e.kinds)]
    return sorted(mine, key=lambda entry: entry.order)
