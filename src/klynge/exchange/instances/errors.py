# SPDX-License-Identifier: Apache-2.0
"""What is wrong with an instance file, as text that can be said in several languages."""

from __future__ import annotations

from collections.abc import Sequence

MOST_PROBLEMS = 10


class Said(str):
    """An English text that remembers its pattern and facts, so that it can be said in another language."""

    __slots__ = ("english", "facts")

    english: str
    facts: dict[str, object]

    def __new__(cls, english: str, **facts: object) -> Said:
        """Fill the facts in."""
        text = super().__new__(cls, english.format(**facts))
        text.english, text.facts = english, facts
        return text


class InstanceError(ValueError):
    """A file is no instance that can be read; `problems` say what, in which line, and how to mend it."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = list(problems[:MOST_PROBLEMS])
        if len(problems) > MOST_PROBLEMS:
            self.problems.append(Said("... and {count} more of the kind", count=len(problems) - MOST_PROBLEMS))
        super().__init__("\n".join(self.problems))
