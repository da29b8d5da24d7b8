# SPDX-License-Identifier: Apache-2.0
"""What is left open of a part is completed at the lowest price, the same every time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from klynge.configure.model import ProductModel, TextVariable

from .configuration import Value
from .fault import Fault, fault
from .remembering import remember
from .values import Values, Valuing

if TYPE_CHECKING:
    from klynge.configure import CompiledProduct


class Completing:
    """Completes choices of one product, by session only where something is left to choose."""

    def __init__(self, model: ProductModel, valuing: Valuing, on: date) -> None:
        self._model = model
        self._valuing = valuing
        self._on = on
        self._compiled: CompiledProduct | None = None
        self._known: dict[frozenset[tuple[str, Value]], tuple[Values, tuple[Fault, ...]]] = {}

    @property
    def compiled(self) -> CompiledProduct:
        """The product as sessions need it, compiled when it is first asked for."""
        if self._compiled is None:
            from klynge.configure import compile_product  # it loads the compiled kernels, which few folders need

            self._compiled = compile_product(self._model, self._on)
        return self._compiled

    def cheapest(self, choices: Mapping[str, Value]) -> tuple[Values, tuple[Fault, ...]]:
        """Values of all variables at the lowest price, or what is wrong."""
        key = frozenset(choices.items())
        if key not in self._known:
            remember(self._known, key, self._cheapest(choices))
        return self._known[key]

    def _cheapest(self, choices: Mapping[str, Value]) -> tuple[Values, tuple[Fault, ...]]:
        typed, faults = self._valuing.typed(choices)
        if faults:
            return {}, tuple(faults)
        values, missing = self._valuing.complete(typed)
        texts = [name for name in missing if isinstance(self._model.variables[name], TextVariable)]
        if texts:
            return {}, tuple(fault("missing-text", name, self._model.variables[name].place) for name in texts)
        if missing:
            from klynge.configure import ImpossibleChoiceError

            try:
                found = self.compiled.session(typed).complete_by("cheapest")
            except ImpossibleChoiceError:
                found = None
            if found is None:
                return {}, (fault("impossible", self._model.id, self._model.place, product=self._model.id),)
            typed |= found.choices
            values, _ = self._valuing.complete(typed)
        # what an outer product says of a variable that is not asked is no fault: it says so for those that ask
        values, wrong = self._valuing.faults({name: values[name] for name in values}, self._on)
        return values, tuple(wrong)
