# SPDX-License-Identifier: Apache-2.0
"""What an order's promise has come to, as a word, a tone and an icon."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """How a state is shown."""

    text: str
    tone: str
    icon: str


STATES: dict[str, Shown] = {
    "new": Shown("new", "quiet", "plus"),
    "offered": Shown("offered", "quiet", "tag"),
    "held": Shown("held", "warn", "clock"),
    "committed": Shown("committed", "info", "lock"),
    "started": Shown("started", "info", "play"),
    "delivered": Shown("delivered", "ok", "check"),
    "expired": Shown("expired", "quiet", "history"),
    "withdrawn": Shown("withdrawn", "quiet", "cross"),
}
TONES = {"ok": "check", "warn": "warning", "bad": "stop", "info": "info", "quiet": "minus"}
"""Tones, each with the icon it has when none is named."""
