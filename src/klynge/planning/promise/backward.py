# SPDX-License-Identifier: Apache-2.0
"""Just in time: the latest way to make an order so that it arrives by a wanted moment.

The latest release with which the engine's forward placing arrives in time is found by bisection; from there every
operation is moved to the right, from the last to the first, as far as what follows it, the calendars and the capacity
allow, until nothing moves. What comes out is placed forward once more, no operation earlier, and is right by that.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..kernels import columns as col
from ..kernels.columns import OK
from .kernels.choices import TRY_DELIVERED, TRY_WHY
from .kernels.later import MOST_PLACES, latest_release, shift_order
from .request import Choice, Request, trial


def just_in_time(request: Request, choice: Choice, latest: int) -> list[int] | None:
    """Engine seconds before which each operation is not to start, so that the order is as late as it may be.

    None when the choice cannot arrive by `latest` at all. The schedule is as before.
    """
    resources, _, supplies = request.schedule.problem.views
    table = np.array(choice, np.int64)
    request.schedule.make_room(4 * request.size)
    with trial(request.schedule) as state:
        release = int(
            latest_release(
                request.resources, resources, request.view, supplies, state, request.task0, table, request.pairs,
                request.lane_of, latest,
            )
        )  # fmt: skip
    if release < 0:
        return None
    released = [release] * request.size
    shifted = _shifted(request, choice, released, latest)
    if shifted is not None and in_time(request, choice, shifted, latest):
        return shifted
    return released


def in_time(request: Request, choice: Choice, least: Sequence[int], latest: int) -> bool:
    """Whether a choice arrives by a moment when no operation starts before its bound."""
    tried = request.tried(np.array([choice], np.int64), least)[0]
    return bool(tried[TRY_WHY] == OK and tried[TRY_DELIVERED] <= latest)


def _shifted(request: Request, choice: Choice, least: Sequence[int], latest: int) -> list[int] | None:
    supplies = request.schedule.problem.views[2]
    starts = np.zeros(request.size, np.int64)
    places = np.zeros(2 * MOST_PLACES, np.int64)
    with trial(request.schedule) as state:
        if request.place(state, choice, least) != OK:
            return None
        request.schedule.state.task[request.task0 : request.task0 + request.size, col.TASK_LEAST] = 0
        shift_order(request.resources, request.view, supplies, state, request.task0, 0, latest, places, starts)
    return [int(start) for start in starts]
