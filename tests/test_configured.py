# SPDX-License-Identifier: Apache-2.0
"""Configured items from Python: in a folder that is read and planned, and asked for when nobody has ordered them."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.command import klynge as command

import klynge
from klynge.api import Planned
from klynge.exchange import read_workbook, write_workbook
from klynge.inquiry import INQUIRY
from klynge.network import work_of
from klynge.reading import expander, read_network

CHOICES = st.fixed_dictionaries(
    {
        "length": st.integers(8, 16).map(lambda metres: 100 * metres),
        "leaves": st.integers(0, 3),
        "material": st.just("painted"),
        "colour": st.sampled_from(["white", "black"]),
        "cushion": st.sampled_from(["yes", "no"]),
        "runner": st.sampled_from(["yes", "no"]),
    }
)


@pytest.fixture(scope="module")
def planned(small: Path) -> Planned:
    return klynge.plan(klynge.read(small), "due")


@pytest.fixture
def ordered(tmp_path: Path, small: Path) -> Path:
    """The small example with one table ordered."""
    folder = Path(shutil.copytree(small, tmp_path / "ordered"))
    desk = klynge.read(small).desk
    assert desk is not None
    made = desk.configuration("fjell/table", {"length": 1600, "leaves": 1, "material": "oak", "runner": "yes"})
    with (folder / "configurations.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [["item", "product", "version", "choices"], [made.item, made.product, made.version, made.text]]
        )
    with (folder / "orders.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow(
            ["T-1", "fjell", "Skolen", "Oslo", made.item, "3", "", "2026-01-05", "2026-02-27", "", "", "", ""]
        )
    return folder


def test_a_configured_order_is_planned_like_any_other(ordered: Path) -> None:
    """The plan keeps every rule, with the part that the weaving mill makes."""
    planned = klynge.plan(klynge.read(ordered), "due")
    assert klynge.check(planned) == []
    assert {portion.work_centre for portion in planned.plan.portions if portion.order == "T-1"} >= {"loom", "saw"}


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choices=CHOICES, quantity=st.integers(1, 12))
def test_an_inquiry_has_the_jobs_of_the_order_it_would_be(
    planned: Planned, choices: dict[str, int | str], quantity: int
) -> None:
    """What is asked before anything is ordered is exactly what a network that has the item would plan."""
    cluster = planned.cluster
    assert cluster.desk is not None
    made = cluster.desk.configuration("fjell/table", choices)
    jobs = klynge.api.jobs_for(cluster, made, quantity, "Oslo", cluster.network.start)
    assert cluster.articles is not None
    grown = cluster.articles.network(cluster.desk.rows(made, quantity))
    expected = klynge.api.jobs_for(klynge.Cluster(grown, work_of(grown)), made.item, quantity, "Oslo", grown.start)
    assert jobs == expected
    assert {job.order for job in jobs} == {INQUIRY}


def test_a_day_is_promised_for_what_nobody_has_ordered(planned: Planned) -> None:
    """Promise, menu and hold take a configuration where they take an item; the plan then knows what it is called."""
    desk = planned.cluster.desk
    assert desk is not None
    made = desk.configuration("fjell/table", {"length": 900, "leaves": 3, "material": "painted", "colour": "white"})
    answer = klynge.promise(planned, item=made, quantity=5, region="Oslo")
    menu = klynge.menu(planned, item=made, quantity=5, region="Oslo", order="T-7")
    assert menu.entries[0].delivered == answer.delivered
    held = klynge.hold(planned, menu.entries[0])
    assert klynge.check(held) == []
    assert held.cluster.network.items[made.item].name == "Bord 900 mm, hvit"
    again = klynge.hold(held, klynge.menu(held, item=made, quantity=1, region="Oslo", order="T-8").entries[0])
    assert made.item in again.cluster.network.items


def test_what_cannot_be_asked_for(planned: Planned) -> None:
    """A configuration that is not valid, a region without a lane, a cluster without products."""
    wrong = klynge.Configuration("fjell/table", "2", {"length": 2200, "leaves": 3, "material": "oak"})
    with pytest.raises(klynge.ConfigurationError, match="cannot have more than two leaves"):
        klynge.promise(planned, item=wrong, quantity=1, region="Oslo")
    fine = klynge.Configuration("fjell/table", "2", {"length": 900, "leaves": 3, "material": "oak"})
    with pytest.raises(klynge.UnknownNameError, match="Olso"):
        klynge.promise(planned, item=fine, quantity=1, region="Olso")
    bare = Planned(klynge.Cluster(planned.cluster.network, planned.cluster.work), planned.plan, planned.schedule)
    with pytest.raises(klynge.UnknownNameError):
        klynge.promise(bare, item=fine, quantity=1, region="Oslo", wanted=date(2026, 3, 1))


def test_a_workbook_has_the_products_in_it(ordered: Path, tmp_path: Path) -> None:
    """There and back nothing is lost, blanks before lines of YAML neither."""
    write_workbook(ordered, tmp_path / "book.xlsx", expander())
    read_workbook(tmp_path / "book.xlsx", tmp_path / "again", configure=expander())
    assert read_network(tmp_path / "again") == read_network(ordered)
    for file in (ordered / "products").iterdir():
        assert (tmp_path / "again" / "products" / file.name).read_bytes() == file.read_bytes()


def test_a_workbook_without_products_keeps_those_of_the_folder(ordered: Path, tmp_path: Path) -> None:
    """Someone who takes the sheet away and imports over the folder has the product files as they were."""
    from openpyxl import load_workbook

    write_workbook(ordered, tmp_path / "book.xlsx", expander())
    book = load_workbook(tmp_path / "book.xlsx")
    del book["products"]
    book.save(tmp_path / "book.xlsx")
    before = read_network(ordered)
    read_workbook(tmp_path / "book.xlsx", ordered, replace_folder=True, configure=expander())
    assert read_network(ordered) == before


def test_a_fault_in_the_sheet_of_products_is_found_there(ordered: Path, tmp_path: Path) -> None:
    """With the sheet, the file and the sheet's row; names that are paths are refused."""
    from openpyxl import load_workbook

    write_workbook(ordered, tmp_path / "book.xlsx", expander())
    book = load_workbook(tmp_path / "book.xlsx")
    sheet = book["products"]
    number = next(at for at in range(1, 200) if "rule: length" in str(sheet.cell(at, 2).value))
    sheet.cell(number, 2).value = "    rule: lenght > 2000 => leaves <= 2"
    book.save(tmp_path / "book.xlsx")
    with pytest.raises(klynge.FolderError) as caught:
        read_workbook(tmp_path / "book.xlsx", tmp_path / "again", configure=expander())
    (problem,) = caught.value.problems
    assert (problem.file, problem.row) == (
        "book.xlsx, sheet products (runner.yaml)".replace("runner", str(sheet.cell(number, 1).value)[:-5]),
        number,
    )
    sheet.cell(number, 1).value = "../table.yaml"
    book.save(tmp_path / "book.xlsx")
    with pytest.raises(klynge.FolderError, match="no name of a product's file"):
        read_workbook(tmp_path / "book.xlsx", tmp_path / "again", configure=expander())


def test_the_command_checks_products_too(ordered: Path) -> None:
    """`klynge check` counts a folder with configurations as any other, and tells what is wrong with its products."""
    assert command("check", str(ordered)).code == 0
    file = ordered / "products" / "table.yaml"
    file.write_text(file.read_text("utf-8").replace("work_centre: saw, fixed", "work_centre: swa, fixed"), "utf-8")
    said = command("check", str(ordered), "--language", "nb")
    assert said.code == 1
    assert "«swa» finnes ikke i work_centres.csv" in " ".join(said.err.split())
