# SPDX-License-Identifier: Apache-2.0
"""Disclosure agreements: what a giver shows a taker, for what purpose, until when, signed by both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from klynge.cooperation.barrier.fields import FIELDS, NEVER


@dataclass(frozen=True, slots=True)
class Signature:
    member: str
    person: str
    at: datetime
    person_en: str = ""  # for who reads English, where it was given in both languages


@dataclass(frozen=True, slots=True)
class DisclosureAgreement:
    """`fields` of `giver` that `taker` may see for `purpose`, from `valid_from` up to and with `valid_to`.

    In force from the day both have signed. `about` narrows it to one object of the giver, such as a work centre or
    order; "" means all of them. Raises ValueError for what can never be agreed.
    """

    id: str
    giver: str
    taker: str
    fields: frozenset[str]
    purpose: str
    valid_from: date
    valid_to: date
    about: str = ""
    signatures: tuple[Signature, ...] = ()
    withdrawn: date | None = None

    def __post_init__(self) -> None:
        where = f"agreement {self.id}"
        if not self.purpose.strip():
            raise ValueError(f"{where} has no purpose; say what the information is used for")
        if self.giver == self.taker:
            raise ValueError(f"{where} is {self.giver} with itself; name two members")
        if self.valid_to < self.valid_from:
            raise ValueError(f"{where} ends before it begins; swap the dates")
        if unknown := sorted(self.fields - FIELDS.keys()):
            raise ValueError(f"{where} names fields that are not known: {', '.join(unknown)}; see the list of fields")
        if never := sorted(name for name in self.fields if FIELDS[name] in NEVER):
            raise ValueError(f"{where} names {', '.join(never)}, which no agreement can open; leave it out")
        if strangers := sorted({s.member for s in self.signatures} - {self.giver, self.taker}):
            raise ValueError(f"{where} is signed by {', '.join(strangers)}, who is no party to it; leave that out")

    def in_force(self, day: date) -> bool:
        """Whether both have signed by a day within its validity, and neither has withdrawn."""
        signed = {s.member for s in self.signatures if s.at.date() <= day}
        ended = self.withdrawn is not None and self.withdrawn <= day
        return self.valid_from <= day <= self.valid_to and signed >= {self.giver, self.taker} and not ended


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A question to the barrier: may `reader` see `field` of `owner` (of the object `about`), for `purpose`?"""

    reader: str
    owner: str
    field: str
    purpose: str = ""
    about: str = ""
