# SPDX-License-Identifier: Apache-2.0
"""What `check` says of work at another member's site: agreement."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.builders import World, job, lane, machine, mode, moment, network, operation, portion, world

from klynge.job import Pause
from klynge.network.model import Agreement, Member, Site


def lent(agreement: str | None = "G", pause: Pause = Pause.RESUMABLE, **more: Any) -> World:
    """An order of M is sawn by N at T, two hours over the night, under agreement G."""
    usual: dict[str, Any] = {"giver": "N", "taker": "M", "work_centre": "saw", "rate_ore_h": 100_000}
    usual |= {"ceiling_s": 7200, "valid_from": moment("05T00:00"), "valid_to": moment("12T00:00")}
    cluster = network(
        machine("saw", site="T"),
        members=[Member("M", "Taker"), Member("N", "Giver")],
        sites=[Site("S", "M", "Site"), Site("T", "N", "Other")],
        lanes=[lane("T", "Oslo")],
        agreements=[Agreement("G", **(usual | more))],
    )
    one = operation("a", mode("saw", 7200, site="T", agreement=agreement, pause=pause))
    return world(cluster, job(one), [portion("a", "05T14:00", "06T08:00", work_centre="saw")])


def test_agreement_in_force() -> None:
    """A mode elsewhere under a fitting agreement is right; hours are working time."""
    assert lent().rules() == set()


def test_no_agreement() -> None:
    """A mode at another member's site names an agreement."""
    assert lent(agreement=None).rules() == {"agreement"}
    assert lent(agreement="unheard of").rules() == {"agreement"}


@pytest.mark.parametrize("change", [{"giver": "M"}, {"taker": "N"}, {"work_centre": "cut"}])
def test_agreement_of_others(change: dict[str, Any]) -> None:
    """Giver, taker and work centre fit."""
    assert lent(**change).rules() == {"agreement"}


def test_agreement_outside_its_validity() -> None:
    """The whole portion lies in the validity."""
    assert lent(valid_from=moment("05T14:00"), valid_to=moment("06T08:00")).rules() == set()
    assert lent(valid_from=moment("05T14:01")).rules() == {"agreement"}
    assert lent(valid_to=moment("06T07:59")).rules() == {"agreement"}


def test_ceiling() -> None:
    """All portions under an agreement stay within its hours."""
    assert lent(ceiling_s=7199).rules() == {"agreement"}


def test_own_site_needs_no_agreement() -> None:
    """A mode at an own site names none."""
    own = operation("a", mode(agreement="G"))
    right = world(network(machine()), job(own), [portion("a", "05T07:00", "05T08:00")])
    assert right.rules() == {"agreement"}
