# SPDX-License-Identifier: Apache-2.0
"""What a configurator's address says: the product's choices, how many, where to, and what it was before.

The address is all there is: a link shared is the configuration, the browser's way back is undo.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from klynge.configure.work import ChoicesError, Value, format_choices, parse_choices

CHEAPEST, EARLIEST = "cheapest", "earliest"
MOST = 1_000_000
LONGEST = 8000


@dataclass(frozen=True, slots=True)
class Choosing:
    """Choices in the order made. `to` is a region or a postcode as typed; `was` are the choices one step before,
    `beside` those that are kept to compare with; `by` is how what is open is decided, "cheapest" or "earliest".
    `miscounted` when the quantity that was typed is none, and 1 stands for it."""

    product: str
    choices: Mapping[str, Value]
    quantity: int = 1
    to: str = ""
    was: str = ""
    beside: str = ""
    days: bool = False
    by: str = CHEAPEST
    miscounted: bool = False

    @classmethod
    def of(cls, product: str, asked: QueryDict) -> Choosing:
        """From an address; what cannot be read is left out, for a link that was cut short must open too."""
        quantity = asked.get("quantity", "").strip()
        number = int(quantity) if quantity.isascii() and quantity.isdigit() and len(quantity) < 8 else 0
        counted = 1 <= number <= MOST
        return cls(
            product[:120],
            choices_from(asked.get("choices", "")),
            number if counted else 1,
            asked.get("to", "")[:60],
            asked.get("was", "")[:LONGEST],
            asked.get("beside", "")[:LONGEST],
            asked.get("days", "") == "1",
            EARLIEST if asked.get("by", "") == EARLIEST else CHEAPEST,
            miscounted=bool(quantity) and not counted,
        )

    def query(self, **changes: Any) -> str:
        """The part of an address after the question mark, with some of it changed."""
        now = replace(self, **changes)
        pairs = {
            "choices": format_choices(now.choices),
            "quantity": "" if now.quantity == 1 else str(now.quantity),
            "to": now.to,
            "was": now.was,
            "beside": now.beside,
            "days": "1" if now.days else "",
            "by": now.by if now.by != CHEAPEST else "",
        }
        return urlencode({name: value for name, value in pairs.items() if value}, safe="|/")

    def asked(self, **more: Any) -> dict[str, Any]:
        """What the trustee is asked with."""
        return {"product": self.product, "choices": dict(self.choices), "quantity": self.quantity} | more


def choices_from(text: str) -> dict[str, Value]:
    """The choices of an address: as many of them as can be read."""
    found: dict[str, Value] = {}
    for piece in text[:LONGEST].split("|"):
        try:
            found |= parse_choices(piece)
        except ChoicesError:
            continue
    return {
        name: value[:500] for name, value in list(found.items())[:300] if isinstance(value, str) and len(name) <= 120
    }
