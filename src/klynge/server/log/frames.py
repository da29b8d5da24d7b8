# SPDX-License-Identifier: Apache-2.0
"""Errors that are kept, to be raised elsewhere or later."""

from __future__ import annotations

from pathlib import Path
from traceback import walk_tb


def without_frames(error: Exception) -> Exception:
    """The error, let go of the frames that it and those behind it came through: they hold all that was at hand there,
    whole plans, and it with them, until garbage is looked for. Which they were is noted on it, for who looks for a
    fault."""
    places = [f"{Path(frame.f_code.co_filename).name}:{line}" for frame, line in walk_tb(error.__traceback__)]
    if places:
        error.add_note("came through " + ", ".join(places))
    each: BaseException | None = error
    while each is not None:
        each.__traceback__ = None
        each = each.__cause__ or each.__context__
    return error
