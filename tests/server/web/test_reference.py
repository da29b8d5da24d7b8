# SPDX-License-Identifier: Apache-2.0
"""The API is what its description says it is, and that changes only where someone sees it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from ninja import Schema
from tests.support.people import visitor

from klynge.server.api.access import operations
from klynge.server.api.main import api
from klynge.server.api.reference import text

DOCS = Path(__file__).parents[3] / "docs" / "reference"


def test_the_description_is_the_published_one() -> None:
    """docs/reference/openapi.json (`make reference` writes it) is what the server hands out."""
    published = (DOCS / "openapi.json").read_text("utf-8")
    assert published == text()
    assert json.loads(published) == visitor().get("/api/openapi.json").json()


def test_no_two_answers_share_a_name() -> None:
    """One name is one thing: the description would tell only one of the two."""
    named: dict[str, set[str]] = {}
    for shape in _below(Schema):
        if shape.__module__.startswith("klynge.server.api"):
            named.setdefault(shape.__name__, set()).add(shape.__module__)
    assert [name for name, modules in named.items() if len(modules) > 1] == []


def _below(shape: type[Schema]) -> Iterator[type[Schema]]:
    for each in shape.__subclasses__():
        yield each
        yield from _below(each)


def test_every_operation_is_described_with_its_problems() -> None:
    """None without an answer of success and a problem, and each is named in the page on the server."""
    described = json.loads(text())["paths"]
    page = (DOCS / "server.md").read_text("utf-8")
    for method, path, _ in operations(api):
        at = path.replace("{uuid:", "{")
        answers = described[f"/api{at}"][method.lower()]["responses"]
        assert {"4XX", "503"} < set(answers)
        assert at.split("{")[0].rstrip("/") in page


def test_what_comes_to_no_operation_is_a_problem_too() -> None:
    """An address that there is not, a method that there is not, a body that is no JSON: each says what and how."""
    for answer in (visitor().get("/api/orders/x"), visitor().put("/api/orders"), visitor().get("/api/nothing/here")):
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["title"]
    assert visitor().put("/api/orders")["Allow"]
