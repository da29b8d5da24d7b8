# SPDX-License-Identifier: Apache-2.0
"""People away and people called in: who is there on each day, what is listed, what is left when it is called off."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import klynge
from klynge.network import Network
from klynge.planning.replan.disturb import _VERBS
from klynge.planning.replan.draft import Disturbed
from klynge.planning.replan.events import Ended, Fewer, More
from klynge.planning.replan.hours import changes_in

NETWORK = klynge.read("examples/small").network
POOL = "packers"
FIRST = date(2026, 1, 12)
LONG_BEFORE = datetime(2026, 1, 1, tzinfo=UTC)


def after(network: Network, event: Any) -> Network | None:
    """The network after an event; None when it cannot be."""
    draft: Any = Disturbed(schedule=None, network=network)  # type: ignore[arg-type]  # these events look at no plan
    _VERBS[type(event)](draft, event, LONG_BEFORE)
    return None if draft.troubles else draft.network


def there(network: Network, day: date) -> int:
    """Thousandths that are there on a day."""
    parts = network.pools[POOL].parts
    return sum(part.amount for part in parts if not any(first <= day <= last for first, last in part.absences))


def days(draw: Any) -> tuple[date, date]:
    first = FIRST + timedelta(days=draw(st.integers(0, 4)))
    return first, first + timedelta(days=draw(st.integers(0, 3)))


@st.composite
def events(draw: Any) -> list[Fewer | More]:
    found: list[Fewer | More] = []
    for _ in range(draw(st.integers(1, 5))):
        first, last = days(draw)
        kind = draw(st.sampled_from([Fewer, Fewer, More]))
        found.append(kind(pool=POOL, amount=draw(st.sampled_from([300, 500, 1000])), first=first, last=last))
    return found


@settings(max_examples=60, deadline=None)
@given(events())
def test_each_day_has_as_many_as_were_said_and_calling_all_off_leaves_nothing(said: list[Fewer | More]) -> None:
    """Who is away is away, once; each stretch of days is listed once; called off, the pool is what it was."""
    network = NETWORK
    window = [FIRST + timedelta(days=n) for n in range(10)]
    for event in said:
        changed = after(network, event)
        if changed is None:  # there are not so many
            continue
        for day in window:
            difference = there(changed, day) - there(network, day)
            if not event.first <= day <= event.last:
                assert difference == 0
            elif isinstance(event, More):
                assert difference == event.amount
            else:
                assert -event.amount <= difference <= 0
        network = changed
    listed = [one for one in changes_in(network) if one.place == POOL]
    assert len({one.id for one in listed}) == len(listed)
    assert len({(one.kind, one.start, one.end) for one in listed}) == len(listed)
    for one in listed:
        changed = after(network, Ended(change=one.id, at=LONG_BEFORE))
        assert changed is not None
        network = changed
    assert network.pools[POOL] == NETWORK.pools[POOL]
    assert network.calendars == NETWORK.calendars


def test_two_who_are_away_on_the_same_days_are_two() -> None:
    """However many there are; a third of two is refused, and so is one more who is not there at all."""
    pool = NETWORK.pools[POOL]
    network = replace(
        NETWORK, pools={**NETWORK.pools, POOL: replace(pool, parts=(replace(pool.parts[0], amount=2000),))}
    )
    one = Fewer(pool=POOL, amount=1000, first=FIRST, last=FIRST + timedelta(days=2))
    left = []
    for _ in range(2):
        changed = after(network, one)
        assert changed is not None
        network = changed
        left.append(there(network, FIRST))
        assert [each.amount for each in changes_in(network) if each.place == POOL] == [2000 - left[-1]]
    assert left == [1000, 0]
    assert after(network, one) is None
    longer = replace(one, last=one.last + timedelta(days=2))
    assert after(network, longer) is not None  # one of them stays away for longer


@pytest.mark.parametrize("second", [500, 1000])
def test_those_called_in_for_the_same_days_come_together_and_go_together(second: int) -> None:
    """One entry with the sum; ended it takes its hours with it. Who was called in is not missed from the others."""
    network: Network | None = NETWORK
    for amount in (1000, second):
        assert network is not None
        network = after(network, More(pool=POOL, amount=amount, first=FIRST, last=FIRST))
    assert network is not None
    (one,) = (each for each in changes_in(network) if each.place == POOL)
    assert (one.kind, one.amount) == ("more", 1000 + second)
    usual = there(NETWORK, FIRST)
    assert after(network, Fewer(pool=POOL, amount=usual + 1, first=FIRST, last=FIRST)) is None
    ended = after(network, Ended(change=one.id, at=LONG_BEFORE))
    assert ended is not None
    assert ended.pools[POOL] == NETWORK.pools[POOL]
