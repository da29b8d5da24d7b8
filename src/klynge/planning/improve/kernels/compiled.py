# SPDX-License-Identifier: Apache-2.0
"""This room's kernels call those of the engine."""

from __future__ import annotations

from klynge.compiled import Room
from klynge.planning.kernels.compiled import BASE, FLAG, INT, OPS, RES, ST

ROOM = Room(__file__, BASE)
kernel, apart = ROOM.kernel, ROOM.apart

__all__ = ["FLAG", "INT", "OPS", "RES", "ST", "apart", "kernel"]
