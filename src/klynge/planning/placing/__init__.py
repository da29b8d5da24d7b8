# SPDX-License-Identifier: Apache-2.0
"""Placing exactly: a plan from elsewhere as the engine's state, one order's portions put on it or taken off it.

In come portions and supply lots as plain data; they end up just where they say, or nothing is changed and a
`PlacingError` says what does not fit and why.
"""

from .misfit import Misfit, PlacingError
from .single import place, take_off
from .whole import schedule_of, tell_unplanned

__all__ = ["Misfit", "PlacingError", "place", "schedule_of", "take_off", "tell_unplanned"]
