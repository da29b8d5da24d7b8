# SPDX-License-Identifier: Apache-2.0
"""What is said of configurations is said in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from klynge.configure.work import desk
from klynge.configure.work.texts import TEXTS

SOURCES = "".join(path.read_text("utf-8") for path in Path(desk.__file__).parent.glob("*.py") if path.stem != "texts")


@pytest.mark.parametrize("name", TEXTS)
def test_both_languages_have_the_same_places(name: str) -> None:
    """Other words, the same values in them; every fault has a remedy, and every text is used."""
    norwegian, english = TEXTS[name]
    places = [set(re.findall(r"\{(\w+)\}", text)) for text in (norwegian, english)]
    assert places[0] == places[1]
    assert norwegian != english or not re.sub(r"\{\w+\}|\W", "", english)
    assert f'"{name.removesuffix("-remedy")}"' in SOURCES


def test_every_fault_says_how_to_mend_it() -> None:
    """A kind of fault is made with its remedy."""
    made = set(re.findall(r'fault\(\s*"([\w-]+)"', SOURCES))
    assert len(made) > 15
    assert {f"{name}-remedy" for name in made} <= TEXTS.keys()
