# SPDX-License-Identifier: Apache-2.0
"""Where the kernels of this room are compiled and cached."""

from __future__ import annotations

from klynge.compiled import Room

ROOM = Room(__file__)
kernel, apart = ROOM.kernel, ROOM.apart
