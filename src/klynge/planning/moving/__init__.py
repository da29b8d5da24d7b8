# SPDX-License-Identifier: Apache-2.0
"""Setting work down where a planner wants it: what is in the way gives way, or a reason why it cannot be there.

In comes a `Schedule` and a `Move`; out goes a `Moved` with a schedule of its own, or a `MoveError` that says why not
and, where that is known, the nearest moment at which it could begin.
"""

from .data import Move, Moved, MoveError, Reason
from .setting_down import set_down

__all__ = ["Move", "MoveError", "Moved", "Reason", "set_down"]
