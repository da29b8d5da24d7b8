# SPDX-License-Identifier: Apache-2.0
"""The likeliest completion is what was chosen most, as far as the rules let it."""

from __future__ import annotations

import numpy as np

from klynge.configure.diagram import Table, compile, rarity


def test_the_likeliest_completion() -> None:
    """Of two rare pairs the one whose product of shares is greater; what was never chosen is only less likely."""
    diagram = compile((3, 3), [Table((0, 1), np.array([[0, 1], [1, 0], [2, 2]]))])
    cost = rarity(diagram, np.array([90, 8, 0, 50, 48, 0]))
    sweep = diagram.sweep()
    assert sweep.best(diagram.allowed(), cost).tolist() == [0, 1]  # type: ignore[union-attr]
    assert sweep.best(diagram.allowed({0: (1, 2)}), cost).tolist() == [1, 0]  # type: ignore[union-attr]
    assert sweep.best(diagram.allowed({0: 2}), cost).tolist() == [2, 2]  # type: ignore[union-attr]


def test_shares_are_logarithms() -> None:
    """A value chosen in half the cases costs 693 thousandths."""
    assert rarity(compile((2,), []), np.array([4, 4])).tolist() == [693, 693]
