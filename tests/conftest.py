# SPDX-License-Identifier: Apache-2.0
"""What all tests share: the language they hear, the examples, and the cases property tests draw."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]

# The same cases on every machine, so that a fault CI sees is seen here. KLYNGE_HYPOTHESIS=default draws new ones.
settings.register_profile("same", derandomize=True, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("KLYNGE_HYPOTHESIS", "same"))


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts are English unless a test asks for another language, whatever the machine speaks."""
    monkeypatch.setenv("KLYNGE_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "120")


@pytest.fixture(scope="session")
def small() -> Path:
    """The folder of the small example."""
    return ROOT / "examples" / "small"
