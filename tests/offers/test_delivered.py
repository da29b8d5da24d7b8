# SPDX-License-Identifier: Apache-2.0
"""What an order costs at the door: freight by the lanes, tax by the day and the country, places by postcode."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import klynge
from klynge.inquiry import inquiry_jobs
from klynge.offers import Postcodes, PostcodesError, delivered, vat_percent

HEAD = "from,to,region\n"
CODES = Postcodes.read(HEAD + "0001,6999,Oslo\n7000,9999,Trondheim\n")


@pytest.mark.parametrize(("day", "percent"), [("2004-12-31", 24), ("2005-01-01", 25), ("2026-11-28", 25)])
def test_the_rate_is_that_of_the_day(day: str, percent: int) -> None:
    """A rate holds from its first day to its last."""
    assert vat_percent(date.fromisoformat(day)) == percent
    assert vat_percent(date(1999, 1, 1)) is None


@given(st.integers(0, 9999))
def test_a_postcode_lies_in_one_region_or_none(number: int) -> None:
    """As the stretches say; blanks in it do not matter."""
    code = f"{number:04}"
    wanted = None if number == 0 else "Oslo" if number < 7000 else "Trondheim"
    assert CODES.region(code) == CODES.region(f" {code[:2]} {code[2:]}") == wanted


@pytest.mark.parametrize(
    ("rows", "row", "column"),
    [("1,20,Oslo\n", 2, "from"), ("0001,0002,Oslo\n0002,0003,Oslo\n", 3, "to"), ("0001,0002,Mars\n", 2, "region")],
)
def test_a_table_of_postcodes_that_is_wrong_says_where(rows: str, row: int, column: str) -> None:
    """With row, column, and how to mend it in both languages."""
    with pytest.raises(PostcodesError) as error:
        Postcodes.read(HEAD + rows, ["Oslo"])
    assert (error.value.row, error.value.column) == (row, column)
    assert all(all(texts) for texts in error.value.texts.values())


def test_freight_is_the_least_by_a_lane_and_tax_is_on_all() -> None:
    """At home 25 % of goods and freight; abroad none; where the country is not known, nothing is said."""
    network = klynge.read("examples/small").network
    jobs = inquiry_jobs(network, "chair", 4, "Oslo", network.start)
    lanes = [lane for lane in network.lanes.values() if lane.destination == "Oslo"]
    weight_g = 4 * next(job.weight_g for job in jobs if job.region)
    found = delivered(network, jobs, 100_000, CODES, date(2026, 2, 1))
    assert found.freight_ore in {lane.cost_ore - (-lane.cost_ore_kg * weight_g // 1000) for lane in lanes}
    assert found.total_ore == found.net_ore + (found.net_ore * 25 + 50) // 100
    abroad = tuple(replace(job, region="Export") if job.region else job for job in jobs)
    assert delivered(network, abroad, 1, CODES, date(2026, 2, 1)).vat_ore == 0
    assert delivered(network, jobs, 1, Postcodes(), date(2026, 2, 1)).total_ore is None


@pytest.mark.parametrize("name", ["small", "roros", "elverum"])
def test_the_examples_deliver_where_they_say(name: str) -> None:
    """Each region of an example's postcodes is one of its cluster."""
    with open(f"examples/{name}/cluster.yaml", encoding="utf-8") as file:
        regions = file.read().partition("regions: [")[2].partition("]")[0].split(", ")
    with open(f"examples/{name}/postcodes.csv", encoding="utf-8") as file:
        assert Postcodes.read(file.read(), regions).stretches
