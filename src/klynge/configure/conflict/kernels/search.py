# SPDX-License-Identifier: Apache-2.0
"""Backtracking with propagation, conflict-directed jumps back, and the constraints that took part in the refutation.

Each removed value remembers the constraint or decision that removed it; a variable without values is traced back to
the constraints and decisions behind it (P. Prosser, Hybrid algorithms for the constraint satisfaction problem, 1993).
Of the variables the one with the fewest values for the conflicts seen is decided first (F. Boussemart et al., Boosting
systematic search by weighting constraints, 2004).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .compiled import kernel
from .filtering import open_place, support

Array = Any
SATISFIED, REFUTED, UNDECIDED = 1, 0, -1


@kernel
def remove(literal: int, variable: int, by: int, flags: Array, left: Array, trail: Array, at: Array, removed_by: Array,
           size: int) -> int:  # fmt: skip
    """Take a value away and note why; the new length of the trail."""
    flags[literal] = False
    left[variable] -= 1
    trail[size] = literal
    at[literal] = size
    removed_by[literal] = by
    return size + 1


@kernel
def undo(to: int, size: int, variable_of: Array, flags: Array, left: Array, trail: Array) -> None:
    """Put back what was taken away after the trail had a length."""
    for i in range(to, size):
        flags[trail[i]] = True
        left[variable_of[trail[i]]] += 1


@kernel
def propagate(
    first: Array, scope_first: Array, scope: Array, cell_first: Array, cells: Array, allowed_rows: Array,
    set_first: Array, in_set: Array, of_first: Array, of: Array,
    active: Array, flags: Array, left: Array, trail: Array, at: Array, removed_by: Array,
    queue: Array, queued: Array, waiting: int, size: int, found: Array,
) -> tuple[int, int]:  # fmt: skip
    """Filter the queued constraints and those they touch; the constraint that cannot hold (-1: none), the trail."""
    head = 0
    capacity = len(queue)
    tail = waiting
    failed = -1
    while head < tail:
        c = queue[head % capacity]
        head += 1
        queued[c] = False
        if failed >= 0:
            continue
        variables = scope[scope_first[c] : scope_first[c + 1]]
        own = cells[cell_first[c] : cell_first[c + 1]]
        before = size
        if allowed_rows[c]:
            support(variables, own, first, flags, left, set_first, in_set, found)
            for place in range(len(variables)):
                variable = variables[place]
                for literal in range(first[variable], first[variable + 1]):
                    if flags[literal] and not found[place, literal - first[variable]]:
                        size = remove(literal, variable, c, flags, left, trail, at, removed_by, size)
                if left[variable] == 0:
                    failed = c
        else:
            for row in range(len(own) // len(variables)):
                place = open_place(variables, own, row, first, flags, left, set_first, in_set)
                if place == -1:
                    failed = c
                    break
                if place >= 0:
                    variable, cell = variables[place], own[row * len(variables) + place]
                    for literal in range(first[variable], first[variable + 1]):
                        value = literal - first[variable]
                        inside = cell == value if cell >= 0 else in_set[set_first[-2 - cell] + value]
                        if flags[literal] and inside:
                            size = remove(literal, variable, c, flags, left, trail, at, removed_by, size)
        if failed >= 0:
            continue
        for i in range(before, size):
            variable = _variable(first, trail[i])
            for k in range(of_first[variable], of_first[variable + 1]):
                other = of[k]
                if active[other] and not queued[other] and (other != c or not allowed_rows[c]):
                    queued[other] = True
                    queue[tail % capacity] = other
                    tail += 1
    return failed, size


@kernel
def _variable(first: Array, literal: int) -> int:
    """The variable of a literal."""
    return int(np.searchsorted(first, literal, side="right")) - 1


@kernel
def trace(
    failed: int, first: Array, scope_first: Array, scope: Array, flags: Array, trail: Array, at: Array,
    removed_by: Array, size: int, core: Array, levels: Array, needed: Array,
) -> None:  # fmt: skip
    """Mark in `core` the constraints, and in `levels` the decisions, behind a constraint that cannot hold."""
    needed[:] = False
    core[failed] = True
    for k in range(scope_first[failed], scope_first[failed + 1]):
        for literal in range(first[scope[k]], first[scope[k] + 1]):
            needed[literal] = not flags[literal]
    for i in range(size - 1, -1, -1):
        literal = trail[i]
        if not needed[literal]:
            continue
        by = removed_by[literal]
        if by < -1:
            levels[-2 - by] = True
        elif by >= 0:
            core[by] = True
            for k in range(scope_first[by], scope_first[by + 1]):
                for other in range(first[scope[k]], first[scope[k] + 1]):
                    if not flags[other] and at[other] < i:
                        needed[other] = True


@kernel
def pick(
    first: Array, scope_first: Array, scope: Array, active: Array, left: Array, weight: Array, score: Array
) -> int:
    """The undecided variable of an active constraint to decide next; -1 when all are decided."""
    score[:] = 0.0
    for c in range(len(active)):
        if active[c]:
            for k in range(scope_first[c], scope_first[c + 1]):
                if left[scope[k]] > 1:
                    score[scope[k]] += weight[c]
    best, best_score = -1, 0.0
    for variable in range(len(first) - 1):
        if score[variable] > 0.0:
            here = score[variable] / left[variable]
            if here > best_score:
                best, best_score = variable, here
    return best


@kernel
def solve(
    first: Array, variable_of: Array, scope_first: Array, scope: Array, cell_first: Array, cells: Array,
    allowed_rows: Array, set_first: Array, in_set: Array, of_first: Array, of: Array, widest: int,
    active: Array, allowed: Array, weight: Array, limit: int, core: Array,
) -> int:  # fmt: skip
    """Whether the active constraints have a solution within `allowed`; if not, `core` marks those that exclude it.

    UNDECIDED after so many decisions.
    """
    variables, literals, constraints = len(first) - 1, len(variable_of), len(active)
    flags, left = allowed.copy(), np.zeros(variables, np.int64)
    for literal in range(literals):
        if flags[literal]:
            left[variable_of[literal]] += 1
    trail, at = np.empty(literals, np.int64), np.full(literals, -1, np.int64)
    removed_by = np.full(literals, -1, np.int64)
    found = np.zeros((widest, _largest(first)), np.bool_)
    queue, queued = np.empty(constraints + 1, np.int64), np.zeros(constraints, np.bool_)
    needed, score = np.zeros(literals, np.bool_), np.zeros(variables, np.float64)
    depth = variables + 1
    decided, value, mark = np.empty(depth, np.int64), np.empty(depth, np.int64), np.empty(depth, np.int64)
    behind = np.zeros((depth, depth), np.bool_)  # the levels in the refutation of each level
    core[:] = False
    size, waiting, level, decisions = 0, 0, 0, 0
    restricted = True  # first only what touches a restricted variable: most refutations begin there
    for c in range(constraints):
        touched = False
        for k in range(scope_first[c], scope_first[c + 1]):
            touched |= left[scope[k]] < first[scope[k] + 1] - first[scope[k]]
        if active[c] and touched:
            queue[waiting] = c
            queued[c] = True
            waiting += 1
    while True:
        failed, size = propagate(
            first, scope_first, scope, cell_first, cells, allowed_rows, set_first, in_set, of_first, of,
            active, flags, left, trail, at, removed_by, queue, queued, waiting, size, found,
        )  # fmt: skip
        if failed < 0 and restricted:
            restricted, waiting = False, 0
            for c in range(constraints):
                if active[c]:
                    queue[waiting] = c
                    queued[c] = True
                    waiting += 1
            continue
        restricted = False
        if failed < 0:
            variable = pick(first, scope_first, scope, active, left, weight, score)
            if variable < 0:
                return SATISFIED
            decided[level], value[level], mark[level] = variable, first[variable] - 1, size
            behind[level, :] = False
            level += 1
        else:
            weight[failed] += 1.0
            levels = np.zeros(depth, np.bool_)
            trace(failed, first, scope_first, scope, flags, trail, at, removed_by, size, core, levels, needed)
            level = _back(levels, behind, level)
            if level == 0:
                return REFUTED
            undo(mark[level - 1], size, variable_of, flags, left, trail)
            size = mark[level - 1]
        # the next value of the last decision; without one, back to what is behind its refutation
        while True:
            top = level - 1
            variable = decided[top]
            literal = value[top] + 1
            while literal < first[variable + 1] and not flags[literal]:
                literal += 1
            if literal < first[variable + 1]:
                value[top] = literal
                break
            for i in range(size):  # values that were gone before the decision are behind its refutation too
                if variable_of[trail[i]] == variable:
                    _because(trail[i], i, first, scope_first, scope, flags, trail, at, removed_by, core, behind[top],
                             needed)  # fmt: skip
            levels = behind[top].copy()
            level = _back(levels, behind, top)
            if level == 0:
                return REFUTED
            undo(mark[level - 1], size, variable_of, flags, left, trail)
            size = mark[level - 1]
        decisions += 1
        if decisions > limit:
            return UNDECIDED
        waiting = 0
        for other in range(first[variable], first[variable + 1]):
            if flags[other] and other != literal:
                size = remove(other, variable, -2 - top, flags, left, trail, at, removed_by, size)
        for k in range(of_first[variable], of_first[variable + 1]):
            if active[of[k]]:
                queue[waiting] = of[k]
                queued[of[k]] = True
                waiting += 1


@kernel
def _because(
    literal: int, place: int, first: Array, scope_first: Array, scope: Array, flags: Array, trail: Array, at: Array,
    removed_by: Array, core: Array, levels: Array, needed: Array,
) -> None:  # fmt: skip
    """Mark what is behind the removal of one value."""
    needed[:] = False
    needed[literal] = True
    for i in range(place, -1, -1):
        one = trail[i]
        if not needed[one]:
            continue
        by = removed_by[one]
        if by < -1:
            levels[-2 - by] = True
        elif by >= 0:
            core[by] = True
            for k in range(scope_first[by], scope_first[by + 1]):
                for other in range(first[scope[k]], first[scope[k] + 1]):
                    if not flags[other] and at[other] < i:
                        needed[other] = True


@kernel
def _back(levels: Array, behind: Array, level: int) -> int:
    """The highest decision among `levels`, counted from one, with the rest noted as behind it; 0: there is none."""
    for target in range(level - 1, -1, -1):
        if levels[target]:
            for lower in range(target):
                if levels[lower]:
                    behind[target, lower] = True
            return target + 1
    return 0


@kernel
def _largest(first: Array) -> int:
    """How many values a variable has at most."""
    most = 1
    for variable in range(len(first) - 1):
        most = max(most, first[variable + 1] - first[variable])
    return most
