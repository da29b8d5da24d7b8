# SPDX-License-Identifier: Apache-2.0
"""What keeps a request out of the log.

LogError
├── KeyReusedError       the same key for another request (HTTP 422)
├── BrokenPromiseError   a committed day would not be kept (409)
└── UnavailableError     no answer from the database, or stopping (503): the same request may be sent again
"""

from __future__ import annotations

from .texts import TEXTS


class LogError(RuntimeError):
    """A request that was not taken in; nothing of it is in the log. `kind` is a key of texts.TEXTS."""

    def __init__(self, kind: str, **facts: object) -> None:
        self.kind, self.facts = kind, facts
        super().__init__(self.words("en"))

    def words(self, language: str = "en") -> str:
        """Why, and what to do, in "nb" or "en"."""
        return TEXTS[self.kind][language].format(**self.facts)


class KeyReusedError(LogError):
    """The sender used this key for another request."""


class BrokenPromiseError(LogError):
    """Something agreed on would not be kept."""


class UnavailableError(LogError):
    """It is not known whether the request is in the log; sent again with its key it will be, once."""
