# SPDX-License-Identifier: Apache-2.0
"""What was found wrong with a product model."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from klynge.configure.check.texts import FINDINGS
from klynge.configure.model import Place
from klynge.network.norwegian import in_norwegian


class Severity(StrEnum):
    """An error will be met by customers or the shop floor; a warning may be meant."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing: its code, where it stands, and the facts of its texts."""

    severity: Severity
    code: str
    place: Place
    facts: tuple[tuple[str, str], ...] = ()

    def message(self, language: str) -> str:
        """What is wrong, in "nb" or "en"."""
        words = FINDINGS[self.code]
        return (words.nb if language == "nb" else words.en).format(**self._said(language))

    def remedy(self, language: str) -> str:
        """How to mend it, in "nb" or "en"."""
        words = FINDINGS[self.code]
        return (words.nb_remedy if language == "nb" else words.en_remedy).format(**self._said(language))

    def _said(self, language: str) -> dict[str, str]:
        said = dict(self.facts)
        if language == "nb" and "near" in said:
            said["near"] = in_norwegian(said["near"])
        return said

    def line(self, language: str) -> str:
        """The finding on one line."""
        at = f" {'rad' if language == 'nb' else 'row'} {self.place.line}" if self.place.line else ""
        key = f", {self.place.key}" if self.place.key else ""
        return f"{self.place.file}{at}{key}: {self.message(language)} ({self.remedy(language)})"


def error(code: str, place: Place, **facts: object) -> Finding:
    """An error."""
    return Finding(Severity.ERROR, code, place, tuple((name, str(fact)) for name, fact in facts.items()))


def warning(code: str, place: Place, **facts: object) -> Finding:
    """A warning."""
    return Finding(Severity.WARNING, code, place, tuple((name, str(fact)) for name, fact in facts.items()))
