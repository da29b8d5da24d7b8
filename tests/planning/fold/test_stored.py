# SPDX-License-Identifier: Apache-2.0
"""Logs that were written long ago fold for ever to what they folded to then."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from klynge.planning.check import check
from klynge.planning.fold import fold, from_json

LOGS = sorted((Path(__file__).parent / "rows").glob("*.jsonl.gz"))


@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.name)
def test_stored_logs_fold_as_ever(path: Path) -> None:
    """Every line of a stored log is a row; the state has the digest that is stored beside it, and a right plan."""
    state = fold(from_json(line) for line in gzip.decompress(path.read_bytes()).decode().splitlines())
    assert state.digest() == path.with_name(path.name.replace(".jsonl.gz", ".digest")).read_text("utf-8").strip()
    assert [str(finding) for finding in check(state.network, state.work(), state.as_plan())] == []


def test_there_are_stored_logs() -> None:
    """Version 1 is stored."""
    assert [path.name[:2] for path in LOGS] == ["v1", "v1"]
