# SPDX-License-Identifier: Apache-2.0
"""What a planner looks at and changes: /api/planner."""

from klynge.server.api.planner import board, drafts, lists, locks, repairs

routers = tuple(room.router for room in (board, lists, repairs, drafts, locks))
