# SPDX-License-Identifier: Apache-2.0
"""PSPLIB's files: what stands in them, and what is said of broken ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from klynge.exchange.instances import progen_max, psplib
from klynge.exchange.instances.errors import InstanceError

TEXT = (Path(__file__).parents[1] / "outside" / "projects" / "j301_1.sm").read_text("utf-8")


def test_a_file_is_read_as_it_stands() -> None:
    """Activities with source and sink, arcs with the duration before as lag, needs and capacities."""
    problem = psplib.read(TEXT)
    assert (problem.activities, problem.resources, problem.first) == (32, 4, 1)
    assert problem.duration[:4].tolist() == [0, 8, 4, 6]
    assert problem.demand[1].tolist() == [4, 0, 0, 0]
    assert problem.arc_to[problem.arc0[1] : problem.arc0[2]].tolist() == [5, 10, 14]
    assert problem.arc_lag[problem.arc0[1] : problem.arc0[2]].tolist() == [8, 8, 8]
    assert problem.capacity.tolist() == [12, 13, 4, 12]


def test_it_is_recognised_by_its_headings() -> None:
    """Not by an ending, and the other format of projects is another."""
    assert psplib.recognise(TEXT)
    assert psplib.recognise(TEXT.lower().replace("\n", "\r\n"))
    assert not progen_max.recognise(TEXT)
    assert not psplib.recognise("6 6\n1 3 2 4")


@pytest.mark.parametrize(
    ("good", "bad", "words"),
    [
        (
            "   2        1          3           6  11  15",
            "   2        1          3           6  11",
            "line 20: activity, ",
        ),
        ("   6  11  15", "   6  11  99", "line 20: there is no activity 99, they go from 1 to 32"),
        ("  2      1     8 ", "  2      1     x ", "line 56: 'x' is no whole number"),
        ("  2      1     8 ", "  2      1    -8 ", "line 56: a duration or need is below 0"),
        ("  2      1     8       4    0    0    0", "  2      1     8       4    0    0", "line 56: 3 needs"),
        ("  2      1     8       4", "  3      1     8       4", "activity 3 has its duration twice"),
        ("   2        1          3", "   2        2          3", "2 modes"),
        ("nonrenewable              :  0", "nonrenewable              :  2", "nonrenewable resources are not planned"),
        ("jobs (incl.", "jbs (incl.", "“jobs (incl. supersource/sink ) : ...” is missing"),
        ("REQUESTS/DURATIONS:", "", "“REQUESTS/DURATIONS” is missing"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(good: str, bad: str, words: str) -> None:
    """What, where, and how to mend it."""
    assert good in TEXT
    with pytest.raises(InstanceError) as raised:
        psplib.read(TEXT.replace(good, bad, 1), "file")
    assert any(words in problem for problem in raised.value.problems)
