# SPDX-License-Identifier: Apache-2.0
"""ProGen/max files: what stands in them, and what is said of broken ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from klynge.exchange.instances import progen_max
from klynge.exchange.instances.errors import InstanceError

TEXT = (Path(__file__).parents[1] / "outside" / "projects" / "ubo10_psp2.sch").read_text("utf-8")


def test_a_file_is_read_as_it_stands() -> None:
    """Activities with source and sink, lags as given, needs and capacities."""
    problem = progen_max.read(TEXT)
    assert (problem.activities, problem.resources, problem.first) == (12, 5, 0)
    assert problem.arc_to[problem.arc0[7] : problem.arc0[8]].tolist() == [10, 11, 3]
    assert problem.arc_lag[problem.arc0[7] : problem.arc0[8]].tolist() == [-2, 8, -26]
    assert problem.duration.tolist() == [0, 4, 4, 10, 10, 3, 1, 8, 10, 9, 5, 0]
    assert problem.demand[1].tolist() == [4, 3, 7, 7, 2]
    assert problem.capacity.tolist() == [10] * 5


def test_it_is_recognised_by_its_first_lines_and_brackets() -> None:
    """Also with blanks inside the brackets and other line ends."""
    assert progen_max.recognise(TEXT.replace("[", "[ ").replace("\n", "\r\n"))
    assert progen_max.read(TEXT.replace("[", "[ ").replace("\n", "\r\n")).arc_lag[4] == 9
    assert not progen_max.recognise("3 3 0 0\n0 1 2\n")


@pytest.mark.parametrize(
    ("good", "bad", "words"),
    [
        ("\t[-26]", "", "line 9: activity, 1, how many arcs"),
        ("10\t11\t3", "10\t11\t33", "line 9: there is no activity 33, they go from 0 to 11"),
        ("[-26]", "[x]", "line 9: 'x' is no whole number"),
        ("10\t10\t10\t10\t10", "", "file ends after 25 lines, 26 are expected"),
        ("10\t10\t10\t10\t10", "10\t10\t10\t10", "line 26: 4 capacities, there are 5 resources"),
        ("10\t5\t0\t0", "10\t5\t1\t0", "nonrenewable resources are not planned"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(good: str, bad: str, words: str) -> None:
    """What, where, and how to mend it."""
    assert good in TEXT
    with pytest.raises(InstanceError) as raised:
        progen_max.read(TEXT.replace(good, bad, 1), "file")
    assert any(words in problem for problem in raised.value.problems)
