# SPDX-License-Identifier: Apache-2.0
"""What is seldom chosen costs more: with these costs the cheapest solution is the likeliest."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .diagram import Diagram

UNITS = 1000  # of a natural logarithm: whole numbers, so that the same data gives the same completion everywhere


def rarity(diagram: Diagram, chosen: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """A cost for each literal: -log of its share among the values of its variable, in thousandths.

    Sums of it take variables as independent (a naive Bayes model). `chosen` tells for each literal how often it was
    chosen before; each is given once more (Laplace), so none is impossible.
    """
    share = (chosen + 1) / np.repeat(np.add.reduceat(chosen + 1, diagram.first[:-1]), diagram.sizes)
    cost: npt.NDArray[np.int64] = np.rint(-UNITS * np.log(share)).astype(np.int64)
    return cost
