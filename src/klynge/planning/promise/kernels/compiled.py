# SPDX-License-Identifier: Apache-2.0
"""The room of the promise kernels, above the engine's own."""

from __future__ import annotations

from klynge.compiled import Room
from klynge.planning.kernels.compiled import BASE

ROOM = Room(__file__, BASE)
kernel, apart = ROOM.kernel, ROOM.apart
