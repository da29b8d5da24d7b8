# SPDX-License-Identifier: Apache-2.0
"""The plan board's page: self-contained, complete in both languages, and its data as the page reads it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from klynge.exchange.board import write_board
from klynge.exchange.board.columns import Names, offsets, packed
from klynge.exchange.board.texts import TEXTS
from klynge.network import read_folder, work_of
from klynge.planning import compile_problem, construct
from klynge.planning.measure import measure

PARTS = files("klynge.exchange.board").joinpath("page")
MODULES = {part.name: part.read_text(encoding="utf-8") for part in PARTS.iterdir() if part.name.endswith(".js")}
MARKUP = PARTS.joinpath("board.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(small: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The board of the small example, whose name tries to end a script element."""
    cluster = replace(read_folder(small), name="Små </script><script>alert(1)</script>")
    work = work_of(cluster)
    plan = construct(compile_problem(cluster, work), rule="best").plan()
    path = tmp_path_factory.mktemp("board") / "board.html"
    write_board(path, cluster, work, plan, measure(cluster, work, plan), "en")
    return path.read_text(encoding="utf-8")


def content_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="content">(.*?)</script>', page, re.DOTALL)
    assert found
    tree: dict[str, Any] = json.loads(found[1])
    return tree


def ints(text: str) -> list[int]:
    numbers: list[int] = np.frombuffer(base64.b64decode(text.removeprefix("i4:")), "<i4").tolist()
    return numbers


def test_the_page_needs_nothing_from_outside(page: str) -> None:
    """No address, no import, no source to load."""
    for reference in ("http://", "https://", "@import", "url(", " src=", "fetch(", "import(", "XMLHttpRequest", "{{"):
        assert reference not in page
    assert re.findall(r'href="([^"]*)"', page) == ["#tab-table"]


def test_the_policy_allows_exactly_its_own_style_and_script(page: str) -> None:
    """Nothing but what the hashes name may run, and no style stands in an attribute."""
    for kind, element in (("style", "<style>(.*?)</style>"), ("script", '<script type="module">(.*?)</script>')):
        body = re.search(element, page, re.DOTALL)
        assert body
        digest = base64.b64encode(hashlib.sha256(body[1].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in page
    assert "default-src 'none'" in page
    assert not re.search(r"<[^>]+ (style|on\w+)=", page.split('<script type="application/json"')[0])


def test_data_cannot_end_its_element(page: str) -> None:
    """A name with markup stays text."""
    assert page.count("</script>") == 3
    assert content_of(page)["name"] == "Små </script><script>alert(1)</script>"


def test_every_text_is_there_in_both_languages() -> None:
    """No text is empty, and both languages fill in the same facts."""
    for key, (norwegian, english) in TEXTS.items():
        assert norwegian.strip(), key
        assert english.strip(), key
        assert set(re.findall(r"\{\w+\}", norwegian)) == set(re.findall(r"\{\w+\}", english)), key


def test_texts_and_page_agree() -> None:
    """Every text that the page asks for exists, and none lies unused."""
    asked = set(re.findall(r'data-[tpl]="(\w+)"', MARKUP))
    for source in MODULES.values():
        asked |= set(re.findall(r'\bt\("(\w+)"', source)) | {
            word for word in re.findall(r'"(\w+)"', source) if word in TEXTS
        }
        for prefix in re.findall(r"\bt\(`(\w+_)\$\{", source):
            asked |= {key for key in TEXTS if key.startswith(prefix)}
    families = ("slack_", "legend_")
    assert asked <= set(TEXTS)
    assert {key for key in set(TEXTS) - asked if not key.startswith(families)} == set()


def test_no_module_speaks_for_itself() -> None:
    """Words that people read are in the texts: no Norwegian letters in the modules."""
    assert [name for name, source in MODULES.items() if re.search("[æøåÆØÅ]", source)] == []


def test_portions_are_all_there(page: str) -> None:
    """Every portion, its times and its order, in columns of the same length."""
    portions = content_of(page)["portions"]
    starts, ends = ints(portions["start"]), ints(portions["end"])
    assert len(starts) == len(ends) == len(ints(portions["row"])) > 40
    assert all(start <= end for start, end in zip(starts, ends, strict=True))
    assert ints(portions["poolFrom"])[-1] == len(ints(portions["pool"]))


def test_every_order_is_there_and_late_ones_say_why(page: str) -> None:
    """Orders by name; the accounts in both languages for those that are late or not planned."""
    content = content_of(page)
    orders = content["orders"]
    assert len(orders["ids"]) == len(ints(orders["delivered"])) > 5
    assert all(set(told) == {"nb", "en"} for told in content["why"].values())


def test_columns_pack_whole_numbers() -> None:
    """Negative ones too; beyond 32 bits is an error, not a wrong number."""
    assert ints(packed([0, -1, 2**31 - 1])) == [0, -1, 2**31 - 1]
    assert ints(offsets([2, 0, 3])) == [0, 2, 2, 5]
    with pytest.raises(OverflowError):
        packed([2**31])


def test_names_are_numbered_once() -> None:
    """The same text gets the same number, an empty one none."""
    names = Names()
    assert [names.number(text) for text in ("a", "b", "a", "")] == [0, 1, 0, -1]
    assert names.texts == ["a", "b"]
