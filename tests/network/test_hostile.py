# SPDX-License-Identifier: Apache-2.0
"""Input that means harm, or just very much of it: problems or a network, never a crash."""

from __future__ import annotations

import csv
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.network.breaking import cell, content

from klynge.network import FolderError, read_folder, work_of
from klynge.network.schema import TABLES

SMALL = Path(__file__).parents[2] / "examples" / "small"
WORDS = (
    "",
    "-",
    "*",
    "|",
    "0",
    "-1",
    "999999999999",
    "=1",
    "frame",
    "oven",
    "vidda",
    "2026-01-05",
    "1h",
    "never",
    "lot",
)
places = st.sampled_from([(spec.name, column.name) for spec in TABLES for column in spec.columns])
texts = st.one_of(st.sampled_from(WORDS), st.text(st.characters(codec="utf-8"), max_size=20))


@given(st.lists(st.tuples(places, st.integers(2, 4), texts), min_size=1, max_size=3))
@settings(deadline=None, max_examples=80)
def test_any_text_in_any_cell(changes: list[tuple[tuple[str, str], int, str]]) -> None:
    """The folder is read and can be expanded, or its problems are told."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(SMALL, Path(folder) / "small"))
        for (table, column), row, text in changes:
            with suppress(IndexError, ValueError, FileNotFoundError):  # a column, row or table the example does without
                cell(f"{table} {row} {column}", text)(copy)
        with suppress(FolderError):
            work_of(read_folder(copy))


@pytest.mark.parametrize(
    "yaml",
    [
        b"[" * 5000,
        b"a: " + b"{a: " * 2000,
        b"day: &a {shifts: [*a]}",
        b"a: &a [x]\n" + b"".join(b"a%d: &a%d [*a%s]\n" % (n, n, b"%d, *a" % (n - 1) * 9) for n in range(1, 9)),
        b"day: !!python/object/apply:os.system [ls]",
        bytes(range(256)),
        b"name: \x01",
        b"# " + b"x" * 2_000_000,
    ],
    ids=["lists", "maps", "of itself", "bomb", "object", "bytes", "control", "large"],
)
@pytest.mark.parametrize("file", ["cluster.yaml", "calendars.yaml"])
def test_hostile_yaml(tmp_path: Path, file: str, yaml: bytes) -> None:
    """Deep nesting, references to itself, objects: all are problems of that file."""
    copy = Path(shutil.copytree(SMALL, tmp_path / "small"))
    content(file, yaml)(copy)
    with pytest.raises(FolderError) as caught:
        read_folder(copy)
    assert file in {problem.file for problem in caught.value.problems}


def test_a_hundred_thousand_operations(tmp_path: Path) -> None:
    """Twenty thousand orders are read and expanded, and share what is the same for all."""
    copy = Path(shutil.copytree(SMALL, tmp_path / "small"))
    with (copy / "orders.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(
            [f"X-{number}", "fjell", "k", "Oslo", "stool", 1 + number % 50, "", "2026-01-05", "2026-02-13", "", "", ""]
            for number in range(20_000)
        )
    work = work_of(read_folder(copy))
    stools = [job for job in work.jobs if job.id.startswith("X-")]
    assert sum(len(job.operations) for job in stools) == 100_000
    assert len({id(job.operations) for job in stools}) == 50


def test_very_many_wrong_names_take_no_long_time(tmp_path: Path) -> None:
    """Each is told, the first of them with the nearest name."""
    copy = Path(shutil.copytree(SMALL, tmp_path / "small"))
    lines = b"".join(b"O-%d,,saw,saw,1,1,2026-01-01,2026-01-02,finished\n" % number for number in range(20_000))
    content("progress.csv", b"order,item,step,work_centre,unit,quantity,start,end,state\n" + lines)(copy)
    with pytest.raises(FolderError) as caught:
        read_folder(copy)
    assert len(caught.value.problems) == 20_000
