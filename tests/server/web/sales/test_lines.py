# SPDX-License-Identifier: Apache-2.0
"""What a seller types and pastes: things, regions, lines and days; and which files are parts."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st

from klynge.server.pages.sales.lines import day_of, read
from klynge.server.pages.sales.things import Desk, Thing
from klynge.server.quotes.geometry import geometry_kind

CHAIR = Thing("chair", "Stol", "Chair")
CODED = Thing("fjell/table/ABCD-EFGH", "Bord i eik", "Oak table", "fjell/table", {"material": "oak"})
THINGS = [CHAIR, CODED, Thing("a", "Lik", "Same"), Thing("b", "Lik", "Same")]
DESK = Desk(lambda typed: [one for one in THINGS if typed in str(one).casefold()], ["Oslo"], [], ["Skolen"])
TRIANGLE = bytes(80) + (1).to_bytes(4, "little") + bytes(50)


def typed(lines: str) -> dict[str, str]:
    return {"customer": "Skolen", "region": "Oslo", "lines": lines}


def test_a_thing_is_found_by_item_code_and_name() -> None:
    """In any case of letters; a name that two have is none."""
    assert [DESK.thing(text) for text in ("CHAIR", "stol", "abcd-efgh")] == [CHAIR, CHAIR, CODED]
    assert [DESK.thing(text) for text in ("Same", "sofa", "")] == [None, None, None]


def test_lines_are_read_with_their_days() -> None:
    """By semicolons or tabs; a quantity that is left out is one, empty lines are none."""
    sheet = read(DESK, typed("chair; 1 200; 31.3.2026\n\nStol\t4\t2026-04-01\nabcd-efgh"))
    assert sheet.sound
    assert [line.quantity for line in sheet.lines] == [1200, 4, 1]
    assert [line.wanted for line in sheet.lines] == [date(2026, 3, 31), date(2026, 4, 1), None]
    assert sheet.lines[2].asked("Oslo")["choices"] == {"material": "oak"}


def test_all_that_is_wrong_is_told_at_once() -> None:
    """Every line with all its faults, and the fields beside."""
    sheet = read(DESK, {"lines": "sofa; many; soon\nchair; 0"})
    assert [len(line.wrong) for line in sheet.lines] == [3, 1]
    assert set(sheet.wrong) == {"customer", "region"}
    assert not sheet.sound


@given(st.text(max_size=200))
def test_whatever_is_pasted_is_read_or_told(text: str) -> None:
    """No paste is an error of ours."""
    sheet = read(DESK, typed(text))
    assert all(line.wrong or line.quantity >= 1 for line in sheet.lines)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_is_read_as_people_write_it(day: date) -> None:
    """The ISO form and the Norwegian one mean the same."""
    assert day_of(day.isoformat()) == day_of(f"{day.day}.{day.month}.{day.year}") == day


def test_a_file_is_a_part_by_its_content() -> None:
    """Whatever it is called: STEP, both forms of STL, 3MF; an archive of something else is none."""
    model = BytesIO()
    with ZipFile(model, "w") as archive:
        archive.writestr("[Content_Types].xml", "")
        archive.writestr("3D/3dmodel.model", "")
    other = BytesIO()
    with ZipFile(other, "w") as archive:
        archive.writestr("readme.txt", "")
    parts = [b"ISO-10303-21;\nHEADER;", TRIANGLE, b"solid x\n facet normal 0 0 1", model.getvalue()]
    assert [geometry_kind(each) for each in parts] == ["step", "stl", "stl", "3mf"]
    assert [geometry_kind(each) for each in (b"", b"PK", TRIANGLE[:-1], other.getvalue(), b"MZ")] == [""] * 5


@given(st.binary(max_size=300))
def test_any_bytes_are_judged(content: bytes) -> None:
    """A broken file is no part, and no error."""
    assert geometry_kind(content) in ("", "step", "stl", "3mf")
    assert geometry_kind(b"PK" + content) in ("", "3mf")
