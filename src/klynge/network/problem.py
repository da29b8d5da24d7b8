# SPDX-License-Identifier: Apache-2.0
"""What is wrong with a cluster's files: where, what, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from klynge.network.norwegian import in_norwegian

_SHOWN = 60


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One error. `row` is the spreadsheet's (header: 1) or the line of a YAML file; 0 means the whole file."""

    file: str
    row: int
    column: str
    message: str
    remedy: str
    norwegian: tuple[str, str] | None = field(default=None, compare=False)  # where the message is not of this room

    def __str__(self) -> str:
        """The problem on one line, as a planner reads it."""
        return self.line("en")

    def words(self, language: str) -> Problem:
        """The problem in a language, "nb" or "en"; the place stays as it is."""
        if language != "nb":
            return self
        if self.norwegian is not None:
            return replace(self, message=self.norwegian[0], remedy=self.norwegian[1])
        return replace(self, message=in_norwegian(self.message), remedy=in_norwegian(self.remedy))

    def line(self, language: str) -> str:
        """The problem on one line in a language, "nb" or "en"."""
        said = self.words(language)
        row = f" {'rad' if language == 'nb' else 'row'} {self.row}" if self.row else ""
        column = f", {self.column}" if self.column else ""
        return f"{self.file}{row}{column}: {said.message} ({said.remedy})"


class FolderError(Exception):
    """A cluster folder or workbook cannot be used; `problems` says all that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order of files and rows, each once."""
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems[:20]))


class UnfitError(ValueError):
    """A text that is not the value it should be."""

    def __init__(self, message: str, remedy: str) -> None:
        """Say what is wrong and what to write instead."""
        super().__init__(message)
        self.message = message
        self.remedy = remedy


@dataclass(slots=True)
class Findings:
    """The problems found so far. Checks add to it; nothing is raised before everything is read."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, file: str, row: int, column: str, message: str, remedy: str) -> None:
        """Note one problem."""
        self.problems.append(Problem(file, row, column, message, remedy))


def shown(text: str) -> str:
    """A text from a file, short enough for a message and without control characters."""
    plain = "".join(char if char.isprintable() else "�" for char in text[:_SHOWN])
    return f"“{plain}…”" if len(text) > _SHOWN else f"“{plain}”"


def nearest(text: str, names: Iterable[str]) -> str:
    """A remedy that names what was probably meant, or some of what there is."""
    known = sorted(names)
    # Comparing with each of very many names takes minutes, and a very long text is no typing error.
    close = get_close_matches(text, known, n=1, cutoff=0.6) if len(text) <= _SHOWN and len(known) <= 20_000 else []
    if close:
        return f"did you mean “{close[0]}”?"
    if not known:
        return "there is none yet: add it, or leave this out"
    return f"use one of: {', '.join(known[:6])}{', …' if len(known) > 6 else ''}"
