# SPDX-License-Identifier: Apache-2.0
"""`klynge configure` by words: for machines, for people, and what is wrong told at once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.support.command import klynge
from tests.support.stools import cluster_with_stools

STOOL = "fjell/bar-stool"


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small example with a configured stool."""
    return cluster_with_stools(tmp_path_factory.mktemp("stools"))


def told(*arguments: object) -> dict[str, Any]:
    """The JSON that a command that went well prints."""
    said = klynge("configure", *arguments, "--json")
    assert said.code == 0, said.err
    answer: dict[str, Any] = json.loads(said.out)
    return answer


def test_what_is_left_with_price_and_day(cluster: Path) -> None:
    """Domains, prices and days of a cluster's product; numbers as spans."""
    answer = told(STOOL, "--cluster", cluster, "--region", "Trondheim", "--quantity", 12, "--set", "legs=chrome")
    assert (answer["valid"], answer["complete"], answer["choices"]) == (True, False, {"legs": "chrome"})
    assert answer["variables"]["height"]["spans"][0]["low"] == 600
    colours = answer["variables"]["colour"]["options"]
    assert colours["red"] == {"possible": False, "chosen": False}
    assert colours["black"]["day"] >= "2026-01-05"
    assert answer["completion"]["price_ore"] == answer["cheapest_ore"]
    assert answer["products"] == {"number": 132, "exact": True}


def test_a_day_is_what_promise_says(cluster: Path, tmp_path: Path) -> None:
    """The promise of a completed configuration is that of `klynge promise` for the item it becomes."""
    saved = tmp_path / "again"
    wanted = ("--region", "Trondheim", "--quantity", 12)
    answer = told(STOOL, "--cluster", cluster, *wanted, "--set", "seat=padded", "--complete", "earliest")
    copied = cluster_with_stools(saved)
    made = ("--complete", "earliest", "--save", copied / "configurations.csv")
    assert klynge("configure", STOOL, "--cluster", copied, *wanted, "--set", "seat=padded", *made).code == 0
    promised = klynge("promise", copied, "--item", answer["configuration"]["item"], *wanted, "--json")
    assert json.loads(promised.out)["delivered"][:10] == answer["promise"]["day"]


def test_a_finished_product(cluster: Path) -> None:
    """Code, name, price lines; the same choices have the same code with a file alone."""
    choices = [word for one in ("height=700", "seat=oak", "legs=painted", "colour=red", "gloss=matt", "tag=BAR")
               for word in ("--set", one)]  # fmt: skip
    answer = told(STOOL, "--cluster", cluster, *choices)
    alone = told(cluster / "products" / "bar-stool.yaml", *choices, "--on", "2026-01-05")
    assert answer["complete"]
    assert answer["configuration"] == alone["configuration"]
    assert answer["configuration"]["name"] == "Bar stool 700 mm, Red"
    assert answer["price"] | {"lines": 0} == {"lines": 0, "piece_ore": 166000, "order_ore": 30000, "total_ore": 196000}
    assert "promise" not in answer


def test_a_contradiction_is_explained(cluster: Path) -> None:
    """Exit code 1; which choice, which rule, what to give up; in the person's language."""
    choices = ("--set", "colour=red", "--set", "legs=chrome")
    said = klynge("configure", STOOL, "--cluster", cluster, *choices, "--json", "--language", "nb")
    wrong = json.loads(said.out)["contradiction"]
    assert said.code == 1
    assert (wrong["variable"], wrong["choices"]) == ("legs", [{"variable": "colour", "value": "red"}])
    assert [rule["id"] for rule in wrong["rules"]] == ["chrome-red"]
    assert wrong["give_up"] == ["colour"]
    assert "Rødt setter merker på krom." in wrong["sentence"]
    people = klynge("configure", STOOL, "--cluster", cluster, *choices)
    assert (people.code, "Red stains chrome." in people.out) == (1, True)


def test_for_people(cluster: Path) -> None:
    """What is chosen, what is open with prices and days; the finished product with its sheet."""
    said = klynge(
        "configure", STOOL, "--cluster", cluster, "--region", "Oslo", "--set", "height=700", "--language", "nb"
    )
    assert (said.code, said.err) == (0, "")
    for shown in ("Høyde: 700 mm", "Bein (legs)", "chrome", "+280 kr"):
        assert shown in said.out
    done = klynge("configure", STOOL, "--cluster", cluster, "--region", "Oslo", "--complete", "cheapest")
    for shown in (f"Code: {STOOL}/", "Delivery: ", "For the shop floor"):
        assert shown in done.out


@pytest.mark.parametrize("way", ["cheapest", "lightest", "likeliest"])
def test_completing(cluster: Path, way: str) -> None:
    """Every way decides all that is open, also without a cluster."""
    answer = told(cluster / "products" / "bar-stool.yaml", "--set", "seat=padded", "--complete", way)
    assert (answer["complete"], answer["values"]["gloss"]) == (True, "matt")


def test_saving_twice(cluster: Path, tmp_path: Path) -> None:
    """A configuration is added once; columns of one's own stay."""
    table = tmp_path / "configurations.csv"
    table.write_text("note,item,product,version,choices\nmine,a/b,a,1,x=y", encoding="utf-8")
    file = cluster / "products" / "bar-stool.yaml"
    for _ in range(2):
        assert klynge("configure", file, "--complete", "cheapest", "--save", table).code == 0
    _, second, third = table.read_text("utf-8").splitlines()
    assert second == "mine,a/b,a,1,x=y"
    assert third.startswith(f",{STOOL}/")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--set", "height"), "write VARIABLE=VALUE"),
        (("--set", "hight=700", "--set", "legs=crome", "--set", "height=x"), "did you mean height?"),
        (("--set", "hight=700", "--set", "legs=crome", "--set", "height=x"), "did you mean chrome?"),
        (("--set", "hight=700", "--set", "legs=crome", "--set", "height=x"), "not a whole number"),
        (("--complete", "best"), "no way to complete"),
        (("--complete", "greenest"), "no way to complete"),
        (("--region", "Trondhjem", "--json"), "did you mean Trondheim?"),
        (("--complete", "earliest"), "--region"),
        (("--on", "soon", "--json"), "no day"),
        ((), "needs a terminal"),
    ],
)
def test_wrong_use(cluster: Path, arguments: tuple[str, ...], said: str) -> None:
    """All that is wrong at once, with what was meant; exit code 2."""
    answer = klynge("configure", STOOL, "--cluster", cluster, *arguments, "--language", "en")
    assert answer.code == 2
    assert said in " ".join(answer.err.split())


def test_wrong_products(cluster: Path, tmp_path: Path) -> None:
    """No such file, no such product, a product file with faults, a value outside the numbers."""
    assert "is not a file" in " ".join(klynge("configure", tmp_path / "x.yaml", "--json").err.split())
    assert "did you mean" in " ".join(klynge("configure", "fjell/barstool", "--cluster", cluster, "--json").err.split())
    (tmp_path / "bad.yaml").write_text("product: [", encoding="utf-8")
    bad = klynge("configure", tmp_path / "bad.yaml", "--json")
    assert (bad.code, "bad.yaml" in bad.err, "Traceback" in bad.err) == (1, True, False)
    outside = klynge("configure", STOOL, "--cluster", cluster, "--set", "height=455", "--json")
    assert "450–800" in json.loads(outside.out)["contradiction"]["sentence"]
    assert outside.code == 1


def test_saving_into_what_is_no_table(cluster: Path, tmp_path: Path) -> None:
    """It is told, and the file stays as it is."""
    other = tmp_path / "notes.txt"
    other.write_text("milk\n", encoding="utf-8")
    answer = klynge("configure", STOOL, "--cluster", cluster, "--complete", "cheapest", "--save", other)
    assert (answer.code, other.read_text("utf-8")) == (1, "milk\n")
    assert "first line must name" in answer.err
    assert "Traceback" not in answer.err
