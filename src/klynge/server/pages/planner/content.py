# SPDX-License-Identifier: Apache-2.0
"""What the board is given: the trustee's board, the days and weeks of its time axis, and the load of people."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo


def content_of(board: dict[str, Any], load: dict[str, Any]) -> dict[str, Any]:
    """A whole board as the page's modules read it (see `board/model.js`). Moments are seconds from its epoch."""
    epoch = datetime.fromisoformat(board["epoch"])
    last = max([board["end"], *board["bars"]["end"]])
    first = min([board["start"], *board["bars"]["setup"]])
    told = {name: value for name, value in board.items() if name not in ("epoch", "time_zone")}
    return told | {
        "epoch": int(epoch.timestamp()),
        "zone": board["time_zone"],
        "time": axis(epoch, board["time_zone"], first, last) | {"now": board["now"]},
        "load": _load_of(load),
    }


def changed_of(board: dict[str, Any], load: dict[str, Any] | None) -> dict[str, Any]:
    """What changed of a board, as the page's modules read it: epoch, axis and calendars are as they were, and the load
    where it is not looked at."""
    told = {name: value for name, value in board.items() if name not in ("epoch", "time_zone")}
    return told if load is None else told | {"load": _load_of(load)}


def _load_of(load: dict[str, Any]) -> dict[str, Any]:
    return {"weeks": load["weeks"], "pools": load["pools"]}


def axis(epoch: datetime, zone: str, first: int, last: int) -> dict[str, Any]:
    """Local midnights from the Monday before `first` to the one after `last`, and the ISO weeks that begin there."""
    place = ZoneInfo(zone)
    day = (epoch + timedelta(seconds=first)).astimezone(place).date()
    day -= timedelta(days=day.weekday())
    days: list[int] = []
    weeks: list[str] = []
    while True:
        midnight = datetime.combine(day, time(), place).astimezone(UTC)
        days.append(int((midnight - epoch).total_seconds()))
        if day.weekday() == 0:
            if days[-1] >= last and len(days) > 1:
                return {"days": days, "weeks": weeks}
            year, week, _ = day.isocalendar()
            weeks.append(f"{year}-W{week:02d}")
        day += timedelta(days=1)
