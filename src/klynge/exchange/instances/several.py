# SPDX-License-Identifier: Apache-2.0
"""Files that hold several instances: those of the OR-Library, and Taillard's own."""

from __future__ import annotations

import re

from .errors import InstanceError, Said

NAMED = re.compile(r"^[ \t]*instance[ \t]+(\S+)[ \t]*$", re.I | re.M)
# without a name: its group is empty
SIZES = re.compile(r"^.*\b(?:nb|number) of jobs\b.*$()", re.I | re.M)
MOST_NAMED = 8


def one_of(text: str, name: str, asked: str | None) -> tuple[str, str]:
    """The text and the name of the one instance in a file, or of the one asked for by name or number (from 1).

    Raises InstanceError when none is asked for and there are several, or the one asked for is not there.
    """
    parts = _parts(text, name)
    if asked is None and len(parts) == 1:
        return text, name
    names = [each for each, _ in parts]
    some = ", ".join(names[:MOST_NAMED]) + (", …" if len(names) > MOST_NAMED else "")
    if asked is None:
        said = "the file holds {count} instances ({some}): say which with --instance, by name or number"
        raise InstanceError([Said(said, count=len(names), some=some)])
    wanted = asked.strip().lower()
    numbered = {str(number): number - 1 for number in range(len(names), 0, -1)}
    found = {each.lower(): at for at, each in reversed(list(enumerate(names)))} | numbered
    if wanted not in found:
        said = "there is no instance {asked}: the file holds {count} ({some})"
        raise InstanceError([Said(said, asked=asked, count=len(names), some=some)])
    chosen, own = parts[found[wanted]]
    return own, chosen


def _parts(text: str, name: str) -> list[tuple[str, str]]:
    """The instances of a file, each with its name; the whole of it where nothing tells several apart."""
    for pattern in (NAMED, SIZES):
        begins = list(pattern.finditer(text))
        if len(begins) > 1:
            ends = [*(begin.start() for begin in begins[1:]), len(text)]
            names = [begin[1] or f"{name}-{number}" for number, begin in enumerate(begins, 1)]
            return [(own, text[begin.end() : end]) for own, begin, end in zip(names, begins, ends, strict=True)]
    return [(name, text)]
