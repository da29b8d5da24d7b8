# SPDX-License-Identifier: Apache-2.0
"""The note that all kernels are compiled."""

from __future__ import annotations

from pathlib import Path

import pytest

from klynge import cached


@pytest.fixture
def compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One compiled file, of which both parts left a note."""
    monkeypatch.setenv("KLYNGE_CACHE", str(tmp_path / "cache"))
    (tmp_path / "kernel.nbc").write_bytes(b"code")
    for part in cached.PARTS:
        cached.note(part, [str(tmp_path)])
    return tmp_path / "kernel.nbc"


def test_a_note_holds_while_its_files_are_there(compiled: Path) -> None:
    """A compiled file that is gone must be compiled again."""
    assert cached.warm()
    compiled.unlink()
    assert not cached.warm()


def test_a_note_holds_for_the_sources_it_was_written_for(
    compiled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other sources, or kernels compiled with other settings, need a note of their own; the old one goes with it."""
    assert compiled.exists()
    monkeypatch.setenv("NUMBA_OPT", "0")
    assert not cached.warm()
    for part in cached.PARTS:
        cached.note(part, [])
    assert len(list((tmp_path / "cache").glob("warm-*"))) == len(cached.PARTS)
    monkeypatch.delenv("NUMBA_OPT")
    monkeypatch.setattr(cached, "PACKAGE", tmp_path)
    assert not cached.warm()


@pytest.mark.parametrize("part", cached.PARTS)
def test_a_note_that_cannot_be_read_says_nothing(compiled: Path, part: str) -> None:
    """A broken note is no note."""
    next((compiled.parent / "cache").glob(f"warm-{part}-*")).write_text("{")
    assert not cached.warm()
