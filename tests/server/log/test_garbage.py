# SPDX-License-Identifier: Apache-2.0
"""Garbage goes while nobody waits, once there is enough of it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from weakref import ref

import pytest

from klynge.server.log.garbage import YOUNG, look_for_garbage


class Knot:
    """What only the collector frees: it holds itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def quiet() -> Iterator[None]:
    """An interpreter that does not look by itself, and has just looked."""
    gc.disable()
    gc.collect()
    yield
    gc.enable()


@pytest.mark.usefixtures("quiet")
def test_it_is_looked_for_when_there_is_enough() -> None:
    """Little is left for later: looking takes its time too."""
    knot = ref(Knot())
    look_for_garbage()
    assert knot() is not None
    kept = [[number] for number in range(YOUNG + 1)]
    look_for_garbage()
    assert knot() is None
    assert len(kept) > YOUNG
