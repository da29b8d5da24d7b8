# SPDX-License-Identifier: Apache-2.0
"""What cannot be started says what, where and how to mend it, and starts when it is mended."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.support.embedded import answers, gone

from klynge.server.postgres import Embedded, EmbeddedError


def refusal(folder: Path) -> EmbeddedError:
    """Why a folder's database does not start."""
    with pytest.raises(EmbeddedError) as caught:
        Embedded(folder).start()
    assert gone(folder)
    return caught.value


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    """Nothing is made among a person's own files."""
    (tmp_path / "letter.txt").write_text("Kjære")
    assert "letter.txt" in str(refusal(tmp_path))
    assert os.listdir(tmp_path) == ["letter.txt"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """A file in the folder's place is named."""
    (tmp_path / "file").write_text("")
    assert refusal(tmp_path / "file").kind == "no_folder"


def test_another_major_version_is_named(folder: Path) -> None:
    """A database of an older PostgreSQL is not touched, and the way to bring it along is said."""
    (folder / "data" / "PG_VERSION").write_text("16\n")
    error = refusal(folder)
    assert error.kind == "other_version"
    assert "PostgreSQL 16" in str(error)
    assert "klynge backup" in error.words("nb")


def test_lost_passwords_are_named(folder: Path) -> None:
    """Without the passwords nobody gets in; the file is named and comes back."""
    passwords = folder / "passwords.json"
    kept = passwords.rename(folder / "kept")
    assert refusal(folder).kind == "passwords"
    passwords.write_text("{")
    assert refusal(folder).kind == "passwords"
    passwords.write_text(json.dumps(dict.fromkeys(json.loads(kept.read_text()), "other")))
    assert refusal(folder).kind == "refused"
    kept.rename(passwords)
    with Embedded(folder) as database:
        assert answers(database)


def test_an_own_setting_that_is_wrong_is_named(folder: Path) -> None:
    """What the server says of its settings reaches who started it; right ones are used."""
    own = folder / "own.conf"
    own.write_text("work_memory = 8MB\n")
    error = refusal(folder)
    assert error.kind == "not_started"
    assert "work_memory" in str(error)
    own.write_text("work_mem = 8MB\n")
    with Embedded(folder) as database:
        assert answers(database)


def test_no_programs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that was named and holds no PostgreSQL is named."""
    monkeypatch.setenv("KLYNGE_POSTGRES", str(folder))
    assert str(folder) in str(refusal(folder))


def test_a_closed_folder_above_is_named(tmp_path: Path, made: Path) -> None:
    """Root's server runs as another account, which must reach its folder; what is above is not opened for it."""
    if os.geteuid() != 0:
        pytest.skip("only root lowers its rights")
    subprocess.run(["cp", "-a", made, tmp_path / "database"], check=True)
    tmp_path.chmod(0o700)
    assert refusal(tmp_path / "database").kind == "unreachable"
    assert tmp_path.stat().st_mode & 0o777 == 0o700


def test_a_full_disk_is_named(places: Path, made: Path) -> None:
    """No room left: said so, and started when there is some."""
    disk = places / "disk"
    disk.mkdir()
    if os.geteuid() or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=80m", "none", disk]).returncode:
        pytest.skip("only root can bring about a full disk")
    try:
        folder, filling = disk / "database", disk / "filling"
        disk.chmod(0o755)
        subprocess.run(["cp", "-a", made, folder], check=True)
        with filling.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, shutil.disk_usage(disk).free)
        assert refusal(folder).kind == "full"
        filling.unlink()
        with Embedded(folder) as database:
            assert answers(database)
    finally:
        subprocess.run(["umount", disk], check=True)
