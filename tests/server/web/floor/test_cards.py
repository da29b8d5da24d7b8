# SPDX-License-Identifier: Apache-2.0
"""The queue as cards."""

from __future__ import annotations

from typing import Any

from klynge.server.pages.floor.cards import board, cards_of


def entry(job: str, start: int, state: str = "planned", unit: int = 1, **more: Any) -> dict[str, Any]:
    at = f"2026-01-05T{start:02d}:00:00+00:00"
    end = f"2026-01-05T{start + 1:02d}:00:00+00:00"
    plain = {"operation": "saw", "work_centre": "saw", "quantity": 5, "batch": "", "due": None, "waits_for": []}
    times = {"setup_start": at, "start": at, "end": end, "may_report": True}
    return plain | times | {"job": job, "label": job, "state": state, "unit": unit} | more


def test_now_next_and_later() -> None:
    """What is begun is now, the first that waits at each unit is next, the rest is later."""
    entries = [entry("a", 8, "started"), entry("b", 9), entry("c", 9, unit=2), entry("d", 10)]
    found = board({"entries": entries, "ended": []})
    groups = [[card.first["job"] for card in group] for group in (found.now, found.next, found.later)]
    assert groups == [["a"], ["b", "c"], ["d"]]


def test_a_batch_is_one_card() -> None:
    """Its lines are reported together, and it is ready when all of them are."""
    waits = [{"kind": "step", "what": "Glue", "at": None}]
    cards = cards_of([entry("a", 8, batch="x"), entry("b", 8, batch="x", waits_for=waits), entry("c", 8, unit=2)])
    assert [len(card.lines) for card in cards] == [2, 1]
    assert (cards[0].quantity, cards[0].ready) == (10, False)
