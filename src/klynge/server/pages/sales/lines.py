# SPDX-License-Identifier: Apache-2.0
"""Order lines as they are pasted: item; quantity; wanted day, by semicolon or tab, a line each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from re import fullmatch
from typing import Any

from klynge.server.pages.sales.promising import Days, Taken
from klynge.server.pages.sales.things import Desk, Thing
from klynge.server.texts import say

MOST_LINES, MOST = 100, 1_000_000


@dataclass
class Line:
    """One line: what it says, what is wrong with it, its days, and what it was held as."""

    number: int
    text: str
    thing: Thing | None = None
    quantity: int = 0
    wanted: date | None = None
    wrong: list[str] = field(default_factory=list)
    which: str = ""
    days: Days | None = None
    taken: Taken | None = None

    def asked(self, region: str) -> dict[str, Any]:
        """What the trustee is asked with."""
        assert self.thing is not None  # the line is sound
        wanted = self.wanted.isoformat() if self.wanted else None
        return self.thing.asked() | {"quantity": self.quantity, "region": region, "wanted": wanted}


@dataclass
class Sheet:
    """All that was sent: what was typed, the lines, and what is wrong beside a field."""

    typed: dict[str, str]
    lines: list[Line]
    customer: str = ""
    region: str = ""
    reference: str = ""
    wrong: dict[str, str] = field(default_factory=dict)

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.wrong and not any(line.wrong for line in self.lines)

    @property
    def asked(self) -> bool:
        """Whether the days of the lines are known, so that they can be held."""
        return bool(self.lines) and all(line.days is not None and line.days.offers for line in self.lines)


def read(desk: Desk, posted: Mapping[str, str]) -> Sheet:
    """What was sent, with all that is wrong with it."""
    typed = {name: posted.get(name, "") for name in ("customer", "region", "reference", "lines")}
    texts = [(n, text.strip()) for n, text in enumerate(typed["lines"].splitlines(), start=1) if text.strip()]
    sheet = Sheet(typed, [_line(desk, n, text) for n, text in texts[:MOST_LINES]])
    sheet.customer, sheet.reference = typed["customer"].strip()[:120], typed["reference"].strip()[:200]
    sheet.region = desk.region(typed["region"]) or ""
    for line in sheet.lines:
        line.which = posted.get(f"which-{line.number}", "")
    if not sheet.customer:
        sheet.wrong["customer"] = say("Write for whom the order is.")
    if not sheet.region:
        sheet.wrong["region"] = say(
            "We do not know where that is. Write a Norwegian postcode of four digits, or one of the regions: {names}.",
            names=", ".join(desk.places),
        )
    if not texts:
        sheet.wrong["lines"] = say("Paste at least one line.")
    elif len(texts) > MOST_LINES:
        sheet.wrong["lines"] = say("Paste at most {n} lines at a time.", n=MOST_LINES)
    return sheet


def _line(desk: Desk, number: int, text: str) -> Line:
    parts = [part.strip() for part in text.replace("\t", ";").split(";")]
    line = Line(number, text, desk.thing(parts[0]))
    if line.thing is None:
        line.wrong.append(say("You sell nothing called “{name}”.", name=parts[0]))
    amount = "".join(parts[1].split()) if len(parts) > 1 else "1"
    if amount.isascii() and amount.isdigit() and len(amount) < 8 and 1 <= int(amount) <= MOST:
        line.quantity = int(amount)
    else:
        line.wrong.append(say("“{text}” is no quantity; write a whole number.", text=amount))
    if len(parts) > 2 and parts[2]:
        line.wanted = day_of(parts[2])
        if line.wanted is None:
            line.wrong.append(say("“{text}” is no day; write 2026-03-31 or 31.3.2026.", text=parts[2]))
    if len(parts) > 3 and any(parts[3:]):
        line.wrong.append(say("There is more than item, quantity and wanted day; take the rest away."))
    return line


def day_of(text: str) -> date | None:
    """A day as people write it: 2026-03-31 or 31.3.2026."""
    try:
        if found := fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(text) if fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
    except ValueError:
        return None
