# SPDX-License-Identifier: Apache-2.0
"""The room of the shop's kernels, with a cache of its own; it calls no kernel of the planner."""

from __future__ import annotations

from klynge.compiled import Room

ROOM = Room(__file__)
kernel, apart = ROOM.kernel, ROOM.apart
