# SPDX-License-Identifier: Apache-2.0
"""Configured items in a cluster folder: read as if their rows stood in the tables, and what can be wrong with them."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.configure.work.conftest import OAK, PAINTED, rows_of, write

from klynge.configure.work import Configuration, Desk
from klynge.network import FolderError, Network, Problem, read_folder, work_of
from klynge.network.articles import TABLES
from klynge.network.model import Source
from klynge.reading import read_network, read_with_products

Folder = Callable[..., Path]


def table(desk: Desk, choices: Any, **more: str | int) -> Configuration:
    return desk.configuration("fjell/table", {**choices, **more})


def problems(folder: Path) -> list[Problem]:
    with pytest.raises(FolderError) as caught:
        read_network(folder)
    return list(caught.value.problems)


def test_configured_items_are_read_with_the_rest(desk: Desk, folder: Folder) -> None:
    """The item, its routing and what goes into it, made by another member too."""
    made = table(desk, PAINTED, length=1600, runner="yes")
    network, found = read_with_products(folder((made, "T-1", 3)))
    assert found is not None
    item = network.items[made.item]
    assert (item.owner, item.source, item.name) == ("fjell", Source.MAKE, "Bord 1600 mm, svart")
    jobs = {job.id: job for job in work_of(network).jobs if job.order == "T-1"}
    assert [job.owner for job in jobs.values()] == ["vidda", "fjell"]
    assert jobs["T-1"].operations[0].modes[0].unit_ms == 48640


def test_it_is_as_if_the_rows_stood_in_the_tables(desk: Desk, folder: Folder) -> None:
    """A folder with the same rows written into the tables by hand is the same network."""
    made = [table(desk, OAK), table(desk, PAINTED), table(desk, PAINTED, length=1600, runner="yes", engraving="A")]
    place = folder(*((one, f"T-{number}", number + 1) for number, one in enumerate(made)))
    network = read_network(place)
    by_hand = Desk(desk.products, desk.on, "nb")
    for spec in TABLES:
        columns = [column.name for column in spec.columns]
        header, *there = rows_of(place, spec.name)
        rows = [dict(zip(header, row, strict=True)) for row in there]
        rows += [dict(zip(columns, row, strict=False)) for one in made for row in by_hand.rows(one).cells(spec.name)]
        write(place, spec.name, [columns, *([row.get(name, "") for name in columns] for row in rows)])
    (place / "configurations.csv").unlink()
    assert without_order(read_folder(place)) == without_order(network)


def without_order(network: Network) -> dict[str, Any]:
    return {name: getattr(network, name) for name in ("items", "routings", "orders", "stock", "agreements")}


def test_a_folder_with_configurations_needs_its_products(desk: Desk, folder: Folder) -> None:
    """Who reads it without what makes rows of them hears that, and nothing else."""
    place = folder((table(desk, OAK), "T-1", 1))
    with pytest.raises(FolderError) as caught:
        read_folder(place)
    (problem,) = caught.value.problems
    assert problem.message == "the folder has configured items, and what makes rows of them was not given"


CHANGED = {  # the cell of the configuration's row, what it becomes, and what is said of it
    "code": ("item", "fjell/table/7K3Q-9M2D-4X8R", "the code does not fit the choices, whose item is fjell/table/"),
    "no code": ("item", "my-table", "the code does not fit the choices"),
    "product": ("product", "fjell/tabel", "there is no product “fjell/tabel”"),
    "no choices": ("choices", "length", "“length” is no choice"),
    "option": ("choices", "length=1200|leaves=0|material=teak", "Material (material) cannot be “teak”"),
    "rule": ("choices", "length=2200|leaves=3|material=oak", "cannot have more than two leaves"),
    "missing": ("choices", "leaves=0|material=oak", "Length (length) is not chosen"),
}


@pytest.mark.parametrize("kind", CHANGED)
def test_a_wrong_row_is_told_with_row_and_column(desk: Desk, folder: Folder, kind: str) -> None:
    """One message, in both languages; orders of the item are not blamed too."""
    place = folder((table(desk, OAK), "T-1", 1))
    column, text, said = CHANGED[kind]
    header, row = rows_of(place, "configurations")
    row[header.index(column)] = text
    write(place, "configurations", [header, row])
    orders = rows_of(place, "orders")
    orders[-1][orders[0].index("item")] = row[0]
    write(place, "orders", orders)
    (problem,) = problems(place)
    assert (problem.file, problem.row, problem.column) == ("configurations.csv", 2, column)
    assert said in problem.message
    assert problem.words("nb").message != problem.message


WORK = {  # what of the product is changed, and what is then said of its configurations, at which place
    "work centre": (
        ("work_centre: saw, fixed", "work_centre: swa, fixed"),
        "“swa” is not in work_centres.csv",
        "routing.saw",
    ),
    "agreement": (
        ("work_centre: assembly, per_unit: 45s, run_needs: [packers]", "work_centre: sewing, per_unit: 45s"),
        "fjell needs an agreement to use it",
        "routing.pack",
    ),
    "skill": (("[assembler]", "[asembler]"), "nobody at fjell-sor has the skill “asembler”", "routing.assemble"),
    "material": (("item: wood, quantity: 3", "item: wod, quantity: 3"), "“wod” is not in items.csv", "bill.wod"),
    "no time": (("per_unit: 45s", "per_unit: 0s"), "the step takes no time here", "routing.pack"),
    "no number": (
        ("quantity: 3 * metres", "quantity: 3 / (leaves - 2)"),
        "the expression has no value here",
        "bill.wood",
    ),
}


@pytest.mark.parametrize("kind", WORK)
def test_a_fault_of_the_product_is_told_once(desk: Desk, folder: Folder, kind: str) -> None:
    """At the first configuration that has it, with the place in the product, however many there are."""
    made = [table(desk, PAINTED, engraving="A" * number) for number in range(3)]
    place = folder(*((one, f"T-{number}", 1) for number, one in enumerate(made)))
    (old, new), said, key = WORK[kind]
    file = place / "products" / "table.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    (problem,) = problems(place)
    assert (problem.file, problem.row) == ("configurations.csv", 2)
    assert re.match(rf"products/table.yaml:\d+ {re.escape(key)}", problem.column)
    assert said in problem.message
    assert problem.words("nb").message != problem.message


def test_faults_of_products_are_told_with_those_of_the_tables(desk: Desk, folder: Folder) -> None:
    """All at once: the product's file, a table, and no words about configurations that could not be looked at."""
    place = folder((table(desk, OAK), "T-1", 1))
    file = place / "products" / "table.yaml"
    file.write_text(file.read_text("utf-8").replace("values: 0..3", "values: 3..0"), "utf-8")
    members = rows_of(place, "members")
    members[1][2] = "100000025"
    write(place, "members", members)
    assert [problem.file for problem in problems(place)] == ["members.csv", "products/table.yaml"]


def test_products_are_read_when_nothing_is_configured(folder: Folder) -> None:
    """What is wrong with a product is told before anything is ordered of it."""
    place = folder()
    assert read_with_products(place)[1] is not None
    (place / "products" / "table.yaml").write_text("product: fjell/table\n", "utf-8")
    assert {problem.file for problem in problems(place)} == {"products/table.yaml"}


def test_rows_by_hand_of_a_configured_item_are_refused(desk: Desk, folder: Folder) -> None:
    """Its work follows from the product alone."""
    made = table(desk, OAK)
    place = folder((made, "T-1", 1))
    links = rows_of(place, "links")
    write(place, "links", [*links, [made.item, "saw", "mill", "1h", "", ""]])
    (problem,) = problems(place)
    assert (problem.file, problem.row, problem.column) == ("links.csv", len(links) + 1, "item")
    write(place, "links", links)
    write(
        place, "items", [*rows_of(place, "items"), [made.item, "fjell", "Bord", "pcs", "buy", "", "", "", "", "", ""]]
    )
    (problem,) = problems(place)
    assert (problem.file, problem.column) == ("items.csv", "item")


def test_orders_of_one_item_agree_where_work_hangs_on_the_quantity(desk: Desk, folder: Folder) -> None:
    """Else one routing could not be right for both."""
    made = table(desk, OAK)
    place = folder((made, "T-1", 9), (made, "T-2", 10))
    read_network(place)
    file = place / "products" / "table.yaml"
    file.write_text(
        file.read_text("utf-8").replace("per_unit: 4min", "per_unit: 'max(3min, 4min - quantity)'"), "utf-8"
    )
    (problem,) = problems(place)
    assert "T-1 (9) and T-2 (10) differ" in problem.message


NUMBERED = """\
  owner-number: {texts: {nb: Eiernummer, en: Owner}, pattern: '[0-9]{4}'}
  first: {texts: {nb: Første, en: First}, values: 0..99999}
  cushion:"""


@pytest.mark.parametrize(("first", "owner", "clash"), [(149, "1234", True), (150, "1234", False), (149, "4321", False)])
def test_numbers_are_unique_for_ever(folder: Folder, first: int, owner: str, clash: bool) -> None:
    """Two orders of one owner cannot have the same numbers; both are named."""
    place = folder()
    file = place / "products" / "table.yaml"
    text = file.read_text("utf-8").replace("  cushion:", NUMBERED, 1)
    file.write_text(text + "identity: {scope: [owner-number], first: first}\n", "utf-8")
    own = read_with_products(place)[1]
    assert own is not None
    given = [{**OAK, "owner-number": "1234", "first": 100}, {**OAK, "owner-number": owner, "first": first}]
    made = [own.configuration("fjell/table", choices) for choices in given]
    write(
        place,
        "configurations",
        [["item", "product", "version", "choices"], *([c.item, c.product, c.version, c.text] for c in made)],
    )
    orders = rows_of(place, "orders")
    more = [
        [f"T-{n}", "fjell", "Skolen", "Oslo", c.item, "50", "", "2026-01-05", "2026-03-27", "", "", "", ""]
        for n, c in enumerate(made)
    ]
    write(place, "orders", [*orders, *more])
    if not clash:
        read_network(place)
        return
    (problem,) = problems(place)
    assert problem.message == "the orders T-0 and T-1 both have the numbers 149–149 (owner-number=1234)"
    assert problem.row == 3


def test_reading_configured_orders_is_light(desk: Desk, folder: Folder) -> None:
    """Rows are made of configurations without loading what sessions are compiled with."""
    place = folder((table(desk, OAK), "T-1", 1))
    reading = f"import sys; from klynge.reading import read_network; read_network({str(place)!r})"
    code = f"{reading}; sys.exit('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


WORDS = (
    "length=1200 length=1e3 length= leaves=0 leaves=-1 material=oak material=painted colour=white a=b = engraving=%FF"
)
PIECES = st.sampled_from([*WORDS.split(), "", "\x00", "length=" + "9" * 400, "x" * 17_000])
ANY = st.text(st.characters(codec="utf-8"), max_size=20) | st.sampled_from(
    ("fjell/table", "wood", "vidda/runner", "2", "1")
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(item=ANY, product=ANY | st.just("fjell/table"), version=ANY, choices=st.lists(PIECES, max_size=6).map("|".join))
def test_any_text_in_any_cell(hostile: Path, item: str, product: str, version: str, choices: str) -> None:
    """A row is read, or what is wrong with it is told; nothing else comes of it."""
    header = ["item", "product", "version", "choices"]
    write(hostile, "configurations", [header, [item, product, version, choices]])
    with suppress(FolderError):
        read_network(hostile)


@pytest.fixture
def hostile(folder: Folder) -> Path:
    """A folder to write rows into."""
    return folder()
