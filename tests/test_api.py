# SPDX-License-Identifier: Apache-2.0
"""What `import klynge` promises."""

from __future__ import annotations

import runpy
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import klynge

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def planned() -> klynge.Planned:
    """The small example with a plan."""
    return klynge.plan(klynge.read(ROOT / "examples" / "small"))


def test_all_is_what_is_exported() -> None:
    """Every public name exists, and nothing else is public."""
    for name in klynge.__all__:
        assert getattr(klynge, name) is not None
    rooms = {path.stem for path in (ROOT / "src" / "klynge").iterdir()}
    public = {name for name in vars(klynge) if not name.startswith("_")} - rooms
    assert public - {"annotations", "import_module", "TYPE_CHECKING", "Any"} == set(klynge.__all__)
    assert sorted(klynge.__all__) == sorted(set(klynge.__all__))


def test_unknown_attribute() -> None:
    """A name that is not there is an AttributeError as for any module."""
    with pytest.raises(AttributeError, match="has no attribute 'paln'"):
        klynge.paln  # noqa: B018


def test_import_is_light() -> None:
    """Importing klynge, or a folder's reader, does not load the engine."""
    code = "import sys, klynge, klynge.network, klynge.cli; sys.exit('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_plans_are_right_and_repeatable(planned: klynge.Planned) -> None:
    """A plan breaks no rule, and planning again gives the same plan."""
    assert klynge.check(planned) == []
    assert klynge.plan(planned.cluster).plan == planned.plan


def test_a_better_plan(planned: klynge.Planned) -> None:
    """Improving gives another plan that breaks no rule and is no worse, and says how it went."""
    better, found = klynge.improve(planned, klynge.Budget(iterations=200))
    assert klynge.check(better) == []
    assert klynge.measure(better).objective <= klynge.measure(planned).objective
    assert (found.iterations, found.objective <= found.start) == (200, True)


def test_saved_plans_come_back(planned: klynge.Planned, tmp_path: Path) -> None:
    """A saved plan is loaded the same, measured the same, and promises the same."""
    klynge.save(planned, tmp_path / "plan.json")
    again = klynge.load(planned.cluster, tmp_path / "plan.json")
    assert again.plan == planned.plan
    assert klynge.measure(again) == klynge.measure(planned)
    asked = {"item": "chair", "quantity": 4, "region": "Oslo"}
    assert klynge.promise(again, **asked).delivered == klynge.promise(planned, **asked).delivered  # type: ignore[arg-type]


def test_promise_moves_nothing(planned: klynge.Planned) -> None:
    """Asking changes no plan, and the same question gets the same answer."""
    before = planned.plan
    first, second = (klynge.promise(planned, item="chair", quantity=4, region="Oslo") for _ in range(2))
    assert first == second
    assert planned.schedule is not None
    assert planned.schedule.plan() == before


def test_a_wanted_day_counts_to_its_end(planned: klynge.Planned) -> None:
    """Wanting the very day that is promised is kept; the day before is not."""
    answer = klynge.promise(planned, item="chair", quantity=4, region="Oslo")
    assert answer.delivered is not None
    day = answer.delivered.astimezone(ZoneInfo("Europe/Oslo")).date()
    assert klynge.promise(planned, item="chair", quantity=4, region="Oslo", wanted=day).kept is True
    earlier = date.fromordinal(day.toordinal() - 1)
    assert klynge.promise(planned, item="chair", quantity=4, region="Oslo", wanted=earlier).kept is False


def test_later_release_is_never_earlier(planned: klynge.Planned) -> None:
    """Work that may begin later is not delivered earlier."""
    now = klynge.promise(planned, item="stool", quantity=2, region="Trondheim")
    later = klynge.promise(planned, item="stool", quantity=2, region="Trondheim", released=date(2026, 2, 2))
    assert now.delivered is not None
    assert later.delivered is not None
    assert now.delivered <= later.delivered
    assert later.delivered > datetime(2026, 2, 2, tzinfo=ZoneInfo("Europe/Oslo"))


@pytest.mark.parametrize(
    ("quantity", "item", "region"), [(1, "sofa", "Oslo"), (1, "chair", "Moon"), (0, "chair", "Oslo")]
)
def test_a_question_that_makes_no_sense(planned: klynge.Planned, quantity: int, item: str, region: str) -> None:
    """Unknown names and quantities below one are refused."""
    with pytest.raises((klynge.UnknownNameError, ValueError)):
        klynge.promise(planned, item=item, quantity=quantity, region=region)


def test_explanations_have_words(planned: klynge.Planned) -> None:
    """Every planned order is explained in both languages."""
    for order in planned.plan.outcomes:
        explanation = klynge.explain(planned, order)
        assert explanation.words("en") != explanation.words("nb")


def test_the_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """examples/first_plan.py, written like a notebook, runs from top to bottom."""
    runpy.run_path(str(ROOT / "examples" / "first_plan.py"))
    assert "chair" in capsys.readouterr().out
