# SPDX-License-Identifier: Apache-2.0
"""The people of a firm and their roles."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

Opening = Callable[..., Page]
LINES = """() => [...document.querySelectorAll('.role')].map((role) => {
  const [word, cross] = ['span', 'button'].map((name) => role.querySelector(name).getBoundingClientRect());
  return Math.abs((word.top + word.bottom) - (cross.top + cross.bottom)) / 2;
})"""


@pytest.mark.parametrize("width", [1280, 1024, 900])
def test_a_role_and_its_cross_stand_on_one_line(open_as: Opening, width: int) -> None:
    """However narrow the column of roles is."""
    page = open_as("manager", size=(width, 800))
    page.goto("/manager/people/")
    apart = page.evaluate(LINES)
    assert len(apart) >= 4
    assert max(apart) < 4
