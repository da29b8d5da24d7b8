# SPDX-License-Identifier: Apache-2.0
"""A second opinion on what is possible: a SAT solver that shares nothing with the diagram."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt
from pysat.solvers import Solver

from klynge.configure.diagram import Table


class Oracle:
    """Tables as clauses: a literal for each value and one for each row. Solutions found are kept as witnesses."""

    def __init__(self, sizes: Sequence[int], tables: Sequence[Table]) -> None:
        self.first = np.concatenate([[0], np.cumsum(sizes)]).astype(int)
        self.solver = Solver(name="glucose4")
        self.witnesses: npt.NDArray[np.bool_] = np.zeros((0, self.first[-1]), np.bool_)
        for begin, end in zip(self.first[:-1].tolist(), self.first[1:].tolist(), strict=True):
            values = range(begin + 1, end + 1)
            self.solver.add_clause(list(values))
            self.solver.append_formula([[-a, -b] for a in values for b in values if a < b])
        self.names = int(self.first[-1])
        for table in tables:
            self._add(table)

    def _add(self, table: Table) -> None:
        rows = (table.rows + 1 + self.first[list(table.scope)]).tolist()
        if not table.allowed:
            self.solver.append_formula([[-literal for literal in row] for row in rows])
            return
        selectors = range(self.names + 1, self.names + 1 + len(rows))
        self.names += len(rows)
        self.solver.add_clause(list(selectors))
        having: dict[int, list[int]] = {}
        for selector, row in zip(selectors, rows, strict=True):
            for literal in row:
                self.solver.add_clause([-selector, literal])
                having.setdefault(literal, [-literal]).append(selector)
        self.solver.append_formula(list(having.values()))

    def close(self) -> None:
        """Free the solver."""
        self.solver.delete()

    def possible(self, literals: Collection[int]) -> bool:
        """Has some solution all these literals? Numbered from 0, as a diagram does."""
        return bool(self.solver.solve(assumptions=[int(literal) + 1 for literal in literals]))

    def learn(self, literals: Collection[int]) -> bool:
        """As `possible`; a solution that is found is kept."""
        if not self.possible(literals):
            return False
        model = np.array(self.solver.get_model()[: self.witnesses.shape[1]]) > 0
        self.witnesses = np.concatenate([self.witnesses, model[None]])
        return True

    def wrong(self, chosen: list[int], offered: npt.NDArray[np.bool_], hidden: npt.NDArray[np.bool_]) -> list[int]:
        """The literals that are offered though no solution has them with what is chosen, or hidden though one has."""
        fitting = self.witnesses[self.witnesses[:, chosen].all(1)]
        seen = np.logical_or.reduce(fitting, axis=0)
        found = np.flatnonzero(seen & hidden).tolist()
        for literal in np.flatnonzero(offered).tolist():
            if not seen[literal] and self.learn([*chosen, literal]):
                seen = seen | self.witnesses[-1]
            elif not seen[literal]:
                found.append(literal)
        return found + [literal for literal in np.flatnonzero(hidden).tolist() if self.possible([*chosen, literal])]
