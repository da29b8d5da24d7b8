# SPDX-License-Identifier: Apache-2.0
"""A backup's file is read whole as it was written, or refused; and under its own name it is never half."""

from __future__ import annotations

import os
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klynge.server.operate.archive import Dump, Manifest, drafted, read, write
from klynge.server.operate.contents import Contents, Log
from klynge.server.operate.doctor.texts import CHECKS
from klynge.server.operate.doctor.texts import TEXTS as FINDINGS
from klynge.server.operate.errors import OperateError
from klynge.server.operate.texts import TEXTS

DUMP = bytes(range(256)) * 4
CONTENTS = Contents({"thing": {"a": (1, "2")}, "user": {"": (3, "4")}}, {"c": Log(5, "d")}, ["orders.0001_initial"])


def written(path: Path, key: str = "secret") -> Path:
    def finish(dump: Dump) -> Manifest:
        return Manifest("2026-03-20T00:00:00+00:00", "0.1", "18.4", dump.size, dump.digest, bool(key), CONTENTS)

    write(path, lambda dump: dump.take(DUMP), finish, key)
    return path


def outcome(file: Path) -> object:
    """What is read, or why nothing is."""
    try:
        backup = read(file)
    except OperateError as error:
        return error.kind
    return b"".join(backup.dump()), backup.key(), backup.manifest.contents


@given(place=st.integers(0), bits=st.integers(1, 255))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_changed_byte_is_refused_or_changes_nothing(tmp_path: Path, place: int, bits: int) -> None:
    """Wherever a byte goes wrong, what is read is the dump, the key and the contents that were written, or nothing."""
    file = written(tmp_path / "b.zip")
    content = bytearray(file.read_bytes())
    content[place % len(content)] ^= bits
    file.write_bytes(content)
    assert outcome(file) in ("damaged", "no_backup", (DUMP, "secret", CONTENTS))


@given(end=st.integers(0, 2000))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_file_cut_short_is_refused(tmp_path: Path, end: int) -> None:
    """As after a copy that broke off."""
    content = written(tmp_path / "b.zip").read_bytes()
    (tmp_path / "cut.zip").write_bytes(content[: min(end, len(content) - 1)])
    with pytest.raises(OperateError) as error:
        read(tmp_path / "cut.zip")
    assert error.value.kind in ("damaged", "no_backup")


def test_a_draft_gets_its_name_when_all_went_well(tmp_path: Path) -> None:
    """One that fails is gone, one at a time is written, and what a killed one left is written anew."""
    target = tmp_path / "b.zip"
    with pytest.raises(ZeroDivisionError), drafted(target):
        raise ZeroDivisionError
    assert os.listdir(tmp_path) == []
    (tmp_path / ".b.zip.partial").write_bytes(b"of one that was killed" * 1000)
    with drafted(target) as draft:
        with pytest.raises(OperateError, match="another backup"), drafted(target):
            pass
        written(draft)
        assert not target.exists()
    assert os.listdir(tmp_path) == ["b.zip"]
    assert b"".join(read(target).dump()) == DUMP


def test_contents_differ_by_table_and_firm() -> None:
    """A row more, a table less, another log: each is named."""
    other = Contents({"thing": {"a": (1, "2"), "b": (1, "1")}}, {"c": Log(5, "e")}, [])
    assert CONTENTS.differing(CONTENTS) == []
    assert CONTENTS.differing(other) == ["thing of b", "user", "log of c"]
    assert Contents.from_data(CONTENTS.to_data()) == CONTENTS


@pytest.mark.parametrize("texts", [TEXTS, FINDINGS, CHECKS], ids=["texts", "findings", "checks"])
def test_every_text_is_in_both_languages(texts: dict[str, dict[str, str]]) -> None:
    """With the same facts in both."""
    for kind, both in texts.items():
        facts = [{name for _, name, *_ in Formatter().parse(both[language]) if name} for language in ("en", "nb")]
        assert facts[0] == facts[1], kind
