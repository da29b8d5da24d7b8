# SPDX-License-Identifier: Apache-2.0
"""What was found wrong, as facts that become words; and all of it as a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from .texts import ADVICE, CHECKS, TEXTS

FORMAT = "klynge-doctor/1"


class Worded(Protocol):
    """An error or problem of another part that says itself what is wrong."""

    def words(self, language: str = "en") -> str:
        """What is wrong, where, and how to mend it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing: `kind` is a key of texts.TEXTS, `facts` fill it; `told` is by whom it is worded when not by us.

    A fault has to be mended; what is none is advice.
    """

    kind: str
    facts: Mapping[str, object] = field(default_factory=dict)
    told: Worded | None = None

    @property
    def fault(self) -> bool:
        """Whether it has to be mended."""
        return self.kind not in ADVICE

    def words(self, language: str = "en") -> str:
        """What is wrong, where, and how to mend it, in "nb" or "en"."""
        if self.told is not None:
            return self.told.words(language)
        return TEXTS[self.kind][language].format(**self.facts)


def found(kind: str, **facts: object) -> Finding:
    """A finding of a kind."""
    return Finding(kind, facts)


@dataclass(frozen=True, slots=True)
class Report:
    """What each check found, in order; none when all is well there."""

    checks: Mapping[str, tuple[Finding, ...]]

    @property
    def findings(self) -> list[Finding]:
        """All of them."""
        return [finding for findings in self.checks.values() for finding in findings]

    @property
    def well(self) -> bool:
        """Whether nothing has to be mended."""
        return not any(finding.fault for finding in self.findings)

    def lines(self, language: str) -> list[str]:
        """For people: a line for each check, and under it what was found."""
        lines = []
        for name, findings in self.checks.items():
            state = "bad" if any(finding.fault for finding in findings) else "note" if findings else "good"
            lines.append(f"{TEXTS[state][language]:>6}  {CHECKS[name][language]}")
            lines += [f"        - {finding.words(language)}" for finding in findings]
        return lines

    def to_data(self, language: str) -> dict[str, Any]:
        """For machines."""
        findings = [
            {
                "check": name,
                "kind": finding.kind,
                "fault": finding.fault,
                "text": finding.words(language),
                "facts": {key: str(value) for key, value in finding.facts.items()},
            }
            for name, several in self.checks.items()
            for finding in several
        ]
        return {"format": FORMAT, "well": self.well, "checked": list(self.checks), "findings": findings}
