# SPDX-License-Identifier: Apache-2.0
"""The room of the promise kernels, above the engine's own."""

from __future__ import annotations

from klynge.planning.kernels.compiled import BASE, Room

ROOM = Room(__file__, BASE)
kernel, apart = ROOM.kernel, ROOM.apart
