# SPDX-License-Identifier: Apache-2.0
"""The room of these kernels, above those of the engine."""

from klynge.planning.kernels.compiled import BASE, Room

ROOM = Room(__file__, BASE)
kernel, apart = ROOM.kernel, ROOM.apart
