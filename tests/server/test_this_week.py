# SPDX-License-Identifier: Apache-2.0
"""A demonstration begins in the week in which it is looked at, whenever that is."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import klynge
from klynge.server.serve.this_week import in_this_week

OSLO = ZoneInfo("Europe/Oslo")
EXAMPLES = [Path("examples/roros"), Path("examples/elverum")]


def day(moment: datetime) -> date:
    """The day it is then where the firms are."""
    return moment.astimezone(OSLO).date()


@pytest.mark.parametrize("today", [date(2026, 11, 5), date(2027, 7, 18), date(2031, 2, 28)])
def test_all_moments_move_by_the_same_weeks(today: date) -> None:
    """Orders keep their distance to the plan's start and their weekdays; the folders are in order as they were."""
    with in_this_week(EXAMPLES, today) as folders:
        for folder, before in zip(folders, EXAMPLES, strict=True):
            old, new = klynge.read(before), klynge.read(folder)
            starts = day(new.network.start)
            assert (folder.name, starts.isocalendar()[:2]) == (before.name, today.isocalendar()[:2])
            by = timedelta(days=(starts - day(old.network.start)).days)
            assert by.days % 7 == 0
            for one, other in zip(old.work.jobs, new.work.jobs, strict=True):
                assert [day(each) for each in (other.release, other.due)] == [
                    day(each) + by for each in (one.release, one.due)
                ]


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_copy_differs_in_dates_alone(today: date) -> None:
    """The examples themselves stay as they are, and products are not of any week."""
    before = {file: file.read_bytes() for file in EXAMPLES[1].rglob("*") if file.is_file()}
    with in_this_week(EXAMPLES[1:], today) as (folder,):
        same = {file.relative_to(EXAMPLES[1]) for file in before if b"20" not in before[file]}
        same |= {file.relative_to(EXAMPLES[1]) for file in before if "products" in file.parts}
        assert all((folder / name).read_bytes() == before[EXAMPLES[1] / name] for name in same)
    assert {file: file.read_bytes() for file in before} == before
