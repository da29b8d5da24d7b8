# SPDX-License-Identifier: Apache-2.0
"""Looking for garbage while nobody waits: the interpreter does it when enough has been made, which is while someone is
answered, and everyone waits for as long as there is to look through."""

from __future__ import annotations

import gc

YOUNG = 2000
"""Objects made and not gone after which to look: a millisecond's work."""


def look_for_garbage() -> None:
    """Look through what is young, if it is enough to be worth it. What stays is left to the interpreter."""
    if gc.get_count()[0] > YOUNG:
        gc.collect(0)
