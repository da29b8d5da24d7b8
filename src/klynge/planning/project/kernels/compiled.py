# SPDX-License-Identifier: Apache-2.0
"""The room of the project kernels, which call none of the engine's."""

from __future__ import annotations

from klynge.compiled import Room

ROOM = Room(__file__)
kernel, apart = ROOM.kernel, ROOM.apart
