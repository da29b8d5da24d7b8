# SPDX-License-Identifier: Apache-2.0
"""Texts with values in braces, such as "Window {width} × {height}": which names they hold, and filling them."""

from __future__ import annotations

import re
from collections.abc import Callable

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def names(pattern: str) -> list[str]:
    """The names in braces, in order."""
    return _PLACEHOLDER.findall(pattern)


def filled(pattern: str, value: Callable[[str], str]) -> str:
    """The text with what `value` gives for each name."""
    return _PLACEHOLDER.sub(lambda match: value(match[1]), pattern)


def matched(pattern: str) -> bool:
    """Whether every brace belongs to a name."""
    return not re.search(r"[{}]", _PLACEHOLDER.sub("", pattern))
