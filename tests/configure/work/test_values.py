# SPDX-License-Identifier: Apache-2.0
"""What can be wrong with choices, each told once."""

from __future__ import annotations

import pytest
from tests.configure.work.conftest import DAY, OAK, PAINTED, Models

from klynge.configure.work import Configuration, ConfigurationError, Desk

WRONG: dict[str, tuple[dict[str, str | int], str, str]] = {
    "unknown variable": ({**OAK, "lenght": 5}, "lenght", "no variable “lenght”"),
    "unknown option": ({**OAK, "material": "teak"}, "material", "Material (material) cannot be “teak”"),
    "out of range": ({**OAK, "length": 2500}, "length", "cannot be “2500”"),
    "between steps": ({**OAK, "length": 1250}, "length", "cannot be “1250”"),
    "no number": ({**OAK, "length": "long"}, "length", "cannot be “long”"),
    "not chosen": ({"leaves": 0, "material": "oak"}, "length", "Length (length) is not chosen"),
    "asked and not chosen": ({**OAK, "material": "painted"}, "colour", "Colour (colour) is not chosen"),
    "not asked": ({**OAK, "colour": "white"}, "colour", "does not matter with the other choices and is then “none”"),
    "asked, and as if not": ({**PAINTED, "colour": "none"}, "colour", "cannot be “none”"),
    "no such text": ({**OAK, "engraving": "A!"}, "engraving", "Engraving (engraving) cannot be “A!”"),
    "too long a text": ({**OAK, "engraving": "A" * 21}, "engraving", "cannot be “AAAAA"),
    "rule": ({**PAINTED, "leaves": 3}, "rules.long-table", "cannot have more than two leaves"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_one_thing_wrong_is_told_once(desk: Desk, kind: str) -> None:
    """What, where and how to mend it, in both languages; nothing else is blamed."""
    choices, key, said = WRONG[kind]
    (fault,) = desk.check(Configuration("fjell/table", "2", choices))
    assert fault.key == key
    assert said in fault.message["en"]
    assert fault.message["nb"] != fault.message["en"]
    assert fault.remedy["nb"] != fault.remedy["en"]
    with pytest.raises(ConfigurationError):
        desk.configuration("fjell/table", choices)


def test_texts_of_numbers_are_numbers(desk: Desk) -> None:
    """Choices may come from a file, as texts."""
    written = {name: str(value) for name, value in PAINTED.items()}
    assert desk.configuration("fjell/table", written).choices == dict(PAINTED)


def test_an_unknown_product_is_told(desk: Desk) -> None:
    """With those that there are."""
    with pytest.raises(ConfigurationError, match=r"no product “fjell/chair” \(there is: .*fjell/table, .*vidda/runner"):
        desk.configuration("fjell/chair", {})


def test_what_is_asked_may_hang_on_what_is_not(changed: Models) -> None:
    """A variable asked after another that is not asked itself: its value counts."""
    more = (
        '  lacquer: {texts: {nb: Lakk, en: Lacquer}, yes-no: true, when: colour = white, otherwise: "no"}\n  cushion:'
    )
    desk = Desk(changed(("  cushion:", more)), DAY, "en")
    assert desk.values(desk.configuration("fjell/table", OAK))["lacquer"] == "no"
    with pytest.raises(ConfigurationError, match="Lacquer"):
        desk.configuration("fjell/table", {**PAINTED, "colour": "white"})
