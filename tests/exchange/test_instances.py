# SPDX-License-Identifier: Apache-2.0
"""Instance files are recognised by what they hold, read exactly, and refused in words that help."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import numpy as np
import pytest

from klynge import words
from klynge.exchange.instances import InstanceError, Said, load, load_text
from klynge.planning.project.problem import ProjectProblem
from klynge.planning.shop.problem import ShopProblem

OUTSIDE = Path(__file__).parents[1] / "outside" / "instances"
PAIRS = "2 3\n0 4 1 5 2 6\n2 1 1 2 0 3\n"


def shop(text: str) -> ShopProblem:
    problem = load_text(text, "test").problem
    assert isinstance(problem, ShopProblem)
    return problem


def same(one: ShopProblem, other: ShopProblem) -> bool:
    names = ("job0", "alt0", "alt_machine", "alt_time", "release", "weight")
    return one.machines == other.machines and all(
        np.array_equal(getattr(one, name), getattr(other, name)) for name in names
    )


@pytest.mark.parametrize(
    ("name", "kind", "jobs", "machines", "operations", "first"),
    [
        ("ft06.txt", "job shop", 6, 6, 36, 0),
        ("la01.txt", "job shop", 10, 5, 50, 0),
        ("mk01.fjs", "flexible job shop", 10, 6, 55, 1),
        ("Fattahi_setup_03.fjs", "flexible job shop with set-ups", 3, 2, 6, 1),
        ("gla01.txt", "job shop", 10, 5, 50, 1),
    ],
)
def test_published_files(name: str, kind: str, jobs: int, machines: int, operations: int, first: int) -> None:
    """Files of the literature are what they are said to be."""
    read = load(OUTSIDE / name)
    assert isinstance(read.problem, ShopProblem)
    found = (read.kind, read.problem.jobs, read.problem.machines, read.problem.operations, read.first)
    assert found == (kind, jobs, machines, operations, first)


def test_times_by_machine() -> None:
    """gla01 writes the first jobs of la01 by machine, with routes: read, they are the same. (Its later jobs differ.)"""
    with_dates, without = load(OUTSIDE / "gla01.txt").problem, load(OUTSIDE / "la01.txt").problem
    assert isinstance(with_dates, ShopProblem)
    assert isinstance(without, ShopProblem)
    assert np.array_equal(with_dates.alt_machine[:25], without.alt_machine[:25])
    assert np.array_equal(with_dates.alt_time[:25], without.alt_time[:25])
    assert with_dates.due is not None
    assert with_dates.due.tolist() == [142, 103, 123, 195, 131, 182, 228, 136, 129, 204]


@pytest.mark.parametrize(
    "text",
    [
        "2 3\n1 4 2 5 3 6\n3 1 2 2 1 3\n",  # machines from 1
        "# a shop\n\n\ufeff2 3\r\n0 4 1 5 2 6\r\n\r\n2 1 1 2 0 3 # the second\r\n".replace("\ufeff", ""),
        "2 3\n0 4 1 5\n2 6 2 1\n1 2 0 3\n",  # lines end anywhere
        "2 3\n4 5 6\n1 2 3\n1 2 3\n3 2 1\n",  # Taillard, without words
        "Nb of jobs, Nb of Machines, Time seed, Machine seed, Upper bound, Lower bound\n"
        " 2 3 840612802 398197754 1231 1005\nTimes\n 4 5 6\n 1 2 3\nMachines\n 1 2 3\n 3 2 1\n",
        "3 2\nProcessing times:\n4\t5\t6\n3\t2\t1\nRoutes of jobs:\n1 2 3\n3 2 1\n",
        "2 3 1\n3 1 1 4 1 2 5 1 3 6\n3 1 3 1 1 2 2 1 1 3\n",  # as a flexible job shop
        "2 3\n0 4.0 1 5 2 6\n2 1 1 2 0 3\n",
    ],
)
def test_one_shop_in_many_forms(text: str) -> None:
    """The forms of one job shop are read as the same."""
    assert same(shop(text), shop(PAIRS))


@pytest.mark.parametrize(
    "text",
    [
        PAIRS + "9\n8\n",
        PAIRS + "9 8\n",
        PAIRS + "Due dates:\n9\n8\n",
        PAIRS + "Due dates: 9 8\n",
        "2 3\n0 4 1 5 2 6 9\n2 1 1 2 0 3 8\n",
        "2 3\n9 0 4 1 5 2 6\n8 2 1 1 2 0 3\n",
    ],
)
def test_due_dates(text: str) -> None:
    """Due dates follow the jobs, end their rows or lead them."""
    read = shop(text)
    assert same(read, shop(PAIRS))
    assert read.due is not None
    assert read.due.tolist() == [9, 8]


@pytest.mark.parametrize(
    "text",
    [
        PAIRS + "1 9 3\n2 8 4\n",
        "2 3\n1 9 3 0 4 1 5 2 6\n2 8 4 2 1 1 2 0 3\n",
        "2 3\n0 4 1 5 2 6 1 9 3\n2 1 1 2 0 3 2 8 4\n",
        PAIRS + "Release dates\n1 2\nDue dates\n9 8\nWeights\n3 4\n",
    ],
)
def test_release_due_and_weight(text: str) -> None:
    """Three numbers of a job are its release, due date and weight (Singer & Pinedo)."""
    read = shop(text)
    assert read.due is not None
    assert (read.release.tolist(), read.due.tolist(), read.weight.tolist()) == ([1, 2], [9, 8], [3, 4])


def test_setups_by_operation_and_by_job() -> None:
    """Set-ups are squares a machine, over all operations or over jobs; the row is what leaves."""
    jobs = "2 2 1\n1 1 1 5\n2 1 1 6 1 2 7\n"
    by_job = shop(jobs + "0 3\n4 0\n1 2\n5 1\n").setup
    by_operation = shop(jobs + "0 3 3\n4 0 0\n4 0 0\n1 2 2\n5 1 1\n5 1 1\n").setup
    assert by_job is not None
    assert np.array_equal(by_job[0], [[0, 3, 3], [4, 0, 0], [4, 0, 0]])
    assert np.array_equal(by_job, by_operation if by_operation is not None else 0)


def test_packed_files(tmp_path: Path) -> None:
    """A file packed as zip or gz, with any ending, is read as it is."""
    with zipfile.ZipFile(tmp_path / "a.dat", "w") as archive:
        archive.writestr("inside.txt", PAIRS)
    (tmp_path / "b").write_bytes(gzip.compress(("\ufeff" + PAIRS).encode()))
    for name in ("a.dat", "b"):
        problem = load(tmp_path / name).problem
        assert isinstance(problem, ShopProblem)
        assert same(problem, shop(PAIRS))


def test_a_million_operations() -> None:
    """A large file is read whole."""
    rng = np.random.default_rng(1)
    rows = [" ".join(f"{m} {t}" for m, t in zip(rng.permutation(500), rng.integers(1, 99, 500), strict=True))] * 400
    assert shop("400 500\n" + "\n".join(rows)).operations == 200_000


BROKEN = {
    "": "no numbers",
    "hello world\n": "no numbers",
    "5\n1 2\n": "line 1: expected the number of jobs and of machines",
    "2 3\n0 4 1 5 2 6\n": "only 1 lines",
    "2 3\n0 4 1 5 2 6\n2 1 1 2 0\n": "line 3: 5 numbers",
    "2 3\n0 4 1 5 2 6\n2 1 7 2 0 3\n": "line 3: there is no machine 7",
    "2 3\n0 4 1 5 2 6\n2 1 1 -2 0 3\n": "line 3: a time of -2",
    "2 3\n0 4 1 5 2 6\n2 1 1 2 3 3\n": "number the 3 machines from 0 or from 1",
    "2 3\n0 4 1 5 2 6.5\n2 1 1 2 0 3\n": "line 2: 6.5 is no whole number",
    "2 3\n0 4 1 5 2 six\n2 1 1 2 0 3\n": "line 2: 'six' is no number",
    "1 2 3 hello\n": "line 1: 'hello' is no number",
    "2 3\n0 4 1 5 2 99999999999999999999\n2 1 1 2 0 3\n": "line 2: 99999999999999999999 is too large",
    "2 2 1.5\n2 1 1 4 1 2 5\n2 1 2 5 9 1 4\n": "operation 2 of job 2 has 9 machines",
    "2 2 1.5\n2 1 1 4 1 2 5\n2 1 2 5 1 4 4\n": "line 3: there is no machine 4",
    "2 2 1.5\n2 1 1 4 1 2 5\n2 1 2 5 1\n": "the file ends within operation 2 of job 2",
    "2 2 1.5\n2 1 1 4 1 2 5\n1 1 2 5\n1 2 3 4 5\n": "line 4: 5 numbers follow the jobs",
    "2 3\nTimes\n4 5 6\n1 2 3\nMachines\n1 2 3\n3 2 2\n": "line 7: job 2 does not name each of the machines",
    "2 3\n0 4 1 5 2 6\n2 1 1 2 0 3\nDue dates\n9\n": "1 numbers in the block of due, but 2 jobs",
    " instance a\n1 1\n0 5\n instance b\n1 1\n0 6\n1 1\n0 7\n": "several instances",
}


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_what_is_wrong_is_said(text: str) -> None:
    """Every malformed file gives what is wrong, where, in both languages."""
    with pytest.raises(InstanceError) as raised:
        load_text(text, "broken")
    assert any(BROKEN[text] in problem for problem in raised.value.problems), raised.value.problems
    for problem in raised.value.problems:
        assert isinstance(problem, Said)
        assert words.say("nb", problem.english, **problem.facts) != problem


def test_what_is_no_instance_file(tmp_path: Path) -> None:
    """A folder, a picture and an archive of several files are refused in words."""
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\0\0\0")
    (tmp_path / "broken.gz").write_bytes(b"\x1f\x8bxxxxxxxx")
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a", PAIRS)
        archive.writestr("b", PAIRS)
    for name in (".", "picture.png", "broken.gz", "two.zip"):
        with pytest.raises(InstanceError):
            load(tmp_path / name)


OR_LIBRARY = """ instance abz5

 +++++++++++++++++++++++++++++
 Adams, Balas, and Zawack 2x2 instance (Table 1, instance 5)
 2 2
 0 3 1 4
 1 5 0 6
 +++++++++++++++++++++++++++++
 instance ft06
 +++++++++++++++++++++++++++++
 Fisher and Thompson 1x2 instance
 1 2
 0 7 1 8
 +++++++++++++++++++++++++++++
"""
TAILLARD = """Nb of jobs, Nb of Machines, Time seed, Machine seed, Upper bound, Lower bound :
  2  2  840612802  398197754  1231  1005
Times
 3 4
 5 6
Machines
 1 2
 2 1
Nb of jobs, Nb of Machines, Time seed, Machine seed, Upper bound, Lower bound :
  1  2  1314640371  386720536  1244  953
Times
 7 8
Machines
 1 2
"""


@pytest.mark.parametrize(("text", "names"), [(OR_LIBRARY, ["abz5", "ft06"]), (TAILLARD, ["tai-1", "tai-2"])])
def test_one_of_several(tmp_path: Path, text: str, names: list[str]) -> None:
    """By name or number; who names none, or one that is not there, is told which there are."""
    path = tmp_path / "tai.txt"
    path.write_text(text)
    for number, (name, time) in enumerate(zip(names, ([3, 4, 5, 6], [7, 8]), strict=True), 1):
        for asked in (name.upper(), str(number)):
            found = load(path, asked)
            assert isinstance(found.problem, ShopProblem)
            assert (found.name, found.kind, found.problem.alt_time.tolist()) == (name, "job shop", time)
    for none_of in (None, "la01", "3"):
        with pytest.raises(InstanceError, match=f"2 .*{', '.join(names)}"):
            load(path, none_of)


def test_projects_are_recognised() -> None:
    """A project is told from a shop by its content: here RCPSP/max in the form of ProGen/max."""
    text = "1 1 0 0\n0 1 1 1 [0]\n1 1 1 2 [2]\n2 1 0\n0 1 0 0\n1 1 2 1\n2 1 0 0\n1\n"
    assert isinstance(load_text(text, "test").problem, ProjectProblem)
