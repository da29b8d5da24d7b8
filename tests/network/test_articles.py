# SPDX-License-Identifier: Apache-2.0
"""Articles added to a network that was read before: checked as a folder's are, and nothing else changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from klynge.network import FolderError, Network, read_folder, work_of
from klynge.network.adding import Articles
from klynge.network.articles import Article, ArticleRow, ArticleRows, each_once
from klynge.network.model import Order, Source
from klynge.network.problem import Problem
from klynge.network.schema import Items, Links, Materials, Routings
from klynge.network.table import Spec


@pytest.fixture(scope="module")
def network(small: Path) -> Network:
    return read_folder(small)


def row(spec: Spec, **cells: str) -> ArticleRow:
    return ArticleRow(tuple(cells.get(column.name, "") for column in spec.columns[1:]), f"shelf.yaml {spec.name}")


def shelf(**changes: str) -> ArticleRows:
    """A painted shelf with a frame in it; `changes` of the cells of its step of painting."""
    paint = {
        "step": "paint",
        "work_centre": "paint",
        "per_unit": "3m",
        "family": "red",
        "run_needs": "painter",
        "after": "cut",
    }
    rows = {
        Items.table.name: (row(Items.table, member="fjell", name="Shelf", unit="pcs", source="make", weight_g="900"),),
        Routings.table.name: (
            row(Routings.table, step="cut", work_centre="saw", per_unit="40s", run_needs="operator:0.5", after="-"),
            row(Routings.table, **(paint | changes)),
        ),
        Links.table.name: (row(Links.table, before="cut", after="paint", min_lag="1h"),),
        Materials.table.name: (
            row(Materials.table, step="cut", material="wood", quantity="3", per="2"),
            row(Materials.table, step="paint", material="frame", quantity="1"),
        ),
    }
    return ArticleRows((Article("shelf", rows),))


def order(network: Network, quantity: int = 4, region: str = "Oslo") -> Order:
    return Order(
        "S-9", "fjell", "Kari", region, "shelf", quantity, 0, network.start, network.start + timedelta(days=30)
    )


def test_an_article_is_added(network: Network) -> None:
    """The network has the item and its routing more, in a family that no order used before; the rest is the same."""
    grown = Articles(network).network(shelf())
    assert grown.items["shelf"].source is Source.MAKE
    assert grown.routings["shelf"].steps[1].alternatives[0].family == "red"
    assert "shelf" not in network.items
    assert replace(grown, items=network.items, routings=network.routings) == network


def test_jobs_are_those_of_the_network_with_it(network: Network) -> None:
    """An inquiry has the same jobs as an order in a network that has the article, those of its made parts too."""
    articles = Articles(network)
    asked = order(network)
    grown = articles.network(shelf())
    expected = work_of(replace(grown, orders={asked.id: asked}, progress=())).jobs
    assert articles.jobs(shelf(), asked) == expected
    assert [job.item for job in expected] == ["frame", "shelf"]


def test_what_the_network_has_is_taken_as_it_is(network: Network) -> None:
    """An article that is there already is not read again."""
    grown = Articles(network).network(shelf())
    again = Articles(grown)
    assert again.network(shelf(per_unit="99m")) == grown
    assert again.jobs(shelf(), order(grown)) == Articles(network).jobs(shelf(), order(network))


WRONG = {
    "work centre": ({"work_centre": "pait"}, "“pait” is not in work_centres.csv", "(work_centre)"),
    "skill": ({"run_needs": "painterr"}, "nobody at fjell-sor has the skill “painterr”", "(run_needs)"),
    "too many at once": ({"run_needs": "painter:9"}, "9 are needed at once", "(run_needs)"),
    "too long": ({"per_unit": "30h", "pause": "whole"}, "without a pause", "(pause)"),
    "text": ({"per_unit": "3 minutes"}, "is not a duration", "(per_unit)"),
    "no step before": ({"after": "glue"}, "there is no step “glue”", "(after)"),
    "another's": (
        {"work_centre": "loom", "family": "plain", "run_needs": "weaver"},
        "fjell needs an agreement",
        "(agreement)",
    ),
}


@pytest.mark.parametrize("kind", WRONG)
def test_an_article_is_checked(network: Network, kind: str) -> None:
    """One problem: the item, the place in its product with the column, and how to mend it."""
    changes, said, column = WRONG[kind]
    with pytest.raises(FolderError) as caught:
        Articles(network).jobs(shelf(**changes), order(network))
    (problem,) = caught.value.problems
    assert (problem.file, problem.column) == ("shelf", f"shelf.yaml routings {column}")
    assert said in problem.message
    assert problem.words("nb").message != problem.message


def test_the_size_of_the_order_is_checked_too(network: Network) -> None:
    """As that of a row of orders.csv."""
    with pytest.raises(FolderError, match="takes more than 300 years"):
        Articles(network).jobs(shelf(), order(network, 10**9))


def test_a_region_out_of_reach_is_for_the_plan_to_tell(network: Network) -> None:
    """The jobs are made, as those of any other item are."""
    lanes = {name: lane for name, lane in network.lanes.items() if lane.destination != "Export"}
    assert Articles(replace(network, lanes=lanes)).jobs(shelf(), order(network, 1, "Export"))[-1].region == "Export"


def test_a_fault_of_a_product_is_told_once() -> None:
    """Of many configurations the first; what stands in the row itself is told of each."""
    said = [
        Problem("configurations.csv", number, column, f"“a/b/7K3Q-9M2D-4X{number}R” is wrong", "mend it")
        for number in (8, 9)
        for column in ("b.yaml:3 routing.x", "item")
    ]
    assert [(one.row, one.column) for one in each_once(said)] == [(8, "b.yaml:3 routing.x"), (8, "item"), (9, "item")]
