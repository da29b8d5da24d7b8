# SPDX-License-Identifier: Apache-2.0
"""This room's kernels, which call those of the engine and of exact placing."""

from __future__ import annotations

from klynge.compiled import Room
from klynge.planning.kernels.compiled import BASE
from klynge.planning.placing.kernels.compiled import ROOM as PLACING

ROOM = Room(__file__, BASE, PLACING)
kernel, apart = ROOM.kernel, ROOM.apart
