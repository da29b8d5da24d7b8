# SPDX-License-Identifier: Apache-2.0
"""Why something cannot be set down, as a planner would say it, and which work a kernel found in the way."""

from __future__ import annotations

import numpy as np

from klynge.planning.kernels import columns as col
from klynge.planning.placing.kernels import columns as want
from klynge.planning.placing.words import who_has
from klynge.planning.schedule import Schedule

from .asked import Asked, Numbers
from .data import MoveError, Reason

IN_THE_WAY = ("busy", "next_setup", "batch_unlike", "batch_full")
REASONS = {
    "closed": Reason.CLOSED, "duration": Reason.CLOSED, "whole_interval": Reason.SHIFT,
    "before_planning": Reason.SET_UP, "outside_agreement": Reason.AGREEMENT, "ceiling": Reason.AGREEMENT,
    "busy": Reason.BUSY, "forbidden": Reason.SET_UP, "next_setup": Reason.SET_UP, "setup_differs": Reason.SET_UP,
    "pool_used": Reason.PEOPLE, "pool_strange": Reason.PEOPLE, "batch_unlike": Reason.BATCH,
    "batch_full": Reason.BATCH, "batch_holds": Reason.BATCH, "stock_late": Reason.MATERIAL,
    "stock_used": Reason.MATERIAL, "lot_window": Reason.MATERIAL, "lot_used": Reason.MATERIAL,
    "purchase_late": Reason.MATERIAL, "strange_peg": Reason.MATERIAL, "several_modes": Reason.LOTS,
}  # fmt: skip


def blocking(asked: Asked, schedule: Schedule, rows: Numbers, kind: str, said: Numbers) -> set[int]:
    """The rows of the run that a kernel found in the way, if it is planned work."""
    run = int(said[want.SAID_RUN])
    if kind not in IN_THE_WAY or run < 0:
        return set()
    if schedule.state.run[run, col.RUN_FROZEN] == 1:
        return set()
    unit, start = (int(schedule.state.run[run, column]) for column in (col.RUN_UNIT, col.RUN_START))
    here = (rows[:, want.W_UNIT] == unit) & (rows[:, want.W_START] == start)
    here[asked.moved] = False
    return set(np.flatnonzero(here).tolist())


def refusal(schedule: Schedule, kind: str, said: Numbers) -> MoveError:
    """The reason that a kernel's answer stands for."""
    reason, other, pool = REASONS.get(kind, Reason.BUSY), "", ""
    if kind in ("busy", "next_setup", "batch_unlike") and int(said[want.SAID_RUN]) >= 0:
        run = int(said[want.SAID_RUN])
        other = who_has(schedule, run) if schedule.state.run[run, col.RUN_TASK] >= 0 else ""
    elif kind in ("pool_used", "pool_strange"):
        pool = list(schedule.problem.network.pools)[int(said[want.SAID_B])]
    return MoveError(reason, other, pool)
