# SPDX-License-Identifier: Apache-2.0
"""The bill of materials of a configuration, as a tree: what goes into it, at which step, and who makes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from klynge.configure.evaluate import shown_number
from klynge.network.model import Item
from klynge.network.units import unit_name

from .fault import Language
from .texts import say


class Kind(StrEnum):
    """Where a part comes from."""

    MADE = "made"  # by the owner of what it goes into
    MEMBER = "member"  # by another member of the cluster
    BOUGHT = "bought"  # or taken from stock or a shared lot


@dataclass(frozen=True, slots=True)
class BillItem:
    """`per_piece` of an item for one piece of what it goes into, `total` for the order, rounded up; without scrap.

    `step` is the step of the consumer that uses it, "" for the product itself.
    """

    item: str
    name: str
    kind: Kind
    owner: str
    unit: str
    step: str
    per_piece: Fraction
    total: int
    parts: tuple[BillItem, ...] = ()

    def walk(self, depth: int = 0) -> Iterator[tuple[int, BillItem]]:
        """This and all below it, with how deep each is."""
        yield depth, self
        for part in self.parts:
            yield from part.walk(depth + 1)

    def words(self, language: Language) -> str:
        """The tree as text, a line each."""
        return "\n".join(f"{'  ' * depth}{one.line(language)}" for depth, one in self.walk())

    def line(self, language: Language) -> str:
        """One line of the tree."""
        unit = unit_name(self.unit, language)
        quantity = f"{shown_number(self.per_piece, language)} {unit}".rstrip()
        said = f"{quantity}  {self.item}"
        if self.name and self.name != self.item:
            said += f"  {self.name}"
        if self.kind is Kind.MEMBER:
            said += say("made-by", owner=self.owner)[language]
        if self.total != self.per_piece:
            said += say("for-the-order", total=self.total, unit=unit)[language]
        return said


def bought(
    item: str, step: str, quantity: Fraction, ordered: int, items: Mapping[str, Item], language: Language
) -> BillItem:
    """A line for an item of the cluster's own tables; its name and unit are known there."""
    known = items.get(item)
    kind, owner = Kind.BOUGHT, known.owner if known else ""
    name, unit = (known.called(language), known.unit) if known else ("", "")
    return BillItem(item, name, kind, owner, unit, step, quantity, _up(quantity * ordered))


def _up(number: Fraction) -> int:
    return -(-number.numerator // number.denominator)
