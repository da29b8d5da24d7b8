# SPDX-License-Identifier: Apache-2.0
"""What all tests share: the language they hear, and the examples."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts are English unless a test asks for another language, whatever the machine speaks."""
    monkeypatch.setenv("KLYNGE_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "120")


@pytest.fixture(scope="session")
def small() -> Path:
    """The folder of the small example."""
    return ROOT / "examples" / "small"
