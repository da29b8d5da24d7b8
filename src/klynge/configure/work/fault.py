# SPDX-License-Identifier: Apache-2.0
"""What is wrong with a configuration, or with what its product makes of it: where, what, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from klynge.configure.model import Place, Texts

from .texts import say

Language = Literal["nb", "en"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong. `key` is the place in the product ("rules.glass-weight") or the variable."""

    kind: str
    key: str
    message: Texts
    remedy: Texts
    place: Place | None = None

    @property
    def spot(self) -> str:
        """Where in the product's files, and the key."""
        return spot_of(self.place, self.key)

    def line(self, language: Language) -> str:
        """The fault on one line."""
        return f"{self.spot}: {self.message[language]} ({self.remedy[language]})"


class ConfigurationError(ValueError):
    """A configuration that cannot be, or of which no work can be made; `faults` says all that is wrong."""

    def __init__(self, configuration: str, faults: Iterable[Fault]) -> None:
        self.configuration = configuration
        self.faults = tuple(faults)
        super().__init__("\n".join(f"{configuration}: {fault.line('en')}" for fault in self.faults))

    def words(self, language: Language) -> str:
        """All faults, a line each, in "nb" or "en"."""
        return "\n".join(f"{self.configuration}: {fault.line(language)}" for fault in self.faults)


def fault(kind: str, key: str, place: Place | None = None, **values: object) -> Fault:
    """The fault of that kind, its texts filled in."""
    return Fault(kind, key, say(kind, **values), say(f"{kind}-remedy", **values), place)


def spot_of(place: Place | None, key: str = "") -> str:
    """A place in a product's files, such as "window.yaml:41 routing.plane"."""
    if place is None:
        return key
    line = f":{place.line}" if place.line else ""
    name = key or place.key
    return f"{place.file}{line}{' ' + name if name else ''}"
