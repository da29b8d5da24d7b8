# SPDX-License-Identifier: Apache-2.0
"""What a configuration costs: the product's price lines, each in whole øre for a piece or once for the order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from klynge.configure.evaluate import Evaluator, NoValueError, ore
from klynge.configure.model import ProductModel, Texts

from .fault import ConfigurationError, Fault, Language, fault
from .figures import kroner
from .texts import say
from .values import Values


@dataclass(frozen=True, slots=True)
class PricedLine:
    """`ore` for a piece, or once for the order when `per_order`."""

    id: str
    texts: Texts
    ore: int
    per_order: bool = False


@dataclass(frozen=True, slots=True)
class Price:
    """The lines that are not nothing, for an order of `quantity` pieces. Parts of other products are not in it."""

    lines: tuple[PricedLine, ...]
    quantity: int

    @property
    def piece_ore(self) -> int:
        """One piece, without what is once for the order."""
        return sum(line.ore for line in self.lines if not line.per_order)

    @property
    def order_ore(self) -> int:
        """What is once for the order."""
        return sum(line.ore for line in self.lines if line.per_order)

    @property
    def total_ore(self) -> int:
        """The order."""
        return self.piece_ore * self.quantity + self.order_ore

    def words(self, language: Language) -> str:
        """The lines and the total, a line each."""
        pieces = [line for line in self.lines if not line.per_order]
        once = [line for line in self.lines if line.per_order]
        rows = [(line.texts[language], kroner(line.ore, language)) for line in pieces]
        if self.quantity != 1 or once:
            rows.append((say("a-piece")[language], kroner(self.piece_ore, language)))
        rows += [(line.texts[language], kroner(line.ore, language)) for line in once]
        rows.append((say("in-all", quantity=self.quantity)[language], kroner(self.total_ore, language)))
        wide, long = (max(len(row[at]) for row in rows) for at in (0, 1))
        return "\n".join(f"{name:<{wide}}  {amount:>{long}}" for name, amount in rows)


def price_of(
    model: ProductModel, evaluator: Evaluator, name: str, values: Values, quantity: int, on: date | None
) -> Price:
    """The price of so many pieces. Raises ConfigurationError for lines that have no value."""
    lines = []
    faults: list[Fault] = []
    for line in model.prices:
        if on is not None and not ((line.valid_from or on) <= on <= (line.valid_to or on)):
            continue
        try:
            if line.when is not None and not evaluator.truth(line.when)(values, quantity=quantity):
                continue
            amount = ore(evaluator.number(line.amount)(values, quantity=quantity))
        except NoValueError as error:
            faults.append(fault("no-value", f"prices.{line.id}", line.place, why=str(error)))
            continue
        if amount:
            lines.append(PricedLine(line.id, line.texts, amount, line.per_order))
    if faults:
        raise ConfigurationError(name, faults)
    return Price(tuple(lines), quantity)
