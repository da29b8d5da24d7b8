# SPDX-License-Identifier: Apache-2.0
"""Load the kernels of the search, or compile them."""

from __future__ import annotations

import numpy as np

from ..diagram import Table
from .network import Conflicts


def warm_up() -> None:
    """Refute what two tables forbid together."""
    tables = [Table((0, 1), np.array([[0, 0], [1, 1]])), Table((0, 1), np.array([[0, 0], [1, 1]]), allowed=False)]
    Conflicts((2, 2), tables, (0, 1)).smallest(np.ones(4, np.bool_))
