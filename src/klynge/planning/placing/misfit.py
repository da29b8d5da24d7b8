# SPDX-License-Identifier: Apache-2.0
"""Why portions cannot be placed as they are wanted, or not be taken away: facts, and words in two languages."""

from __future__ import annotations

from dataclasses import dataclass

from klynge.planning.errors import PlanningError

from .texts import TEXTS


@dataclass(frozen=True, slots=True)
class Misfit:
    """One thing that does not fit: its `kind` (a key of placing.texts.TEXTS), where, and what the text says."""

    kind: str
    where: str
    facts: tuple[tuple[str, int | str], ...] = ()

    def words(self, language: str = "en") -> str:
        """The misfit in "nb" or "en". Raises KeyError for another language."""
        return f"{self.where}: {TEXTS[self.kind][language].format(**dict(self.facts))}"

    def __str__(self) -> str:
        return self.words()


class PlacingError(PlanningError):
    """Portions that cannot be placed as wanted, or an order that cannot be taken off; nothing was changed."""

    def __init__(self, misfits: list[Misfit]) -> None:
        self.misfits = tuple(misfits)
        super().__init__("\n".join(str(misfit) for misfit in misfits))

    def words(self, language: str) -> list[str]:
        """A line for each misfit in "nb" or "en"."""
        return [misfit.words(language) for misfit in self.misfits]
