# SPDX-License-Identifier: Apache-2.0
"""What is wrong with something asked of a plan's promises, as facts and in words of two languages."""

from __future__ import annotations

from ..errors import PlanningError
from .texts import ERRORS, SETUPS


class PromiseError(PlanningError):
    """Something that cannot be done to promises, which are as before; `kind` is a key of promise.texts.ERRORS."""

    def __init__(self, kind: str, **facts: str) -> None:
        self.kind, self.facts = kind, facts
        super().__init__(self.words("en"))

    def words(self, language: str) -> str:
        """What is wrong and how to mend it, in "nb" or "en". Raises KeyError for another language."""
        told = {name: SETUPS[fact][language] if name == "why" else fact for name, fact in self.facts.items()}
        return ERRORS[self.kind][language].format(**told)
