# SPDX-License-Identifier: Apache-2.0
"""Load every kernel of the room from where compiled code is kept, or compile it."""

from __future__ import annotations

import numpy as np

from .compiling import compile
from .constraints import Table


def warm_up() -> None:
    """Compile a diagram of two solutions and ask it all it can answer."""
    diagram = compile((2, 2), [Table((0, 1), np.array([[0, 0], [1, 1]]))])
    sweep, allowed, cost = diagram.sweep(), diagram.allowed(), np.arange(4)
    sweep.domains(allowed)
    sweep.counts(allowed)
    sweep.cheapest(allowed, cost)
    sweep.best_bottleneck(allowed, cost, cost)
    sweep.bottleneck(allowed, cost)
