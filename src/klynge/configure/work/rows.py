# SPDX-License-Identifier: Apache-2.0
"""How a configuration is made, as rows of the tables items, routings, links and materials."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from klynge.configure.model import Place, ProductModel, Texts
from klynge.network.articles import Article, ArticleRow
from klynge.network.schema import Items, Links, Materials, Routings

from .cells import kroner, one_line, row, share, time_ms
from .fault import Language, spot_of
from .made import Made, MadeStep, MadeWay
from .remembering import remember

_FINEST = 10**6  # of a piece: quantities between are rounded up


Parts = Sequence[tuple[str, str, Fraction, Place]]
"""Step, item, quantity for a piece and place of each part of another product."""


class Articles:
    """Writes the rows of one product's articles; steps that are made alike have the same rows."""

    def __init__(self, model: ProductModel, language: Language) -> None:
        self._model = model
        self._language: Language = language
        self._steps: dict[int, tuple[MadeStep, tuple[ArticleRow, ...], tuple[ArticleRow, ...]]] = {}
        self._place = spot_of(model.place)
        self._used: dict[tuple[str, str, int, int], ArticleRow] = {}

    def article(self, item: str, name: str, name_en: str, made: Made, parts: Parts) -> Article:
        """The rows of one item."""
        model = self._model
        own = row(
            Items.table,
            self._place,
            member=model.owner,
            name=one_line(name),
            unit=model.unit,
            source="make",
            weight_g=str(made.weight_g) if made.weight_g else "",
            name_en=one_line(name_en) if name_en != name else "",
        )
        steps = [self._of_step(step) for step in made.steps]
        return Article(
            item,
            {
                Items.table.name: (own,),
                Routings.table.name: tuple(one for routings, _ in steps for one in routings),
                Links.table.name: tuple(one for _, links in steps for one in links),
                Materials.table.name: tuple(self._materials(made, parts)),
            },
        )

    def _of_step(self, step: MadeStep) -> tuple[tuple[ArticleRow, ...], tuple[ArticleRow, ...]]:
        known = self._steps.get(id(step))
        if known is None or known[0] is not step:
            known = (step, tuple(_step_rows(step, self._language)), tuple(_link_rows(step)))
            remember(self._steps, id(step), known)
        return known[1:]

    def _materials(self, made: Made, parts: Parts) -> Iterator[ArticleRow]:
        """What steps use; several parts alike at the same step are one row."""
        for one in made.used:
            yield self._material(one.step, one.item, one.quantity, one.place, f"bill.{one.item}")
        used: dict[tuple[str, str], tuple[Fraction, Place]] = {}
        for step, part, quantity, place in parts:
            before, first = used.get((step, part), (Fraction(0), place))
            used[step, part] = (before + quantity, first)
        for (step, part), (quantity, place) in used.items():
            yield self._material(step, part, quantity, place, place.key)

    def _material(self, step: str, material: str, quantity: Fraction, place: Place, key: str) -> ArticleRow:
        known = (step, material, quantity.numerator, quantity.denominator)
        if known not in self._used:
            remember(self._used, known, _material_row(step, material, quantity, spot_of(place, key)))
        return self._used[known]


def _material_row(step: str, material: str, quantity: Fraction, spot: str) -> ArticleRow:
    if quantity.denominator > _FINEST:
        quantity = Fraction(-(-quantity.numerator * _FINEST // quantity.denominator), _FINEST)
    number, per = quantity.numerator, quantity.denominator
    return row(
        Materials.table, spot, step=step, material=material, quantity=str(number), per=str(per) if per > 1 else ""
    )


def _step_rows(step: MadeStep, language: Language) -> Iterator[ArticleRow]:
    template = step.template
    # what holds for the step stands in its first row
    first = {
        "name": one_line(template.texts.get(language, "")),
        "yield": share(step.yield_permille),
        "max_lots": str(step.max_lots) if step.max_lots > 1 else "",
        "min_lot": str(step.min_lot) if step.min_lot > 1 else "",
        "same_site": template.same_site,
        "after": "|".join(link.before for link in step.after) or "-",
        "name_en": _english(template.texts, language),
    }
    for number, way in enumerate(step.ways):
        cells = first if number == 0 else {}
        yield row(Routings.table, spot_of(way.place, f"routing.{step.id}"), step=step.id, **_way_cells(way), **cells)


def _english(texts: Texts, language: Language) -> str:
    """The English name where it is another than that in the language."""
    english = texts.get("en", "")
    return one_line(english) if english != texts.get(language, "") else ""


def _way_cells(way: MadeWay) -> dict[str, str]:
    return {
        "work_centre": way.work_centre,
        "fixed": time_ms(1000 * way.fixed_s),
        "per_unit": time_ms(way.unit_ms),
        "family": way.family,
        "pause": way.pause.value,
        "setup_needs": "|".join(way.setup_needs),
        "run_needs": "|".join(way.run_needs),
        "load_per_unit": str(way.load_per_unit) if way.load_per_unit else "",
        "agreement": way.agreement,
        "cost_nok": kroner(way.cost_ore),
        "cost_nok_unit": kroner(way.cost_ore_unit),
    }


def _link_rows(step: MadeStep) -> Iterator[ArticleRow]:
    for link in step.after:
        if not link.plain:
            yield row(
                Links.table,
                spot_of(link.place, f"routing.{step.id}.after"),
                before=link.before,
                after=step.id,
                min_lag=time_ms(1000 * link.min_lag_s),
                max_lag="" if link.max_lag_s is None else time_ms(1000 * link.max_lag_s) or "0",
                transfer_quantity="" if link.transfer_quantity is None else str(link.transfer_quantity),
            )
