# SPDX-License-Identifier: Apache-2.0
"""A folder becomes a network: what a reader of the reference expects of the small example."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from klynge.job import Need, Phase
from klynge.network import FolderError, Network, read_folder
from klynge.network.model import Kind
from klynge.network.schema import TABLES, Configurations


@pytest.fixture(scope="session")
def cluster(small: Path) -> Network:
    """The small example."""
    return read_folder(small)


@pytest.fixture
def copy(tmp_path: Path, small: Path) -> Path:
    """A copy of the small example."""
    return Path(shutil.copytree(small, tmp_path / "small"))


def test_the_example_uses_every_table(small: Path, cluster: Network) -> None:
    """Whoever wants to see a feature finds it there; configured items, which need products, in the larger ones."""
    assert all((small / spec.file).is_file() for spec in TABLES if spec is not Configurations.table)
    assert {centre.kind for centre in cluster.work_centres.values()} == set(Kind)


def test_days_are_starts_or_ends(cluster: Network) -> None:
    """A released day counts from its start, a due, promised or valid day to its end, in the cluster's time zone."""
    order = cluster.orders["C-1"]
    assert order.released == datetime(2026, 1, 1, 23, tzinfo=UTC)
    assert order.due == datetime(2026, 1, 30, 23, tzinfo=UTC)
    assert order.promised == datetime(2026, 2, 3, 23, tzinfo=UTC)
    assert cluster.orders["S-1"].flexible == datetime(2026, 2, 20, 23, tzinfo=UTC)
    assert cluster.agreements["sewing-2026"].valid_to == datetime(2026, 12, 31, 23, tzinfo=UTC)


def test_the_horizon_ends_at_a_local_midnight(cluster: Network) -> None:
    """Twelve weeks on, after the clock was put forward, midnight is an hour earlier in UTC."""
    assert cluster.start == datetime(2026, 1, 4, 23, tzinfo=UTC)
    assert cluster.end == datetime(2026, 3, 29, 22, tzinfo=UTC)


def test_people_with_the_same_skills_are_one_pool(cluster: Network) -> None:
    """Named by site and skills; shares add up, and the hourly cost is their mean."""
    pool = cluster.pools["fjell-nord:operator+setter"]
    assert [part.amount for part in pool.parts] == [1000, 800]
    assert pool.cost_ore_h == 45000


def test_a_skill_is_met_by_every_pool_that_has_it(cluster: Network) -> None:
    """An operator may be one who can set up too; a pool's name means just that pool; power comes by itself."""
    saw, _, glue, *_ = cluster.routings["frame"].steps
    both = ("fjell-nord:operator", "fjell-nord:operator+setter")
    assert saw.alternatives[0].needs == (Need(Phase.RUN, both, 500), Need(Phase.RUN, ("nord-power",), 11_000))
    assert glue.alternatives[0].needs[1] == Need(Phase.RUN, ("jig",), 1000)


def test_stars_of_set_ups_are_written_out(cluster: Network) -> None:
    """A named change counts before one from a family, that before one to a family, and the default last."""
    colour, tools = cluster.setup_matrices["colour"], cluster.setup_matrices["tools"]
    assert colour.setup_s("black", "red") == 25 * 60
    assert colour.setup_s("red", "black") == 50 * 60
    assert colour.setup_s("red", "white") is None
    assert colour.setup_s("red", "red") == 0
    assert colour.cost_ore["red", "black"] == 9000
    assert tools.setup_s("legs", "elsewhere") == 3600
    assert cluster.setup_matrices["warp"].setup_s("plain", "plain") == 600


def test_links_take_their_lags_from_the_table(cluster: Network) -> None:
    """`after`, the row before, and links.csv make the same kind of link."""
    links = {(link.before, link.after): link for link in cluster.routings["chair"].links}
    assert set(links) == {("paint", "assemble"), ("assemble", "pack")}
    assert links["paint", "assemble"].min_lag_s == 4 * 3600
    assert links["assemble", "pack"].transfer_quantity == 10


def test_a_semicolon_and_a_byte_order_mark_are_understood(copy: Path, cluster: Network) -> None:
    """What a Norwegian spreadsheet saves as CSV reads the same."""
    content = (copy / "orders.csv").read_text(encoding="utf-8").replace(",", ";")
    (copy / "orders.csv").write_text(content, encoding="utf-8-sig", newline="\r\n")
    assert read_folder(copy) == cluster


def test_all_errors_of_all_files_are_told_at_once(copy: Path) -> None:
    """Five mistakes in four files are five problems, in the order of files and rows."""
    for file, old, new in (
        ("orders.csv", "stool,30", "stol,thirty"),
        ("people.csv", "vidda,sewer,", "vidde,sewer,"),
        ("lanes.csv", "3h", "3 h"),
        ("calendars.yaml", "15:00", "25:00"),
    ):
        content = (copy / file).read_text(encoding="utf-8")
        (copy / file).write_text(content.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FolderError) as caught:
        read_folder(copy)
    places = [(problem.file, problem.row, problem.column) for problem in caught.value.problems]
    assert places == [
        ("calendars.yaml", 4, "to"),
        ("lanes.csv", 4, "lead"),
        ("orders.csv", 5, "item"),
        ("orders.csv", 5, "quantity"),
        ("people.csv", 8, "site"),
    ]


def test_a_path_that_is_no_folder_is_a_problem(tmp_path: Path) -> None:
    """Nothing there, or a file there."""
    (tmp_path / "file").write_text("")
    for name in ("nothing", "file"):
        with pytest.raises(FolderError):
            read_folder(tmp_path / name)
