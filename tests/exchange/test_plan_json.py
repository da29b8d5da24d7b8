# SPDX-License-Identifier: Apache-2.0
"""What plan.json promises: out without loss and back, in the published shape, whole or not at all."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest
from tests.support.builders import World, at, job, machine, mode, network, operation, portion, world

from klynge.exchange.plan_json import PlanFileError, plan_to_json, read_plan, write_plan
from klynge.exchange.plan_schema import PLAN_FILE, schema_text, schemas
from klynge.job import Need, Phase, Supply, Work
from klynge.network.model import Kind, Pool, PoolKind, PoolPart
from klynge.planning.measure import measure
from klynge.planning.plan import Lot, Outcome, Peg, PoolUse

ROOT = Path(__file__).parents[2]


@pytest.fixture
def rich() -> World:
    """A plan with all that a row can hold: a set-up, a pool, pegs, a batch, a supply lot, an unplanned order."""
    crew = Pool("crew", "S", PoolKind.PEOPLE, (PoolPart("day", 2000),))
    oven = machine("oven", kind=Kind.BATCH, capacity=10, measure="pcs")
    needs = (Need(Phase.SETUP, ("crew",), 500), Need(Phase.RUN, ("crew",), 1000))
    first = replace(operation("a", mode(needs=needs, family="red"), quantity=2), name="Cut")
    work = Work(
        jobs=(job(first, operation("b", mode("oven", load_per_unit=3))), job(operation(), id="K", order="P")),
        supplies=(Supply("steel", "M", "S", 50, (operation("melt"),)),),
    )
    pegs = (Peg("steel", 2, "lot", "L1", at("05T09:00")),)
    portions = [
        portion("melt", "05T08:00", "05T09:00", order="", job="L1"),
        portion("a", "05T10:00", "05T11:00", "05T09:30", family="red", pools=(PoolUse(1, "crew", 1000),), pegs=pegs),
        portion("b", "05T11:00", "05T12:00", work_centre="oven", batch="B1", frozen=True),
    ]
    made = world(network(machine(), oven, pools=[crew]), work.jobs, portions, supplies=work.supplies)
    lots = (Lot("L1", 0, "steel", "S", 50, at("05T09:00"), at("06T09:00")),)
    outcomes = {"O": made.plan.outcomes["O"], "P": Outcome("P", None, "horizon", "K a")}
    return made.having(lots=lots, outcomes=outcomes)


def written(made: World, path: Path) -> Path:
    write_plan(path, made.network, made.work, made.plan, measure(made.network, made.work, made.plan))
    return path


def test_round_trip_loses_nothing(rich: World, tmp_path: Path) -> None:
    """A plan that was written is read back the same."""
    path = written(rich, tmp_path / "plan.json")
    assert read_plan(path, rich.network, rich.work) == rich.plan


def test_writing_in_parts_gives_what_the_whole_is(rich: World, tmp_path: Path) -> None:
    """The file holds exactly `plan_to_json`, in the published shape."""
    content = json.loads(written(rich, tmp_path / "plan.json").read_text("utf-8"))
    measures = measure(rich.network, rich.work, rich.plan)
    assert content == json.loads(json.dumps(plan_to_json(rich.network, rich.work, rich.plan, measures)))
    PLAN_FILE.validate_python(content)


def test_a_row_can_be_verified_without_klynge(rich: World) -> None:
    """A row says who, where, when with offset, what it takes of a batch, from whom, counted from 1."""
    measures = measure(rich.network, rich.work, rich.plan)
    melt, cut, bake = plan_to_json(rich.network, rich.work, rich.plan, measures)["operations"]
    assert (melt["order"], melt["job"], melt["item"]) == ("", "L1", "steel")
    assert (cut["setup_start"], cut["start"]) == ("2026-01-05T09:30:00+01:00", "2026-01-05T10:00:00+01:00")
    assert cut["pools"] == [{"need": 2, "pool": "crew", "amount": 1000, "phase": "run"}]
    assert (cut["name"], cut["unit"], cut["mode"], cut["member"]) == ("Cut", 1, 1, "M")
    assert (bake["work_centre_kind"], bake["batch"], bake["load"], bake["frozen"]) == ("batch", "B1", 3, True)


def test_summer_time_is_in_the_offset(rich: World, tmp_path: Path) -> None:
    """After the last Sunday of March the offset is another, and nothing is lost."""
    shift = at("03-30T09:00") - at("05T08:00")
    summer = rich.having(end=rich.plan.end + shift).moved(0, shift)
    path = written(summer, tmp_path / "plan.json")
    assert json.loads(path.read_text("utf-8"))["operations"][0]["start"] == "2026-03-30T09:00:00+02:00"
    assert read_plan(path, summer.network, summer.work) == summer.plan


def test_the_schemas_in_the_documentation_are_the_codes() -> None:
    """docs/reference holds what the code generates (`make reference` writes it)."""
    for name, schema in schemas().items():
        assert (ROOT / "docs" / "reference" / name).read_text("utf-8") == schema_text(schema)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file: Invalid JSON"),
        ("{}", "operations: Field required"),
        ('{"format": "klynge-plan/9"}', "format: Input should be 'klynge-plan/1'"),
    ],
)
def test_a_file_that_is_no_plan(rich: World, tmp_path: Path, text: str, said: str) -> None:
    """What is no plan is refused with a message that names the place."""
    path = tmp_path / "plan.json"
    path.write_text(text, "utf-8")
    with pytest.raises(PlanFileError) as error:
        read_plan(path, rich.network, rich.work)
    assert any(said in problem for problem in error.value.problems)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"cluster": "test"', '"cluster": "other"', "this is a plan of other"),
        ('"operation":"melt"', '"operation":"boil"', "operations 1: the cluster has no operation boil of job L1"),
        ('"mode":1', '"mode":7', "has no mode 7"),
        ("T10:00:00+01:00", "T10:00:00", "not ISO 8601 with an offset"),
        ('"order":"P"', '"order":"Q"', "the cluster has no order Q"),
        ('"supply":1', '"supply":4', "no supply 4 of steel"),
        ('"work_centre":"oven"', '"work_centre":"kiln"', "no work centre kiln"),
    ],
)
def test_a_plan_of_something_else(rich: World, tmp_path: Path, old: str, new: str, said: str) -> None:
    """A plan that speaks of what the cluster does not have is refused, and says of what."""
    path = written(rich, tmp_path / "plan.json")
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(PlanFileError) as error:
        read_plan(path, rich.network, rich.work)
    assert said in error.value.problems[0]


def test_nothing_half_written(rich: World, tmp_path: Path) -> None:
    """A plan that cannot be written leaves the old file as it was, and no other."""
    path = tmp_path / "plan.json"
    path.write_text("old", "utf-8")
    stray = rich.but(2, work_centre="nowhere")
    measures = measure(rich.network, rich.work, rich.plan)
    with pytest.raises(KeyError):
        write_plan(path, stray.network, stray.work, stray.plan, measures)
    assert [found.name for found in tmp_path.iterdir()] == ["plan.json"]
    assert path.read_text("utf-8") == "old"


def test_large_plans_take_seconds(rich: World, tmp_path: Path) -> None:
    """20 000 portions are written, and read, in a time that nobody minds."""
    many = tuple(replace(rich.plan.portions[1], start=at("05T10:00") + n) for n in range(20_000))
    large = rich.having(portions=many)
    measures = measure(rich.network, rich.work, rich.plan)
    begun = perf_counter()
    write_plan(tmp_path / "plan.json", large.network, large.work, large.plan, measures)
    assert len(read_plan(tmp_path / "plan.json", large.network, large.work).portions) == len(many)
    assert perf_counter() - begun < 10  # about 1 s alone on a desk machine
