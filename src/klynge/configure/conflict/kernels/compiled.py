# SPDX-License-Identifier: Apache-2.0
"""The room of these kernels: they call none of another room."""

from __future__ import annotations

from klynge.compiled import Room

ROOM = Room(__file__)
kernel = ROOM.kernel
