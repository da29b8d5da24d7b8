# SPDX-License-Identifier: Apache-2.0
"""A product model compiled for a day: its diagram, and how its variables, numbers and prices lie in it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from ..diagram import Diagram, Sweep
from ..model import ProductModel
from .builder import Stated
from .columns import Flags
from .costs import Criterion
from .domains import Domain, Value
from .evaluation import Language
from .folding import Fold
from .planes import Plane
from .reasons import Reason
from .wide import WideAtom

KEPT = 1024
T = TypeVar("T")

if TYPE_CHECKING:
    from ..session import Count, Session
    from .solver import Solver


@dataclass(eq=False)
class CompiledProduct:
    """One product on one day. Immutable and safe to share between threads; sessions are started from it.

    Variable `number_of[id]` of the diagram is a variable taken value by value (a choice, a number with few values);
    `plane_of[id]` names the plane of another number, and variable `class_of[plane]` is the class of its point.
    Rules and prices hang on the cells of classes that `folds[plane]` has.
    """

    model: ProductModel
    on: date
    language: Language
    domains: dict[str, Domain]
    number_of: dict[str, int]
    planes: tuple[Plane, ...]
    plane_of: dict[str, int]
    class_of: tuple[int, ...]
    folds: tuple[Fold, ...]
    sizes: tuple[int, ...]
    stated: tuple[Stated, ...]  # with indices into reasons
    reasons: tuple[Reason, ...]
    criteria: dict[str, Criterion]
    asked: dict[
        str, tuple[int, Flags]
    ]  # of a text with a condition: the variable that tells, and which of its values do
    wide: tuple[WideAtom, ...]  # conditions that a solver answers
    diagram: Diagram

    def __post_init__(self) -> None:
        self._own = threading.local()
        self._store: dict[object, Any] = {}
        self._keeping = threading.Lock()

    def __getstate__(self) -> dict[str, Any]:
        return {each.name: self.__dict__[each.name] for each in fields(self)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self.__post_init__()

    @property
    def empty(self) -> bool:
        """Whether the rules leave nothing to choose."""
        return self.diagram.empty

    @property
    def sweep(self) -> Sweep:
        """This thread's buffers for sweeping the diagram."""
        if not hasattr(self._own, "sweep"):
            self._own.sweep = self.diagram.sweep()
        sweep: Sweep = self._own.sweep
        return sweep

    @property
    def solver(self) -> Solver | None:
        """What answers about numbers that have too many combinations; None where there are none."""
        if not self.wide and not any(one.wide for one in self.criteria.values()):
            return None
        from .solver import Solver

        found: Solver = self.once("solver", lambda: Solver(
            self.language, self.sizes, self.planes, self.class_of, self.stated, self.wide
        ))  # fmt: skip
        return found

    def by(self, criterion: str) -> CompiledProduct | None:
        """The same product compiled with a criterion; None when the model says nothing about it."""
        if criterion in self.criteria:
            return self
        if (self.model.weight_g if criterion == "weight" else self.model.co2_g) is None:
            return None
        from .compilation import compile_product

        found: CompiledProduct = self.once(
            criterion, lambda: compile_product(self.model, self.on, criteria=("price", criterion))
        )
        return found

    def once(self, key: str, make: Callable[[], T]) -> T:
        """What this thread computes once and keeps as long as the product."""
        store: dict[str, Any] = self._own.__dict__.setdefault("once", {})
        if key not in store:
            store[key] = make()
        found: T = store[key]
        return found

    def kept(self, key: object, make: Callable[[], T]) -> T:
        """What was computed before under a key, or is now; it must never change, since all threads share it."""
        with self._keeping:
            if key in self._store:
                found: T = self._store.pop(key)
                self._store[key] = found  # the last used stand last
                return found
        found = make()
        with self._keeping:
            while len(self._store) >= KEPT:
                del self._store[next(iter(self._store))]
            self._store[key] = found
        return found

    def session(self, choices: Mapping[str, Value] | None = None, *, quantity: int = 1) -> Session:
        """A session with some choices made, in their order; ImpossibleChoiceError when they do not go together."""
        from ..session import Session

        session = Session(self, quantity=quantity)
        for variable, value in (choices or {}).items():
            session = session.choose(variable, value)
        return session

    def count(self) -> Count:
        """How many products there are."""
        return self.session().products

    def possible(self, variable: str, value: Value) -> bool:
        """Whether a product has this value."""
        return self.session().can_be(variable, value)

    def conflict(self) -> tuple[Reason, ...]:
        """Of an empty product the rules that leave nothing, none of which can be left out."""
        from . import checking

        return checking.contradiction(self)

    def dead_options(self) -> tuple[tuple[str, str], ...]:
        """Options in force that no product has, by variable and option."""
        from . import checking

        return checking.dead_options(self)

    def redundant_rules(self) -> tuple[str, ...]:
        """Rules that exclude nothing which the others do not exclude; of two that say the same, both."""
        from . import checking

        return checking.redundant_rules(self)

    def broken(self, choices: Mapping[str, Value]) -> tuple[Reason, ...]:
        """The rules, conditions and dates that a whole configuration breaks."""
        from . import checking

        return checking.broken(self, choices)

    def valid(self, choices: Mapping[str, Value]) -> bool:
        """Whether choices for all variables are a product."""
        from . import checking

        return checking.valid(self, choices)

    def literal(self, variable: str, value: Value) -> int | None:
        """The literal of a variable taken value by value, if it has that value."""
        values = self.domains[variable].values
        if value not in values:
            return None
        return int(self.diagram.first[self.number_of[variable]]) + values.index(value)
