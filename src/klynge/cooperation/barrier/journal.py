# SPDX-License-Identifier: Apache-2.0
"""The journal of disclosures: every one, with the rule that allowed it, in a chain of hashes that shows tampering."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256

FIRST = "0" * 64


class JournalError(ValueError):
    """A journal that was changed after it was written: which entry does not fit the one before it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One disclosure (or release of a figure). `hash` covers the entry and the hash before it."""

    number: int
    at: datetime
    reader: str
    owner: str
    field: str
    about: str
    purpose: str
    rule: str
    agreement: str
    before: str
    hash: str = ""

    def sealed(self) -> Entry:
        """The entry with its hash."""
        content = asdict(replace(self, hash="")) | {"at": self.at.isoformat()}
        text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return replace(self, hash=sha256(text.encode()).hexdigest())


class Journal:
    """Entries in order. Appending is the only way to change it."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        """Take a journal that was stored. Raises JournalError when its chain is broken."""
        self._entries = list(entries)
        before = FIRST
        for number, entry in enumerate(self._entries, 1):
            if entry.number != number or entry.before != before or entry.sealed().hash != entry.hash:
                raise JournalError(f"entry {number} of the journal was changed or is missing; compare with a backup")
            before = entry.hash

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def last_hash(self) -> str:
        """The hash to publish or to write down elsewhere: it vouches for all entries up to here."""
        return self._entries[-1].hash if self._entries else FIRST

    def append(
        self,
        at: datetime,
        *,
        reader: str,
        owner: str,
        field: str,
        rule: str,
        about: str = "",
        purpose: str = "",
        agreement: str = "",
    ) -> Entry:
        """Add a disclosure; `at` has a time zone."""
        if at.tzinfo is None:
            raise ValueError("the moment of a disclosure has no time zone; give an offset such as +01:00")
        entry = Entry(len(self) + 1, at, reader, owner, field, about, purpose, rule, agreement, self.last_hash).sealed()
        self._entries.append(entry)
        return entry

    def of(self, member: str) -> tuple[Entry, ...]:
        """What was shown of a member, and what it was shown."""
        return tuple(entry for entry in self._entries if member in (entry.reader, entry.owner))

    def csv(self) -> str:
        """The journal as a table for counsel; a text that a spreadsheet would take for a formula is quoted."""
        return csv_of(self._entries)


def csv_of(entries: Iterable[Entry]) -> str:
    """Entries as a table; a text that a spreadsheet would take for a formula is quoted."""
    out = io.StringIO()
    names = list(Entry.__dataclass_fields__)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for entry in entries:
        content = asdict(entry) | {"at": entry.at.isoformat()}
        writer.writerow([_plain(str(content[name])) for name in names])
    return out.getvalue()


def _plain(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
