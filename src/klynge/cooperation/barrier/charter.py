# SPDX-License-Identifier: Apache-2.0
"""The founding charter: who is a member from when to when, and that each of them signed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise


class CharterError(ValueError):
    """A membership that cannot be, with what would mend it."""


@dataclass(frozen=True, slots=True)
class Membership:
    """A member from `joined` up to, not with, `left`; `signatory` is the person who signed the charter on `signed`."""

    member: str
    signatory: str
    signed: date
    joined: date
    left: date | None = None
    signatory_en: str = ""  # for who reads English, where it was given in both languages

    def __post_init__(self) -> None:
        if not self.signatory.strip():
            raise CharterError(f"{self.member} has no signatory; name the person who signed the charter")
        if self.joined < self.signed:
            raise CharterError(f"{self.member} joins on {self.joined}, before it signed on {self.signed}; mend one")
        if self.left is not None and self.left <= self.joined:
            raise CharterError(f"{self.member} leaves on {self.left}, not after it joined on {self.joined}; mend one")

    def on(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.joined <= day and (self.left is None or day < self.left)


@dataclass(frozen=True, slots=True)
class Charter:
    """The memberships of a cluster, present and past. A member that left may join again."""

    cluster: str
    memberships: tuple[Membership, ...]

    def __post_init__(self) -> None:
        ordered = sorted(self.memberships, key=lambda m: (m.member, m.joined))
        for before, after in pairwise(ordered):
            if before.member == after.member and (before.left is None or before.left > after.joined):
                raise CharterError(
                    f"{after.member} joins on {after.joined} while it is a member already; end the first"
                )

    @classmethod
    def of(cls, cluster: str, memberships: Iterable[Membership]) -> Charter:
        """The charter of these memberships."""
        return cls(cluster, tuple(memberships))

    def members(self, day: date) -> frozenset[str]:
        """Who is a member on a day."""
        return frozenset(m.member for m in self.memberships if m.on(day))
