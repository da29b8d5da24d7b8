# SPDX-License-Identifier: Apache-2.0
"""The plans that people work on, kept for a while: making a draft's edits again costs time."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Any, Generic, TypeVar

from klynge.server.drafts.models import Draft
from klynge.server.trustee.agenda import Agenda
from klynge.server.trustee.clock import planning_moment
from klynge.server.trustee.desk import Desk, now
from klynge.server.trustee.drafting import Done, RefusedError, Working, made
from klynge.server.trustee.keeping import Kept, kept
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.reading import Readings

Results = list[Done | RefusedError]
T = TypeVar("T")


class _Last(Generic[T]):
    """What was made of the drafts that were looked at last."""

    def __init__(self, most: int = 8) -> None:
        self._most, self._turn = most, threading.Lock()
        self._known: OrderedDict[tuple[Any, ...], T] = OrderedDict()

    def get(self, key: tuple[Any, ...]) -> T | None:
        with self._turn:
            found = self._known.get(key)
            if found is not None:
                self._known.move_to_end(key)
            return found

    def put(self, key: tuple[Any, ...], value: T) -> None:
        with self._turn:
            self._known[key] = value
            while len(self._known) > self._most:
                self._known.popitem(last=False)


_known = _Last[tuple[Working, Results]]()
_looks = _Last[tuple[Agenda, Readings]]()


def working_on(desk: Desk, asker: Asker, draft: Draft | None) -> tuple[Working, Results]:
    """The plan as a draft would have it now (none: as it is), and what came of each edit. It is not to be changed."""
    stays = kept(desk)
    found = _known.get(_key(desk, asker, desk.plan.state.sequence, stays, draft))
    if found is None:
        replica = desk.plan.own()
        working = Working(replica, asker, stays, planning_moment(replica.state.network, now()))
        found = working, made(working, [] if draft is None else draft.edits[: draft.done])
        _known.put(_key(desk, asker, replica.state.sequence, stays, draft), found)
    working = found[0].copy()
    working.now = planning_moment(working.state.network, now())
    return working, found[1]


def looks_at(desk: Desk, asker: Asker, draft: Draft) -> tuple[Agenda, Readings]:
    """What is read of the plan as a draft would have it, to be looked at piece by piece."""
    key = _key(desk, asker, desk.plan.state.sequence, kept(desk), draft)
    found = _looks.get(key)
    if found is None:
        _looks.put(key, found := (Agenda(), Readings()))
    return found


def remember(desk: Desk, asker: Asker, draft: Draft, working: Working, results: Results) -> None:
    """Keep what a draft has become."""
    _known.put(_key(desk, asker, working.base.sequence, working.stays, draft), (working, results))


def _key(desk: Desk, asker: Asker, sequence: int, stays: Kept, draft: Draft | None) -> tuple[Any, ...]:
    frozen = tuple(sorted(stays.frozen.items()))
    which = None if draft is None else (draft.id, draft.version)
    return desk.cluster, asker.organisation, sequence, stays.locks, frozen, which
