# SPDX-License-Identifier: Apache-2.0
"""Why a backup is not taken or not restored, as facts that become words in Norwegian or English."""

from __future__ import annotations

from .texts import TEXTS


class OperateError(RuntimeError):
    """Nothing was written, or what was has been taken away again. `kind` is a key of texts.TEXTS, `facts` fill it."""

    def __init__(self, kind: str, **facts: object) -> None:
        self.kind, self.facts = kind, facts
        super().__init__(self.words("en"))

    def words(self, language: str = "en") -> str:
        """What is wrong, where, and how to mend it, in "nb" or "en"."""
        return TEXTS[self.kind][language].format(**self.facts)
