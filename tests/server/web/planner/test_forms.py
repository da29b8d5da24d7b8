# SPDX-License-Identifier: Apache-2.0
"""The planner's forms."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from klynge.server.pages.planner.forms import begun_minute


@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)).map(lambda at: at.replace(microsecond=0, tzinfo=UTC)))
def test_a_moment_in_minutes_is_never_too_soon(moment: datetime) -> None:
    """Work that stands at 20:13:22 fits at 20:14, not at 20:13; a whole minute is itself."""
    written = begun_minute(moment)
    assert written.second == 0
    assert timedelta(0) <= written - moment < timedelta(minutes=1)
