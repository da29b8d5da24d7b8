# SPDX-License-Identifier: Apache-2.0
"""Scenarios that cannot be: every error at once, with where it is and what was probably meant."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from klynge.network import work_of
from klynge.planning.scenario import Scenario, ScenarioError, applied, data
from klynge.planning.scenario.data import Change
from klynge.planning.scenario.trouble import TEXTS
from klynge.reading import read_network

ROOT = Path(__file__).parents[3]
FIRST, LAST = date(2027, 2, 8), date(2027, 2, 12)

BROKEN: list[tuple[Change, str]] = [
    (data.Units(work_centre="nm-cncc", units=1), "no work centre “nm-cncc”: did you mean “nm-cnc”?"),
    (data.Units(work_centre="nm-cnc", units=-2), "has 2 units and cannot have 2 fewer"),
    (data.Units(work_centre="nm-cnc", units=0), "0 units is no change"),
    (data.Units(work_centre="nm-anodise", units=1), "outside the cluster"),
    (data.Units(work_centre="nm-furnace", units=1, state="CC49K"), "no set-up family “CC49K”: did you mean"),
    (data.NewWorkCentre(id="nm-saw", like="nm-cnc", site="mp-elverum"), "work there needs an agreement"),
    (data.NewWorkCentre(id="nm-cnc", like="nm-cnc"), "there already is a work centre"),
    (data.Lost(work_centre="nm-oven", first=LAST, last=FIRST), "the days end"),
    (data.Shifts(work_centres=("nm-cnc",), use="nm-two-shifts"), "did you mean “nm-two-shift”?"),
    (data.Shifts(work_centres=("nm-cnc",)), "either shifts, or the calendar"),
    (data.Shifts(use="nm-day"), "nothing is named"),
    (data.Exceptional(pools=("nobody",), first=FIRST, last=LAST), "no pool “nobody”"),
    (data.Exceptional(work_centres=("nm-cnc",), first=FIRST, last=LAST, adds=True), "need shifts"),
    (data.People(pool="nm-elverum:fettling+shake-out", permille=-9000), "9000 cannot go"),
    (data.SetupTimes(permille=500), "either the matrix or work_centres"),
    (data.SetupTimes(work_centres=("nm-cnc",)), "nm-cnc has no set-up matrix"),
    (data.RunTimes(permille=500, item="mp/shaft", step="grind"), "no operation is meant"),
    (data.Volume(permille=1200, customers=("shipyard-99",)), "no customer “shipyard-99”"),
    (data.DropOrders(), "nothing says which orders"),
    (data.NewOrders(item="nm/bell", quantity=1, region="Oslo", first_due=FIRST, last_due=LAST), "item that is made"),
    (
        data.NewOrders(item="mp/shaft", quantity=1, region="Oslo", first_due=date(2020, 1, 1), last_due=LAST),
        "due before planning begins",
    ),
    (data.Price(of="pool", field="cost", value=1), "no price “cost”"),
    (data.Price(of="pool", field="cost_ore_h"), "either value or permille"),
    (data.Price(of="work_centre", id="nm-cnc", field="cost_ore", value=1), "give permille"),
    (data.Late(days=3), "either the lot or the item"),
    (data.LeadTime(item="mp/shaft", lead_s=1), "not bought"),
    (data.NewLane(id="x", origin="nm-elverum", destination="Mars", lead_s=1), "no site or region “Mars”"),
    (
        data.NewLane(id="x", origin="nm-elverum", destination="Oslo", lead_s=1, departures=("noon",)),
        "“noon” is no departure",
    ),
    (
        data.NewAgreement(
            id="x",
            giver="norse-metal",
            taker="norse-metal",
            work_centre="nm-cnc",
            like="nm-cnc",
            rate_ore_h=1,
            ceiling_h=1,
        ),
        "cannot agree with itself",
    ),
    (data.EndAgreement(agreement="cnc-partner"), "did you mean “cnc-partner-to-norse”?"),
    (data.Leaves(member="norsk-metal"), "did you mean “norse-metal”?"),
]


def problems(*changes: Change) -> list[str]:
    network = read_network(ROOT / "examples" / "elverum")
    with pytest.raises(ScenarioError) as raised:
        applied(network, work_of(network), Scenario(id="broken", changes=changes))
    both = [(p.line("en"), p.line("nb")) for p in raised.value.problems]
    assert all(en != nb for en, nb in both)
    return [en for en, _ in both]


def test_every_error_at_once() -> None:
    """Thirty broken changes: one clear line each, with its number and kind."""
    said = problems(*(change for change, _ in BROKEN))
    for number, (change, wanted) in enumerate(BROKEN, start=1):
        mine = [line for line in said if line.startswith(f"broken, change {number} ({change.change}): ")]
        assert len(mine) == 1, (number, mine)
        assert wanted in mine[0]


def test_every_text_exists_in_both_languages() -> None:
    """English and Norwegian, with the same facts."""
    for texts in TEXTS.values():
        assert set(texts) == {"en", "nb"}
