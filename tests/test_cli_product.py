# SPDX-License-Identifier: Apache-2.0
"""What `klynge product` promises."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.support.command import klynge

ROOT = Path(__file__).parents[1]
PRODUCTS = ROOT / "examples" / "small" / "products"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The products of a copy of the small cluster."""
    return Path(shutil.copytree(ROOT / "examples" / "small", tmp_path / "small")) / "products"


def test_in_order() -> None:
    """Models that are in order are named; the exit code is 0."""
    said = klynge("product", "check", ROOT / "examples" / "small")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[:2] == [
        "fjell/bench is in order: 6 variables, 3 rules.",
        "vidda/runner is in order: 2 variables, 1 rules.",
    ]


def test_errors_and_warnings(copy: Path) -> None:
    """Errors end with 1 and say where and how to mend them, in the language asked for; warnings alone with 0."""
    bench = copy / "bench.yaml"
    text = bench.read_text("utf-8")
    bench.write_text(text.replace("work_centre: saw", "work_centre: sag"), "utf-8")
    said = klynge("product", "check", bench, "--language", "nb")
    assert said.code == 1
    assert "det finnes ingen arbeidsstasjon «sag» i klyngen (mente du «saw»?)" in said.out
    bench.write_text(text.replace(", price: 450", ""), "utf-8")
    said = klynge("product", "check", bench)
    assert said.code == 0
    assert "warning: no price hangs on this choice" in said.out
    assert "Errors: 0. Warnings: 1." in said.out


def test_for_machines(copy: Path) -> None:
    """`--json` has each finding with its severity, code, place and words; Norwegian beside when it is asked for."""
    (copy / "bench-finishes.csv").write_text("Legs,Finish\nwood,*\n", "utf-8")
    said = klynge("product", "check", copy, "--json", "--language", "nb")
    answer = json.loads(said.out)
    assert (said.code, answer["ok"], answer["products"]) == (
        1,
        False,
        ["fjell/bench", "vidda/runner", "vidda/seat-pad", "fjell/table"],
    )
    (dead,) = (one for one in answer["problems"] if one["severity"] == "error")
    assert (dead["code"], dead["file"], dead["key"]) == (
        "dead_option",
        "products/bench.yaml",
        "variables.legs.options.chrome",
    )
    assert dead["message_nb"].startswith("alternativet kan aldri velges")


def test_unreadable(copy: Path) -> None:
    """A file that cannot be read is told as an error, for people and machines."""
    (copy / "bench.yaml").write_text("product: [", "utf-8")
    said = klynge("product", "check", copy.parent, "--json")
    (problem,) = json.loads(said.out)["problems"]
    assert (said.code, problem["severity"], problem["code"]) == (1, "error", "unreadable")
    assert "products/bench.yaml" in klynge("product", "check", copy.parent).out


def test_a_folder_without_a_cluster(tmp_path: Path) -> None:
    """Product files alone are checked for what can be told without a cluster."""
    shutil.copy(PRODUCTS / "seat-pad.yaml", tmp_path)
    assert klynge("product", "check", tmp_path, "--on", "2026-05-01").out.startswith("vidda/seat-pad is in order")
    assert klynge("product", "check", tmp_path / "none").code == 1
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "cluster.yaml").write_text("name: Empty", "utf-8")
    assert "there is no product in this folder" in klynge("product", "check", tmp_path / "empty").out


def test_count() -> None:
    """Ten lengths up to 1500 mm with three kinds of pad, five longer ones without: 202 in all, texts not counted."""
    answer = json.loads(klynge("product", "count", PRODUCTS / "bench.yaml", "--json").out)
    wood, chrome = 4 * (10 * 3 + 5), 2 * (10 * 3 + 1)
    assert (answer["count"], answer["exact"]) == (wood + chrome, True)
    assert answer["not_counted"] == ["engraving"]
    said = klynge("product", "count", PRODUCTS / "bench.yaml", "--language", "nb")
    assert "fjell/bench: 202 produkter." in said.out


def test_count_on_a_day(copy: Path) -> None:
    """Options count on the days on which they are sold."""
    pad = copy / "seat-pad.yaml"
    text = pad.read_text("utf-8")
    pad.write_text(text.replace("red: {nb: Rød,", "red: {valid: {from: 2026-03-01}, nb: Rød,"), "utf-8")
    counts = [
        json.loads(klynge("product", "count", pad, "--json", "--on", day).out)["count"]
        for day in ("2026-02-28", "2026-03-01")
    ]
    assert counts == [21, 42]


XML = """<instance><presentation format="XCSP 2.1"/>
<domains nbDomains="1"><domain name="d" nbValues="1000">0..999</domain></domains>
<variables nbVariables="{n}">{variables}</variables>
<relations nbRelations="1">
<relation name="r" arity="2" nbTuples="2" semantics="conflicts">0 0|1 1</relation></relations>
<constraints nbConstraints="1"><constraint name="c" arity="2" scope="v0 v1" reference="r"/></constraints></instance>
"""


def test_count_a_constraint_model(tmp_path: Path) -> None:
    """XCSP 2.1 is counted exactly, far beyond 64 bits."""
    path = tmp_path / "free.xml"
    variables = "".join(f'<variable name="v{n}" domain="d"/>' for n in range(40))
    path.write_text(XML.format(n=40, variables=variables), "utf-8")
    answer = json.loads(klynge("product", "count", path, "--json").out)
    assert answer["count"] == (1000 * 1000 - 2) * 1000**38
    path.write_text("<instance/>", "utf-8")
    assert klynge("product", "count", path).code == 1
    assert str(path) in klynge("product", "count", path).err
