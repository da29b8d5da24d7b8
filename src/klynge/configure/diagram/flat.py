# SPDX-License-Identifier: Apache-2.0
"""The levels of a join laid out as one diagram: children before parents, values with the same children on one edge."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .diagram import Diagram, firsts_of
from .join import Level
from .kernels.alike import alike
from .order import Tree


def flat(sizes: Sequence[int], values: list[npt.NDArray[np.int64]], tree: Tree, levels: list[Level]) -> Diagram:
    """The diagram; `values` are those left of each variable, which the levels count."""
    if any(not level.nodes for level in levels):
        return Diagram.nothing(sizes)
    first = firsts_of(sizes)
    below = tree.children()
    base: dict[int, int] = {}
    nodes = 0
    edge_count, literal_count, child_count, literals, children = [], [], [], [], []
    for variable in reversed(tree.order):
        level = levels[variable]
        base[variable] = nodes
        nodes += level.nodes
        edges, of_edge = _edges(level)
        order = np.argsort(of_edge, kind="stable")
        edge_count.append(np.bincount(level.row[edges], minlength=level.nodes))
        literal_count.append(np.bincount(of_edge, minlength=len(edges)))
        literals.append(first[variable] + values[variable][level.value[order]])
        child_count.append(np.full(len(edges), len(below[variable])))
        bases = np.array([base[child] for child in below[variable]], np.int64)
        children.append((level.children[:, edges].T + bases).ravel())
    roots = [base[variable] for variable in tree.order if tree.parent[variable] < 0]
    return Diagram(
        sizes=tuple(sizes),
        edge_first=_starts(edge_count),
        literal_first=_starts(literal_count),
        literal=_joined(literals),
        child_first=_starts(child_count),
        child=_joined(children),
        roots=np.array(roots, np.int32),
        components=_components(tree),
        empty=False,
    )


def _edges(level: Level) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """The first step of each edge, and the edge of each step: steps of a node to the same children are one edge."""
    wide = len(level.children) + 1
    keys = np.empty((len(level.row), wide), np.int64)
    keys[:, 0] = level.row
    keys[:, 1:] = level.children.T
    of_edge, edges = alike(np.arange(len(keys) + 1) * wide, keys.ravel())
    return edges, of_edge


def _components(tree: Tree) -> tuple[tuple[int, ...], ...]:
    """The variables below each root."""
    root: dict[int, int] = {}
    for variable in tree.order:
        root[variable] = root.get(tree.parent[variable], variable)
    found: dict[int, list[int]] = {}
    for variable, top in sorted(root.items()):
        found.setdefault(top, []).append(variable)
    return tuple(tuple(one) for one in found.values())


def _starts(counts: list[npt.NDArray[np.int64]]) -> npt.NDArray[np.int32]:
    return np.concatenate([[0], np.cumsum(_joined(counts))]).astype(np.int32)


def _joined(parts: list[npt.NDArray[np.int64]]) -> npt.NDArray[np.int32]:
    return np.concatenate([np.zeros(0, np.int64), *parts]).astype(np.int32)
