# SPDX-License-Identifier: Apache-2.0
"""Constraints laid out for the search, and the smallest set of reasons that leave nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from ..diagram import Constraint, Table, TooWideError
from ..diagram import compile as compile_diagram
from ..diagram.diagram import firsts_of
from .kernels import search

DECISIONS = 20_000
ALWAYS = -2  # the reason of what always holds
Flags = npt.NDArray[np.bool_]


class Conflicts:
    """Constraints, each with the number of the reason it stems from. Those with a negative one take no part, but for
    those that hold `ALWAYS`, which are no reason for anything.

    Asked with any of the reasons left out, so the whole model's diagram cannot answer: a search can, and where that
    takes too many decisions, the diagram of just these constraints.
    """

    def __init__(self, sizes: Sequence[int], constraints: Sequence[Constraint], reason_of: Sequence[int]) -> None:
        kept = [i for i, reason in enumerate(reason_of) if reason >= 0 or reason == ALWAYS]
        self.sizes = tuple(sizes)
        self.constraints = [constraints[i] for i in kept]
        self.reason_of = np.array([reason_of[i] for i in kept], np.int64)
        self.first = firsts_of(sizes)
        variable_of = np.repeat(np.arange(len(self.sizes), dtype=np.int64), self.sizes)
        sets: dict[tuple[int, frozenset[int]], int] = {}
        cells = [self._cells(one, sets) for one in self.constraints]
        scopes = [np.array(one.scope, np.int64) for one in self.constraints]
        of: list[list[int]] = [[] for _ in sizes]
        for number, one in enumerate(self.constraints):
            for variable in one.scope:
                of[variable].append(number)
        flags = [np.isin(np.arange(size), list(inside)) for size, inside in sets]
        self._network = (
            self.first, variable_of, _starts(scopes), _joined(scopes), _starts(cells), _joined(cells),
            np.array([one.allowed for one in self.constraints], np.bool_),
            _starts(flags), np.concatenate([np.zeros(0, np.bool_), *flags]),
            _starts([np.array(one, np.int64) for one in of]), _joined([np.array(one, np.int64) for one in of]),
            max((len(one) for one in scopes), default=1),
        )  # fmt: skip

    def _cells(self, one: Constraint, sets: dict[tuple[int, frozenset[int]], int]) -> npt.NDArray[np.int64]:
        if isinstance(one, Table):
            return np.ascontiguousarray(one.rows, dtype=np.int64).ravel()
        found = []
        for row in one.rows:
            for variable, cell in zip(one.scope, row, strict=True):
                if cell is None:
                    found.append(-1)
                elif len(cell) == 1:
                    found.append(next(iter(cell)))
                else:
                    found.append(-2 - sets.setdefault((self.sizes[variable], cell), len(sets)))
        return np.array(found, np.int64)

    def excluded(self, allowed: Flags, reasons: Iterable[int] | None = None) -> frozenset[int] | None:
        """Reasons among these (None: all) that leave no solution within `allowed`, few but not the fewest.

        None when there is a solution.
        """
        active = np.ones(len(self.constraints), np.bool_)
        if reasons is not None:
            active = np.isin(self.reason_of, np.fromiter(reasons, np.int64)) | (self.reason_of == ALWAYS)
        core = np.zeros(len(active), np.bool_)
        weight = np.ones(len(active), np.float64)
        answer = search.solve(*self._network, active, allowed, weight, DECISIONS, core)
        if answer == search.UNDECIDED:
            return self._by_diagram(active, allowed)
        return None if answer == search.SATISFIED else frozenset(self.reason_of[core & (self.reason_of >= 0)].tolist())

    def _by_diagram(self, active: Flags, allowed: Flags) -> frozenset[int] | None:
        """The same from the diagram of the active constraints; also when that is too wide, they count as excluding."""
        own = [one for one, flag in zip(self.constraints, active, strict=True) if flag]
        everything = frozenset(self.reason_of[active & (self.reason_of >= 0)].tolist())
        try:
            diagram = compile_diagram(self.sizes, own)
        except TooWideError:
            return everything
        return None if diagram.sweep().possible(allowed) else everything

    def smallest(self, allowed: Flags) -> tuple[int, ...]:
        """Reasons that leave no solution within `allowed`, none of which can be left out; () when there is a solution.

        First the reasons of one refutation, again as long as that leaves some out, then each is tried to be left out
        (deletion, with the refutation of each trial: J. Marques-Silva, Minimal unsatisfiability, 2010).
        """
        found = self.excluded(allowed)
        if found is None:
            return ()
        while True:
            again = self.excluded(allowed, found)
            if again is None or len(again) >= len(found):
                break
            found = again
        for reason in sorted(found):
            if reason in found:
                without = self.excluded(allowed, found - {reason})
                if without is not None:
                    found = without
        return tuple(sorted(found))


def _starts(parts: Sequence[npt.NDArray[np.generic]]) -> npt.NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum([len(one) for one in parts])]).astype(np.int64)


def _joined(parts: Sequence[npt.NDArray[np.int64]]) -> npt.NDArray[np.int64]:
    return np.concatenate([np.zeros(0, np.int64), *parts]).astype(np.int64)
