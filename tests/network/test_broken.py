# SPDX-License-Identifier: Apache-2.0
"""Folders with one thing wrong each: one clear message, at the right place, and nothing else."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import typer
from tests.network.breaking import Break, added, both, cell, column, content, missing, raw, renamed, text, without
from typer.testing import CliRunner

from klynge.cli_check import register
from klynge.network import FolderError, Problem, read_folder

CELLS = {  # the cell, what is written into it, and what is said of it there
    "order without end": ("orders 3 quantity", "999999999", "takes more than 300 years"),
    "empty cell": ("orders 3 customer", "", "the cell is empty"),
    "bad number": ("orders 3 quantity", "16 pcs", "“16 pcs” is not a number"),
    "decimal comma": ("items 7 cost_nok", "85,50", "“85,50” is not a number"),
    "not whole": ("orders 3 quantity", "1.5", "too many decimals"),
    "zero quantity": ("orders 3 quantity", "0", "too small"),
    "negative quantity": ("stock 2 quantity", "-4", "“-4” is negative"),
    "bad duration": ("lanes 2 lead", "one hour", "is not a duration"),
    "no time unit": ("lanes 2 lead", "15", "“15” has no unit of time"),
    "negative time": ("routings 2 fixed", "-5m", "“-5m” is a negative time"),
    "bad day": ("orders 3 due", "2026-02-30", "not a day of any calendar"),
    "day another way": ("orders 3 due", "06.02.2026", "“06.02.2026” is not a day"),
    "bad moment": ("progress 2 end", "2026-01-02T25:00", "is not a moment"),
    "bad identifier": ("people 4 person", "per & co", "is not an identifier"),
    "bad word": ("work_centres 2 kind", "machin", "“machin” is not one"),
    "bad time zone": ("sites 3 time_zone", "Europe/Olso", "not a time zone"),
    "bad departure": ("lanes 4 departures", "man 14:00", "not a departure"),
    "absence backwards": ("people 2 absences", "2026-01-23..2026-01-19", "ends before it begins"),
    "unknown site": ("people 2 site", "fjell-norr", "“fjell-norr” is not in sites.csv"),
    "unknown region": ("orders 3 region", "Olso", "is not in the regions"),
    "unknown calendar": ("pools 2 calendar", "alwais", "“alwais” is not in calendars.yaml"),
    "unknown lane end": ("lanes 5 to", "Olso", "sites.csv or the regions"),
    "duplicate order": ("orders 3 order", "C-1", "“C-1” is already in row 2"),
    "organisation number": ("members 2 organisation_number", "100000025", "check digit"),
    "circle of steps": ("routings 2 after", "cure", "run in a circle"),
    "step after unknown": ("routings 7 after", "pant", "no step “pant”"),
    "link of unknown step": ("links 3 before", "pant", "no step “pant”"),
    "material of unknown step": ("materials 6 step", "asemble", "no step “asemble”"),
    "lags crossed": ("links 2 max_lag", "10m", "shorter than the shortest"),
    "no work centre": ("routings 3 work_centre", "mill", "“mill” is not in work_centres.csv"),
    "no time taken": ("routings 7 per_unit", "", "the step takes no time"),
    "no agreement": ("routings 9 agreement", "", "sewing is vidda's; fjell needs an agreement"),
    "agreement at home": ("routings 2 agreement", "sewing-2026", "saw is fjell's own"),
    "agreement over before it begins": ("agreements 2 valid_to", "2025-12-30", "ends before it begins"),
    "machine with capacity": ("work_centres 2 capacity", "5", "has no capacity"),
    "load missing": ("routings 5 load_per_unit", "", "what a unit takes"),
    "load at a machine": ("routings 2 load_per_unit", "5", "takes no load"),
    "load too large": ("routings 5 load_per_unit", "401", "oven holds 400"),
    "states not units": ("work_centres 6 states", "white|black|red", "3 states for 2"),
    "states missing": ("work_centres 6 states", "", "is missing"),
    "family unknown": ("routings 5 family", "hihg", "“hihg” is not in the matrix"),
    "family missing": ("routings 5 family", "", "the step needs a family"),
    "skill nobody has": ("routings 2 run_needs", "operater:0.5", "nobody at fjell-nord"),
    "need too large": ("routings 2 run_needs", "operator:3", "3 are needed at once"),
    "power pool elsewhere": ("work_centres 11 power_pool", "nord-power", "at site fjell-nord"),
    "lot without size": ("items 6 lot", "", "needs the size of a lot"),
    "another's item": ("orders 3 item", "blanket", "“blanket” is made by vidda"),
    "bought item ordered": ("orders 3 item", "wood", "not made to order"),
    "due before released": ("orders 3 due", "2026-01-02", "due before it is released"),
    "promised and new": ("orders 3 promised", "2026-02-09", "a new order has no"),
    "put off until before due": ("orders 3 flexible", "2026-02-05", "put off until before it is promised or due"),
    "committed to no day": ("orders 4 promised", "", "held has a promised day"),
    "progress of unknown item": ("progress 2 item", "fram", "is not made for the order"),
    "progress of unknown step": ("progress 2 step", "saww", "has no step “saww”"),
    "progress elsewhere": ("progress 4 work_centre", "saw", "is not done at"),
    "progress too much": ("progress 3 quantity", "20", "45 are reported of a step"),
    "progress unit": ("progress 3 unit", "3", "saw has 2 units, this is unit 3"),
    "progress backwards": ("progress 2 end", "2026-01-02T07:00", "ends before it begins"),
    "expired at once": ("stock 4 expires", "2025-01-01", "before it is available"),
    "formula": ("orders 3 quantity", "=1+1", "“=1+1” is a formula"),
    "line break": ("orders 3 customer", "a\nb", "a line break"),
}

OTHER: dict[str, tuple[Break, str, str]] = {  # the change, the place of the problem, and what is said of it
    "missing file": (missing("members.csv"), "members.csv 0", "the file is missing"),
    "missing settings": (missing("cluster.yaml"), "cluster.yaml 0", "the file is missing"),
    "misspelt file": (renamed("stock.csv", "stocks.csv"), "stocks.csv 0", "no table “stocks.csv”"),
    "missing column": (column("orders", "due", None), "orders.csv 1 due", "the column “due” is missing"),
    "unknown column": (column("orders", "quantity", "quantty"), "orders.csv 1 quantty", "“quantty” is unknown"),
    "column twice": (column("orders", "weight", "status"), "orders.csv 1 status", "there twice"),
    "empty file": (content("lanes.csv", b""), "lanes.csv 0", "empty"),
    "huge number": (cell("orders 3 quantity", "9" * 30), "orders.csv 3 quantity", "too large"),
    "windows encoding": (raw("members.csv", b"", b"", "cp1252"), "members.csv 2", "it looks like Windows-1252"),
    "utf-16": (raw("members.csv", b"", b"", "utf-16"), "members.csv 1", "it looks like UTF-16"),
    "a workbook as csv": (
        content("stock.csv", b"PK\x03\x04\x14\x00\x06\x00\xff\xfe"),
        "stock.csv 1",
        "looks like a workbook",
    ),
    "duplicate set-up": (
        added("setups", matrix="warp", from_="plain", to="twill", time="1h"),
        "setups.csv 15 matrix",
        "already in row 12",
    ),
    "circle of items": (
        added("materials", item="frame", step="mill", material="chair", quantity="1"),
        "materials.csv 14 material",
        "made of each other",
    ),
    "shift of no length": (
        text("calendars.yaml", 'to: "15:00"', 'to: "07:00"'),
        "calendars.yaml 4 to",
        "the shift has no length",
    ),
    "shifts overlap": (
        text("calendars.yaml", "days: fri, from", "days: thu-fri, from"),
        "calendars.yaml 13 shifts",
        "overlap",
    ),
    "never open": (
        text("calendars.yaml", "always: {}", "always: {exceptions: [{first: 2025-01-01, last: 2027-01-01}]}"),
        "calendars.yaml 17 always",
        "never open",
    ),
    "exception backwards": (
        text("calendars.yaml", "last: 2026-02-20", "last: 2026-02-12"),
        "calendars.yaml 6 last",
        "ends before it begins",
    ),
    "unknown holidays": (
        text("calendars.yaml", 'holidays: "NO"', "holidays: Norge"),
        "calendars.yaml 2 holidays",
        "not a country",
    ),
    "no weekday": (text("calendars.yaml", "[mon, tue", "[man, tue"), "calendars.yaml 12 days", "“man” is not a day"),
    "no yaml": (text("calendars.yaml", "shifts:", "shifts: ]"), "calendars.yaml 3", "this is not YAML"),
    "unknown setting": (text("cluster.yaml", "weeks: 12", "week: 12"), "cluster.yaml 4 week", "“week” is unknown"),
    "overtime too dear": (
        text("cluster.yaml", "weeks: 12", "weeks: 12\novertime_percent: 5000"),
        "cluster.yaml 5 overtime_percent",
        "“5000” per cent are too many",
    ),
    "no start": (text("cluster.yaml", "start: 2026-01-05\n", ""), "cluster.yaml 0 start", "“start” is missing"),
    "agreement for another": (
        both(
            added(
                "agreements",
                agreement="looms",
                giver="vidda",
                taker="fjell",
                work_centre="loom",
                rate_nok_h="1",
                ceiling_h="1",
                valid_from="2026-01-01",
                valid_to="2026-02-01",
            ),
            cell("routings 9 agreement", "looms"),
        ),
        "routings.csv 9 agreement",
        "looms lets fjell use loom, not",
    ),
    "batch without capacity": (
        both(cell("work_centres 5 capacity", ""), without("routings", 5, 13), without("links", 2, 5)),
        "work_centres.csv 5 capacity",
        "a batch work centre needs its capacity",
    ),
    "power too large": (cell("pools 2 amount", "25"), "work_centres.csv 0 power_kw", "oven draws 30 kW"),
    "whole never fits": (cell("routings 4 fixed", "13h"), "routings.csv 4 pause", "without a pause"),
    "no lane from a part": (
        without("lanes", 4),
        "materials.csv 5 material",
        "no lane leads from vidda, where cushion is made",
    ),
    "no lane between steps": (
        both(
            without("lanes", 3),
            without("routings", 12),
            cell("routings 11 work_centre", "assembly"),
            cell("routings 11 setup_needs", ""),
            cell("routings 11 run_needs", ""),
        ),
        "routings.csv 12 after",
        "no lane leads from fjell-sor (mill) to fjell-nord (bake)",
    ),
    "no lane to the region": (without("lanes", 7), "orders.csv 5 region", "to Export"),
    "no common site": (
        both(cell("routings 14 same_site", "end"), cell("routings 16 same_site", "end")),
        "routings.csv 14 same_site",
        "chrome, pack should share a site",
    ),
    "lot without routing": (without("routings", 17), "items.csv 6 item", "of source lot but has no routing"),
    "lot too large": (
        both(
            cell("work_centres 8 kind", "batch"),
            cell("work_centres 8 capacity", "10"),
            cell("work_centres 8 measure", "l"),
            cell("routings 17 load_per_unit", "1"),
        ),
        "routings.csv 17 load_per_unit",
        "a lot takes 20 l, mixing holds 10",
    ),
    "lot of lots": (
        added("materials", item="paint-mix", step="mix", material="warp", quantity="1"),
        "materials.csv 14 material",
        "cannot use “warp” of source lot",
    ),
    "made without routing": (
        added("items", item="table", member="fjell", name="Table", unit="pcs", source="make"),
        "items.csv 14 item",
        "“table” is of source make but has no routing",
    ),
    "progress in future": (
        cell("progress 3 state", "finished"),
        "progress.csv 3 end",
        "finished work ends after planning begins",
    ),
    "unit twice busy": (
        both(cell("progress 4 unit", "1"), cell("progress 4 end", "2026-01-02T13:30")),
        "progress.csv 5 start",
        "unit 1 of loom was busy with the work of row 4",
    ),
    "giant cell": (cell("orders 3 customer", "x" * 10000000), "orders.csv 3", "longer than 131072"),
    "nul": (raw("orders.csv", b"Kafeen", b"Kaf\x00een"), "orders.csv 3", "a NUL character"),
    "cell too many": (
        text("orders.csv", "2026-02-06,,,", "2026-02-06,,,,,,oops"),
        "orders.csv 3",
        "a cell is in no column",
    ),
    "quotes": (text("orders.csv", "Kafeen", '"Kafeen'), "orders.csv 3", "the quotes of a cell do not match"),
}

BROKEN = OTHER | {
    kind: (cell(place, text), place.replace(" ", ".csv ", 1), said) for kind, (place, text, said) in CELLS.items()
}


@pytest.fixture
def folder(tmp_path: Path, small: Path) -> Path:
    """A copy of the small example to break."""
    return Path(shutil.copytree(small, tmp_path / "small"))


@pytest.mark.parametrize("kind", BROKEN)
def test_one_mistake_gives_one_clear_message(folder: Path, kind: str) -> None:
    """What, where and how to mend it; the command exits with 1 and shows the same."""
    change, place, said = BROKEN[kind]
    change(folder)
    with pytest.raises(FolderError) as caught:
        read_folder(folder)
    (problem,) = caught.value.problems
    assert f"{problem.file} {problem.row} {problem.column}".strip() == place, problem
    assert said in problem.message
    assert problem.remedy
    assert checked(folder) == [problem]


def checked(folder: Path) -> list[Problem]:
    """What the command says of a folder, as problems."""
    app = typer.Typer()
    register(app)
    result = CliRunner().invoke(app, ["check", str(folder), "--json"])
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    return [Problem(**problem) for problem in json.loads(result.stdout)["problems"]]
