# SPDX-License-Identifier: Apache-2.0
"""What is wrong with product files: gathered from all of them, and told at once."""

from __future__ import annotations

from dataclasses import dataclass, field

from klynge.configure.model import Place
from klynge.configure.reading.texts import MESSAGES
from klynge.network.norwegian import in_norwegian
from klynge.network.problem import FolderError, Problem, UnfitError

_SHOWN = 60
_MOST = 1000  # problems that are kept; a table of the wrong kind has one a row


class ProductError(FolderError):
    """A product's files cannot be used; `problems` says all that is wrong with them."""


@dataclass(slots=True)
class Report:
    """The problems found so far; nothing is raised before everything is read."""

    problems: list[Problem] = field(default_factory=list)

    def say(self, place: Place, code: str, **facts: object) -> None:
        """Note a problem by the code of its texts; `near` is a remedy that names what was probably meant."""
        if len(self.problems) < _MOST:
            self.problems.append(problem(place, code, **facts))

    def unfit(self, place: Place, error: UnfitError) -> None:
        """Note a text that is not the value it should be."""
        if len(self.problems) < _MOST:
            self.problems.append(Problem(place.file, place.line, place.key, error.message, error.remedy))


def problem(place: Place, code: str, **facts: object) -> Problem:
    """The problem of a code at a place, in both languages."""
    said = {name: _short(str(fact)) if name != "near" else str(fact) for name, fact in facts.items()}
    words = MESSAGES[code]
    norwegian = {**said, "near": in_norwegian(said["near"])} if "near" in said else said
    return Problem(
        place.file,
        place.line,
        place.key,
        words.en.format(**said),
        words.en_remedy.format(**said),
        (words.nb.format(**norwegian), words.nb_remedy.format(**norwegian)),
    )


def _short(text: str) -> str:
    plain = "".join(char if char.isprintable() else "�" for char in text[:_SHOWN])
    return f"{plain}…" if len(text) > _SHOWN else plain
