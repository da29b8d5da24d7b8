# SPDX-License-Identifier: Apache-2.0
"""One thing that is wrong in a plan: structured facts, turned into words in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from klynge.planning.check.texts import MOMENT, TEXTS

Fact = int | str | datetime


@dataclass(frozen=True, slots=True)
class Finding:
    """A breach of one rule of docs/explanation/planning-model.md.

    `rule` is the rule's code, `where` names the operation, unit, pool, lot or order by identifier, `kind` the
    text, and `facts` what the text says (moments are local).
    """

    rule: str
    where: str
    kind: str
    facts: tuple[tuple[str, Fact], ...] = ()

    @property
    def message(self) -> str:
        """The finding in English."""
        return self.words("en")

    def words(self, language: str = "en") -> str:
        """The finding in `language` ("nb" or "en"). Raises KeyError for another language."""
        said = {
            name: fact.strftime(MOMENT[language]) if isinstance(fact, datetime) else fact for name, fact in self.facts
        }
        return f"{self.where}: {TEXTS[self.kind][language].format(**said)}"

    def __str__(self) -> str:
        return f"[{self.rule}] {self.message}"
