# SPDX-License-Identifier: Apache-2.0
"""The products of a cluster on one day, and all that can be said of their configurations.

What was compiled of a product and the parts that were made of others are kept, so that many configurations can be asked
for one after another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from klynge.configure.evaluate import Evaluator
from klynge.configure.model import ProductModel
from klynge.network.articles import Article, ArticleRows
from klynge.network.model import Item, Source

from .bill import BillItem, Kind, bought
from .completing import Completing
from .configuration import Configuration, Value
from .drawing import Sheet, drawn
from .fault import ConfigurationError, Fault, Language, fault
from .made import Made, Part
from .making import Making
from .pricing import Price, price_of
from .remembering import remember
from .rows import Articles
from .values import Values, Valuing

_REMEMBERED = 100_000  # items
NO_ITEMS: Mapping[str, Item] = {}


class Work:
    """What is kept of one product: its model, and what answers for its configurations."""

    def __init__(self, model: ProductModel, on: date, language: Language) -> None:
        self.model = model
        self.articles = Articles(model, language)
        self.evaluator = Evaluator(model)
        self.valuing = Valuing(model, self.evaluator)
        self.making = Making(model, self.evaluator)
        self.completing = Completing(model, self.valuing, on)


@dataclass(frozen=True, slots=True)
class PartMade:
    """A part of another product: what it was for, and its configuration."""

    part: Part
    configuration: Configuration
    values: Values
    ordered: int


@dataclass(frozen=True, slots=True)
class _Wanted:
    """So many pieces of a product, for a step of what is made by `consumer`."""

    item: str
    product: str
    values: Values
    ordered: int
    per_piece: Fraction = Fraction(1)
    step: str = ""
    consumer: str = ""


class Desk:
    """Answers for configurations of these products on a day; names are in `language` where a table keeps only one."""

    def __init__(self, products: Mapping[str, ProductModel], on: date, language: Language = "nb") -> None:
        self.products = products
        self.on = on
        self.language: Language = language
        self._works: dict[str, Work] = {}
        self._articles: dict[tuple[str, int], tuple[Article, ...]] = {}
        self._items: dict[str, Item] = {}

    def work(self, product: str) -> Work:
        """What is kept of a product. Raises ConfigurationError for one that there is not."""
        if product not in self._works:
            if product not in self.products:
                known = ", ".join(sorted(self.products)) or "–"
                raise ConfigurationError(product, [fault("no-product", "", product=product, known=known)])
            self._works[product] = Work(self.products[product], self.on, self.language)
        return self._works[product]

    def configuration(self, product: str, choices: Mapping[str, Value]) -> Configuration:
        """A complete and valid configuration. Raises ConfigurationError with all that is wrong with the choices."""
        work = self.work(product)
        values, faults = work.valuing.faults(choices, self.on)
        if faults:
            raise ConfigurationError(product, faults)
        return work.valuing.canonical(values)

    def check(self, configuration: Configuration) -> tuple[Fault, ...]:
        """All that is wrong with a configuration by the present model: nothing when it is valid."""
        return tuple(self.work(configuration.product).valuing.faults(configuration.choices, self.on)[1])

    def values(self, configuration: Configuration) -> Values:
        """A value for every variable. Raises ConfigurationError when the configuration is not valid."""
        values, faults = self.work(configuration.product).valuing.faults(configuration.choices, self.on)
        if faults:
            raise ConfigurationError(configuration.item, faults)
        return values

    def rows(self, configuration: Configuration, quantity: int = 1, item: str = "") -> ArticleRows:
        """The rows of the configured item (called `item`, by default its code) and of its parts of other products.

        Raises ConfigurationError, naming the places of the product, when it is not valid or cannot be made.
        """
        return self.rows_of(item or configuration.item, configuration.product, self.values(configuration), quantity)

    def rows_of(self, item: str, product: str, values: Values, quantity: int = 1) -> ArticleRows:
        """The same for values that were checked before."""
        return ArticleRows(self._rows(item, product, values, quantity))

    def made(self, configuration: Configuration, quantity: int = 1) -> Made:
        """How the configuration is made: steps, materials and parts. Raises as `rows`."""
        return self._making(configuration.item, configuration.product, self.values(configuration), quantity)[0]

    def item(self, name: str) -> Item | None:
        """The item of which rows were made last under that name; None when that is long ago, or never was."""
        return self._items.get(name)

    def hangs_on_quantity(self, product: str) -> bool:
        """Whether the work of a product, or of what may go into it, is not the same for every quantity."""
        waiting, seen = [product], {product}
        while waiting:
            work = self.work(waiting.pop())
            if work.making.by_quantity:
                return True
            more = {part.product for part in work.model.parts} - seen
            seen |= more
            waiting += sorted(more)
        return False

    def bill(
        self,
        configuration: Configuration,
        quantity: int = 1,
        items: Mapping[str, Item] = NO_ITEMS,
        language: Language | None = None,
    ) -> BillItem:
        """The bill of materials for so many pieces; names of bought things are from the cluster's `items`."""
        values = self.values(configuration)
        return self._bill(
            _Wanted(configuration.item, configuration.product, values, quantity), items, language or self.language
        )

    def price(self, configuration: Configuration, quantity: int = 1) -> Price:
        """The price of so many pieces on the day of the desk. Raises ConfigurationError."""
        work = self.work(configuration.product)
        return price_of(work.model, work.evaluator, configuration.item, self.values(configuration), quantity, self.on)

    def weight_g(self, configuration: Configuration) -> int:
        """What a piece weighs; 0 when the product does not say."""
        return self.made(configuration).weight_g

    def name(self, configuration: Configuration, language: Language | None = None) -> str:
        """What the configured item is called."""
        work = self.work(configuration.product)
        return self._name(work, self.values(configuration), language or self.language)

    def drawing(
        self,
        configuration: Configuration,
        quantity: int = 1,
        language: Language | None = None,
        items: Mapping[str, Item] = NO_ITEMS,
    ) -> str:
        """The sheet for the shop floor, as plain text: sizes, choices, bill of materials, steps with their times."""
        lang = language or self.language
        values = self.values(configuration)
        work = self.work(configuration.product)
        made, parts = self._making(configuration.item, configuration.product, values, quantity)
        bill = self._bill(_Wanted(configuration.item, configuration.product, values, quantity), items, lang)
        names = {
            one.configuration.item: self._name(self.work(one.configuration.product), one.values, lang) for one in parts
        }
        sheet = Sheet(configuration, self._name(work, values, lang), values, quantity, made, bill, names)
        return drawn(work.model, work.evaluator, sheet, lang)

    def _note(self, item: Item) -> None:
        self._items[item.id] = item
        if len(self._items) > _REMEMBERED:
            del self._items[next(iter(self._items))]

    def _name(self, work: Work, values: Values, language: Language) -> str:
        pattern = work.model.name.get(language) or work.model.texts[language]
        return work.evaluator.text(pattern, values, language)

    def _making(
        self, name: str, product: str, values: Values, quantity: int, trail: tuple[str, ...] = ()
    ) -> tuple[Made, tuple[PartMade, ...]]:
        work = self.work(product)
        made = work.making.made(name, values, quantity)
        if product in trail:
            raise ConfigurationError(
                name, [fault("contains-itself", "parts", work.model.place, trail=" → ".join((*trail, product)))]
            )
        return made, tuple(self._part(name, part, quantity) for part in made.parts)

    def _part(self, name: str, part: Part, quantity: int) -> PartMade:
        template = part.template
        work = self.work(template.product)
        values, faults = work.completing.cheapest(part.choices)
        if faults:
            key = f"parts.{template.id}"
            why = {lang: "; ".join(f"{one.key}: {one.message[lang]}" for one in faults) for lang in ("nb", "en")}
            raise ConfigurationError(name, [fault("no-part", key, template.place, product=template.product, why=why)])
        ordered = part.quantity * quantity
        return PartMade(part, work.valuing.canonical(values), values, -(-ordered.numerator // ordered.denominator))

    def _rows(
        self, item: str, product: str, values: Values, quantity: int, trail: tuple[str, ...] = ()
    ) -> tuple[Article, ...]:
        work = self.work(product)
        made, parts = self._making(item, product, values, quantity, trail)
        uses = [
            (one.part.template.step, one.configuration.item, one.part.quantity, one.part.template.place)
            for one in parts
        ]
        name, name_en = (self._name(work, values, each) for each in (self.language, "en"))
        english = name_en if name_en != name else ""
        owner, unit = work.model.owner, work.model.unit
        self._note(Item(item, owner, name, unit, Source.MAKE, weight_g=made.weight_g, name_en=english))
        found = {item: work.articles.article(item, name, name_en, made, uses)}
        for one in parts:
            key = (one.configuration.item, one.ordered if self.hangs_on_quantity(one.configuration.product) else 0)
            made_before = self._articles.get(key)
            if made_before is None:
                made_before = self._rows(
                    one.configuration.item, one.configuration.product, one.values, one.ordered, (*trail, product)
                )
                remember(self._articles, key, made_before)
            found |= {each.item: each for each in made_before}
        return tuple(found.values())

    def _bill(
        self, wanted: _Wanted, items: Mapping[str, Item], language: Language, trail: tuple[str, ...] = ()
    ) -> BillItem:
        model = self.work(wanted.product).model
        made, parts = self._making(wanted.item, wanted.product, wanted.values, wanted.ordered, trail)
        below = [bought(used.item, used.step, used.quantity, wanted.ordered, items, language) for used in made.used]
        for one in parts:
            template = one.part.template
            part = _Wanted(
                one.configuration.item,
                one.configuration.product,
                one.values,
                one.ordered,
                one.part.quantity,
                template.step,
                model.owner,
            )
            below.append(self._bill(part, items, language, (*trail, wanted.product)))
        return BillItem(
            wanted.item,
            self._name(self.work(wanted.product), wanted.values, language),
            Kind.MADE if wanted.consumer in ("", model.owner) else Kind.MEMBER,
            model.owner,
            model.unit,
            wanted.step,
            wanted.per_piece,
            wanted.ordered,
            tuple(below),
        )
