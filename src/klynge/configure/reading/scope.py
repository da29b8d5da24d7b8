# SPDX-License-Identifier: Apache-2.0
"""The names that an expression may use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from klynge.configure.model import AnyVariable, ChoiceVariable, NumberVariable
from klynge.network.problem import nearest


@dataclass(frozen=True, slots=True)
class Scope:
    """Names by what they are. Those in `broken` have an error of their own, told already; tables end in a point."""

    variables: dict[str, AnyVariable] = field(default_factory=dict)
    derived: frozenset[str] = frozenset()
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)  # of look-up tables
    broken: frozenset[str] = frozenset()
    quantity: bool = False

    def with_quantity(self) -> Scope:
        """The same, where `quantity` may be used."""
        return replace(self, quantity=True)

    def choice(self, name: str) -> ChoiceVariable | None:
        """The choice variable of that name."""
        found = self.variables.get(name)
        return found if isinstance(found, ChoiceVariable) else None

    def number(self, name: str) -> NumberVariable | None:
        """The number variable of that name."""
        found = self.variables.get(name)
        return found if isinstance(found, NumberVariable) else None

    def near(self, name: str, also: Iterable[str] = ()) -> str:
        """A remedy for a name that is not there."""
        return nearest(name, {*self.variables, *self.derived, *also})
