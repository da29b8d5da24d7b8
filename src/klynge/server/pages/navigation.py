# SPDX-License-Identifier: Apache-2.0
"""What the apps of pages offer to the frame, and what of it who asks may use: where to go, what to do today, what can
be found. An app's AppConfig names them: `entries`, and `today` and `finders` as dotted names of functions."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.urls import reverse
from django.utils.module_loading import import_string

from klynge.server.roles import Ability

if TYPE_CHECKING:  # it needs models, and this is read before they are
    from klynge.server.tenancy.middleware import Standing

logger = logging.getLogger("klynge.server")


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


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to do today: how many, of what (in the reader's language), where, its tone (bad, warn, info, ok)."""

    text: str
    count: int
    address: str
    tone: str = "info"
    icon: str = "arrow-right"


@dataclass(frozen=True, slots=True)
class Found:
    """Something that a search found: its name, what it is (in the reader's language), where, and a line more."""

    title: str
    kind: str
    address: str
    detail: str = ""
    icon: str = "document"


def entries_for(standing: Standing | None) -> list[Entry]:
    """What one may open, in the order it is shown."""
    if standing is None:
        return []
    offered = [entry for app in apps.get_app_configs() for entry in getattr(app, "entries", ())]
    mine = [e for e in offered if standing.may(e.ability) and (not e.kinds or standing.kind in e.kinds)]
    return sorted(mine, key=lambda entry: entry.order)


def current(entries: Sequence[Entry], path: str) -> Entry | None:
    """The entry that a page belongs to: the one whose address is the longest beginning of the page's."""
    held = [(len(address), n) for n, e in enumerate(entries) if path.startswith(address := reverse(e.address))]
    return entries[max(held)[1]] if held else None


def duties_for(standing: Standing) -> list[Duty]:
    """What there is to do today, the most pressing first; what there is none of is left out."""
    found = [duty for duties in _asked("today", standing) for duty in duties if duty.count]
    return sorted(found, key=lambda duty: ("bad", "warn", "info", "ok").index(duty.tone))


def found_for(standing: Standing, text: str) -> list[Found]:
    """All that one may see and that has the text in its name."""
    return [each for found in _asked("finders", standing, text) for each in found]


def _asked(hook: str, *arguments: Any) -> Iterator[Any]:
    """The answers of what the apps named; one that fails is left out and noted, so that the others are still seen."""
    from klynge.server.trustee.client import Refused, TrusteeAwayError

    for app in apps.get_app_configs():
        for name in getattr(app, hook, ()):
            ask: Callable[..., Any] = import_string(name)
            try:
                yield ask(*arguments)
            except (Refused, TrusteeAwayError):
                logger.warning("%s had no answer", name)
