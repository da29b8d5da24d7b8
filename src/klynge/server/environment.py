# SPDX-License-Identifier: Apache-2.0
"""Settings from the environment, read loudly: a value that cannot be used stops the server and says how to mend it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

TRUTHS = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


class SettingError(SystemExit):
    """A setting of the environment that cannot be used; ends the process with the text."""

    def __init__(self, name: str, problem: str, remedy: str) -> None:
        super().__init__(f"{name}: {problem} ({remedy})")


def text(name: str, default: str = "") -> str:
    """A text; empty counts as not set."""
    return os.environ.get(name, "").strip() or default


def one_of(name: str, choices: Sequence[str]) -> str:
    """One of some words; the first when it is not set."""
    value = text(name, choices[0])
    if value not in choices:
        raise SettingError(name, f"“{value}” is none of {', '.join(choices)}", "write one of them")
    return value


def truth(name: str, *, default: bool) -> bool:
    """Yes or no."""
    value = text(name)
    if not value:
        return default
    if value.lower() not in TRUTHS:
        raise SettingError(name, f"“{value}” is neither yes nor no", "write yes or no")
    return TRUTHS[value.lower()]


def whole(name: str, default: int, least: int, most: int) -> int:
    """A whole number from `least` to `most`."""
    value = text(name)
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise SettingError(name, f"“{value}” cannot be used", f"write a whole number from {least} to {most}")
    return int(value)


def listed(name: str) -> list[str]:
    """Texts separated by commas."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def secret(name: str) -> str:
    """A secret, from NAME or from the file that NAME_FILE names; "" when neither is set."""
    value, file = text(name), text(f"{name}_FILE")
    if value and file:
        raise SettingError(name, f"{name} and {name}_FILE are both set", "keep one of them")
    if not file:
        return value
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        problem = f"cannot read {file}: {error}"
        raise SettingError(f"{name}_FILE", problem, "name a text file that we may read") from None


def trustee_socket(data: Path) -> Path:
    """Where the trustee of a data folder is asked: KLYNGE_TRUSTEE, or a socket in the folder."""
    return Path(text("KLYNGE_TRUSTEE", str(data / "run" / "trustee.sock")))
