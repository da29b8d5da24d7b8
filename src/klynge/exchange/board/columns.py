# SPDX-License-Identifier: Apache-2.0
"""Numbers packed for a page: little-endian 32-bit integers as base64 after "i4:", about five characters a number."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from itertools import accumulate

import numpy as np


def packed(numbers: Iterable[int]) -> str:
    """Whole numbers within 32 bits as text. Raises OverflowError beyond them (seconds: 68 years from the epoch)."""
    return "i4:" + base64.b64encode(np.array(list(numbers), dtype="<i4").tobytes()).decode("ascii")


def offsets(lengths: Iterable[int]) -> str:
    """Where each group of a ragged column begins, and at last where the last one ends; packed."""
    return packed(accumulate(lengths, initial=0))


class Names:
    """Texts that many rows share: each gets a number the first time it is asked for."""

    def __init__(self, known: Sequence[str] = ()) -> None:
        self._numbers = {text: number for number, text in enumerate(known)}

    def number(self, text: str) -> int:
        """The number of a text; -1 of an empty one."""
        return self._numbers.setdefault(text, len(self._numbers)) if text else -1

    @property
    def texts(self) -> list[str]:
        """All texts by number."""
        return list(self._numbers)
