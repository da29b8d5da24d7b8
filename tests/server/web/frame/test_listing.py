# SPDX-License-Identifier: Apache-2.0
"""The list of all pages: what the address asks for is what is shown and exported."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from tests.server.web.test_access import order_for
from tests.support.people import person

from klynge.server.orders.models import OrderView
from klynge.server.pages.frame.listing import Choice, Column, Listing, listed
from klynge.server.roles import Role
from klynge.server.tenancy import Asker, acting_as

COLUMNS = (Column("name", "Name"), Column("size", "Quantity", "number"), Column("ore", "Price", "money", hidden=True))
FILTERS = (Choice("kind", "State", (("a", "held"), ("b", "committed"))),)
ROWS = [{"name": f"n{n:02}", "size": n % 7, "ore": n * 100, "kind": "ab"[n % 2]} for n in range(60)]


def at(query: str, rows: Any = ROWS) -> Listing:
    return listed(RequestFactory().get(f"/x/?{query}"), "x", COLUMNS, rows, filters=FILTERS, search=True, size=25)


def names(listing: Listing) -> list[str]:
    return [row[0].text for row in listing.rows]


def test_a_list_is_cut_into_pages() -> None:
    """The third of three holds the rest; one beyond the last is the last."""
    assert (at("").pages, names(at(""))[0], len(at("page=3").rows)) == (3, "n00", 10)
    assert names(at("page=99")) == names(at("page=3"))


@pytest.mark.parametrize("query", ["page=-1", "page=x", "size=0", "size=99999", "sort=nothing", "kind=c", "page=१"])
def test_a_strange_address_is_no_error(query: str) -> None:
    """What cannot be used is as if it was not there."""
    assert at(query).total == 60


def test_it_is_searched_filtered_and_sorted() -> None:
    """All together, and back on the first page when one of them changes."""
    listing = at("q=n1&kind=b&sort=-size&page=1")
    assert {name[:2] for name in names(listing)} == {"n1"}
    assert [row[1].text for row in listing.rows] == sorted((row[1].text for row in listing.rows), reverse=True)
    assert "page" not in listing.at(page=None, sort="name")
    assert "q=n1" in listing.at(page=None, sort="name")


def test_an_export_is_the_whole_filtered_list() -> None:
    """Not only the page that is seen, with the hidden columns, and kroner as kroner."""
    address = at("kind=a&page=2").at(page=None, **{"as": "csv"}).removeprefix("?")
    with translation.override("nb"):
        response = at(address).response
    assert response is not None
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert len(rows) == 31
    assert rows[2][2] == "2"


@given(st.lists(st.one_of(st.none(), st.integers()), max_size=20))
def test_what_is_not_known_comes_last(sizes: list[int | None]) -> None:
    """Rising or falling."""
    rows = [{"name": str(n), "size": size, "ore": 0, "kind": "a"} for n, size in enumerate(sizes)]
    for way in ("size", "-size"):
        texts = [row[1].text for row in at(f"sort={way}&size=250", rows).rows]
        assert "–" not in texts[: len([s for s in sizes if s is not None])]


@pytest.mark.parametrize(("ore", "shown"), [((100, 250_000), ["1", "2,500"]), ((150, None), ["1.50", "–"])])
def test_ore_are_written_where_some_row_has_any(ore: tuple[int | None, ...], shown: list[str]) -> None:
    """So that amounts stand in line, and whole kroner are short."""
    with translation.override("en"):
        found = listed(RequestFactory().get("/"), "x", (Column("ore", "Price", "money"),), [{"ore": n} for n in ore])
    assert [row[0].text.removeprefix("NOK\xa0") for row in found.rows] == shown


def test_a_spare_column_is_shown_where_some_row_has_it() -> None:
    """What is empty in every row takes no room; an empty list shows all that it could have."""
    columns = (Column("name", "Name"), Column("note", "Note", spare=True))
    for notes, shown in ((("", None), 1), (("", "yes"), 2), ((), 2)):
        rows = [{"name": "n", "note": note} for note in notes]
        assert len(listed(RequestFactory().get("/"), "x", columns, rows).columns) == shown


def test_a_query_is_cut_in_the_database() -> None:
    """A QuerySet is searched and sorted by SQL, within the asker's transaction."""
    alice = person(Role.SALES)
    for _ in range(3):
        order_for(alice.organisation)
    columns = (Column("number", "Order"), Column("price_ore", "Price", "money"))
    with acting_as(Asker(tenant=alice.organisation.id, user=alice.user.id)):
        rows = OrderView.objects.filter(tenant=alice.organisation.id)
        found = listed(RequestFactory().get("/?sort=-number&size=2"), "o", columns, rows)
    assert found.total == 3
    assert names(found) == sorted(names(found), reverse=True)
    assert len(found.rows) == 2


def test_an_empty_list_says_how_something_comes_into_it() -> None:
    """Instead of what one would search with; the first step is a link."""
    page = person(Role.SALES).get("/sales/", headers={"Accept-Language": "en"}).content.decode()
    assert "No quotations yet" in page
    assert 'href="/sales/inquiry/">New inquiry' in page
    assert 'class="filters"' not in page
    assert "Save this view" not in page
