# SPDX-License-Identifier: Apache-2.0
"""Why the embedded database does not run, as facts that become words in Norwegian or English."""

from __future__ import annotations

from .texts import TEXTS


class EmbeddedError(RuntimeError):
    """The embedded database cannot run. `kind` is a key of texts.TEXTS, `facts` fill it."""

    def __init__(self, kind: str, **facts: object) -> None:
        self.kind, self.facts = kind, facts
        super().__init__(self.words("en"))

    def words(self, language: str = "en") -> str:
        """What is wrong, where, and how to mend it, in "nb" or "en"."""
        return TEXTS[self.kind][language].format(**self.facts)
