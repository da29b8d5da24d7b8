# SPDX-License-Identifier: Apache-2.0
"""What an order needs made: its item and, recursively, the made items it uses, with the quantity of every step.

The parts of an order are named by their item; where an item is used in more than one place, by `item:step` of the step
that uses it, and by `item:step:part` when that step is not the order's own item's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from klynge.job import Material
from klynge.network.model import Item, Link, Routing, Source
from klynge.network.problem import UnfitError
from klynge.network.topology import ordered

MOST_PARTS = 1000


@dataclass(frozen=True, slots=True)
class Part:
    """A made item of an order: `label` is "" for the order's own; `use` is what the consuming step takes of it."""

    label: str
    item: str
    consumer: str = ""
    step: str = ""
    use: Material | None = None


@dataclass(frozen=True)
class Recipe:
    """A routing as orders use it: steps in an order that keeps the links, and what precedes and follows what."""

    routing: Routing

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The steps, every one after those it follows."""
        pairs = [(link.before, link.after) for link in self.routing.links]
        return tuple(ordered((step.id for step in self.routing.steps), pairs))

    @cached_property
    def followers(self) -> dict[str, list[str]]:
        """The steps directly after each step."""
        found: dict[str, list[str]] = {step.id: [] for step in self.routing.steps}
        for link in self.routing.links:
            found[link.before].append(link.after)
        return found

    @cached_property
    def last_steps(self) -> tuple[str, ...]:
        """The steps that nothing follows."""
        return tuple(name for name in self.order if not self.followers[name])

    @cached_property
    def yields(self) -> dict[str, int]:
        """How many of a thousand come out good, by step."""
        return {step.id: step.yield_permille for step in self.routing.steps}

    @cached_property
    def same_site(self) -> tuple[tuple[str, ...], ...]:
        """The groups of steps that share a site."""
        groups: dict[str, list[str]] = {}
        for step in self.routing.steps:
            if step.same_site:
                groups.setdefault(step.same_site, []).append(step.id)
        return tuple(tuple(group) for group in groups.values() if len(group) > 1)

    def quantities(self, wanted: int) -> dict[str, int]:
        """What goes into each step so that `wanted` units come out of every last step, worked out backwards."""
        goes_in: dict[str, int] = {}
        for name in reversed(self.order):
            out = max((goes_in[after] for after in self.followers[name]), default=wanted)
            goes_in[name] = -(-out * 1000 // self.yields[name])
        return goes_in


def transfer_quantity(link: Link, quantity: int) -> int | None:
    """The link's transfer quantity, at least a hundredth of what goes into the step before."""
    return None if link.transfer_quantity is None else max(link.transfer_quantity, -(-quantity // 100))


class _Recipes(Mapping[str, Recipe]):
    """The recipe of each routing, made when it is first asked for: one order needs few of a large catalogue's."""

    def __init__(self, routings: Mapping[str, Routing]) -> None:
        self._routings = routings
        self._made: dict[str, Recipe] = {}

    def __getitem__(self, item: str) -> Recipe:
        if item not in self._made:
            self._made[item] = Recipe(self._routings[item])
        return self._made[item]

    def __contains__(self, item: object) -> bool:
        return item in self._routings

    def __iter__(self) -> Iterator[str]:
        return iter(self._routings)

    def __len__(self) -> int:
        return len(self._routings)


class Expansion:
    """Expands items by their routings. Each item's recipe and bill of parts is worked out once."""

    def __init__(self, items: Mapping[str, Item], routings: Mapping[str, Routing]) -> None:
        """Take the items and their routings, which must be free of cycles."""
        self.items = items
        self.recipes: Mapping[str, Recipe] = _Recipes(routings)
        self._bills: dict[str, tuple[Part, ...]] = {}

    def parts_used(self, item: str) -> Iterator[tuple[str, Material]]:
        """The steps of an item that use made items, and what they use."""
        for step in self.recipes[item].routing.steps:
            for material in step.materials:
                used = self.items.get(material.item)
                if used and used.source is Source.MAKE and used.id in self.recipes:
                    yield step.id, material

    def bill(self, item: str) -> tuple[Part, ...]:
        """The parts of an order for an item, its own first, users before what they use.

        Raises UnfitError when there are more than `MOST_PARTS` of them.
        """
        if item not in self._bills:
            self._bills[item] = self._bill(item)
        return self._bills[item]

    def _bill(self, item: str) -> tuple[Part, ...]:
        uses: list[tuple[int, str, str, Material]] = []  # consumer's place (0: the own item), step, item, use
        names = [item]
        place = 0
        while place < len(names):
            for step, use in self.parts_used(names[place]):
                uses.append((place, step, use.item, use))
                names.append(use.item)
                if len(names) > MOST_PARTS:
                    raise UnfitError(
                        f"an order of {item} needs more than {MOST_PARTS} parts made", "make common parts in lots"
                    )
            place += 1
        count = Counter(names)
        parts = [Part("", item)]
        for consumer, step, name, use in uses:
            user = parts[consumer].label
            label = name if count[name] == 1 else f"{name}:{step}:{user}" if user else f"{name}:{step}"
            parts.append(Part(label, name, user, step, use))
        return tuple(parts)

    def quantities(self, item: str, wanted: int) -> dict[str, dict[str, int]]:
        """What goes into each step of each part, by label and step, for an order of `wanted` units."""
        found: dict[str, dict[str, int]] = {}
        for part in self.bill(item):
            need = wanted if part.use is None else part.use.needed(found[part.consumer][part.step])
            found[part.label] = self.recipes[part.item].quantities(need)
        return found
