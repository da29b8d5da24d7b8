# SPDX-License-Identifier: Apache-2.0
"""Lines of waiting work, one thing after another."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from django.db import connection

logger = logging.getLogger("klynge.server.background")
TICK_S = 0.5


def work_through(ending: threading.Event, once: Callable[[], bool], trouble: str, tick_s: float = TICK_S) -> None:
    """Do what is in line, until told to end: `once` does one thing and says whether there was any; `trouble` is what
    is logged when it cannot be done. While nothing is in line the connection is given back."""
    while not ending.is_set():
        try:
            done = once()
        except Exception:
            logger.exception(trouble)
            done = False
        if not done:
            connection.close()
            ending.wait(tick_s)
