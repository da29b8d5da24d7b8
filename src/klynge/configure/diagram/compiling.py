# SPDX-License-Identifier: Apache-2.0
"""Constraints to a diagram: filter them, choose an order, join them down, merge what is alike up."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count, islice

import numpy as np
import numpy.typing as npt

from .automaton import Automaton, automaton_of
from .constraints import Constraint, check
from .diagram import Diagram
from .filter import Rule, filtered
from .flat import flat
from .join import Join, Progress
from .limits import TooWideError
from .order import Tree, tree

LIMIT = 2_000_000
# How many states an order of variables may take, how many orders are tried with that, and of how many that succeed
# the smallest diagram is taken: most orders are good, a bad one is left early.
ROOMS = ((50_000, 3, 3), (400_000, 3, 1), (LIMIT, 4, 1))


def compile(
    sizes: Sequence[int], constraints: Sequence[Constraint], *, progress: Progress | None = None, limit: int = LIMIT
) -> Diagram:
    """The diagram of all assignments that every constraint allows.

    Variable i has values 0 to `sizes[i] - 1`. `progress(done, variables, states)` is called now and then, for each
    order of variables that is tried; what it raises ends the compilation. Raises ValueError for a constraint that
    does not fit the variables, and TooWideError when joining passes `limit` states.
    """
    check(sizes, constraints)
    left = filtered(sizes, constraints)
    if left is None:
        return Diagram.nothing(sizes)
    values, rules = left
    scopes = [rule.scope for rule in rules]
    seeds = count()
    for states, orders, enough in [*ROOMS, (limit, 1, 1)]:
        room = min(states, limit)
        trees = (tree([len(one) for one in values], scopes, next(seeds)) for _ in range(orders))
        found = (_compiled(sizes, values, rules, one, progress, room) for one in trees)
        compiled = list(islice((one for one in found if one is not None), enough))
        if compiled:
            return min(compiled, key=lambda one: len(one.literal) + len(one.child))
        if room == limit:
            break
    raise TooWideError(limit)


def _compiled(
    sizes: Sequence[int],
    values: list[npt.NDArray[np.int64]],
    rules: list[Rule],
    tree: Tree,
    progress: Progress | None,
    room: int,
) -> Diagram | None:
    """The diagram with its variables in the order of this tree; None when there is no room for its states."""
    counts = [len(one) for one in values]
    place = {variable: i for i, variable in enumerate(tree.order)}
    try:
        automata = [automaton_of(rule, counts, place, room) for rule in rules]
        if False in automata:
            return Diagram.nothing(sizes)
        open_ones = [one for one in automata if isinstance(one, Automaton)]
        return flat(sizes, values, tree, Join(counts, open_ones, tree, progress, room).nodes())
    except TooWideError:
        return None
