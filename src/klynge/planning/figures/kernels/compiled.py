# SPDX-License-Identifier: Apache-2.0
"""The room of these kernels, above those of the engine."""

from klynge.compiled import Room
from klynge.planning.kernels.compiled import BASE

ROOM = Room(__file__, BASE)
kernel, apart = ROOM.kernel, ROOM.apart
