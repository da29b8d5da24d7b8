# SPDX-License-Identifier: Apache-2.0
"""This room's kernels, which call those of the engine."""

from __future__ import annotations

from klynge.compiled import Room
from klynge.planning.kernels.compiled import BASE

ROOM = Room(__file__, BASE)
kernel, apart = ROOM.kernel, ROOM.apart
