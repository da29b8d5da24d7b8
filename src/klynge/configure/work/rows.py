# SPDX-License-Identifier: Apache-2.0
"""How a configuration is made, as rows of the tables items, routings, links and materials."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from klynge.configure.model import Place, ProductModel
from klynge.network.articles import Article, ArticleRow
from klynge.network.schema import Items, Links, Materials, Routings

from .cells import kroner, one_line, row, share, time_ms
from .fault import Language, spot_of
from .making import Made, MadeStep, MadeWay

_FINEST = 10**6  # of a piece: quantities between are rounded up


def article(
    model: ProductModel,
    item: str,
    name: str,
    made: Made,
    parts: Sequence[tuple[str, str, Fraction, Place]],
    lang: Language,
) -> Article:
    """The rows of one item. `parts` are (step, item, quantity for a piece, place) of other products."""
    routings, links = [], []
    for step in made.steps:
        routings += _step_rows(item, step, lang)
        links += _link_rows(item, step)
    return Article(
        item,
        {
            Items.table.name: (
                row(
                    Items.table,
                    spot_of(model.place),
                    item=item,
                    member=model.owner,
                    name=one_line(name),
                    unit=model.unit,
                    source="make",
                    weight_g=str(made.weight_g) if made.weight_g else "",
                ),
            ),
            Routings.table.name: tuple(routings),
            Links.table.name: tuple(links),
            Materials.table.name: _materials(item, made, parts),
        },
    )


def _step_rows(item: str, step: MadeStep, lang: Language) -> list[ArticleRow]:
    template = step.template
    found = []
    for number, way in enumerate(step.ways):
        # what holds for the step stands in its first row
        cells = {
            "name": one_line(template.texts.get(lang, "")),
            "yield": share(step.yield_permille),
            "max_lots": str(step.max_lots) if step.max_lots > 1 else "",
            "min_lot": str(step.min_lot) if step.min_lot > 1 else "",
            "same_site": template.same_site,
            "after": "|".join(link.before for link in step.after) or "-",
        }
        found.append(
            row(
                Routings.table,
                spot_of(way.place, f"routing.{step.id}"),
                item=item,
                step=step.id,
                **_way_cells(way),
                **(cells if number == 0 else {}),
            )
        )
    return found


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


def _link_rows(item: str, step: MadeStep) -> list[ArticleRow]:
    return [
        row(
            Links.table,
            spot_of(link.place, f"routing.{step.id}.after"),
            item=item,
            before=link.before,
            after=step.id,
            min_lag=time_ms(1000 * link.min_lag_s),
            max_lag="" if link.max_lag_s is None else time_ms(1000 * link.max_lag_s) or "0",
            transfer_quantity="" if link.transfer_quantity is None else str(link.transfer_quantity),
        )
        for link in step.after
        if not link.plain
    ]


def _materials(item: str, made: Made, parts: Sequence[tuple[str, str, Fraction, Place]]) -> tuple[ArticleRow, ...]:
    """What steps use; several lines for the same thing at the same step are one."""
    used: dict[tuple[str, str], tuple[Fraction, str]] = {}
    lines = [(one.step, one.item, one.quantity, spot_of(one.place, f"bill.{one.item}")) for one in made.used]
    lines += [(step, part, quantity, spot_of(place)) for step, part, quantity, place in parts]
    for step, material, quantity, spot in lines:
        before, first = used.get((step, material), (Fraction(0), spot))
        used[step, material] = (before + quantity, first)
    found = []
    for (step, material), (quantity, spot) in used.items():
        if quantity.denominator > _FINEST:
            quantity = Fraction(-(-quantity.numerator * _FINEST // quantity.denominator), _FINEST)
        found.append(
            row(
                Materials.table,
                spot,
                item=item,
                step=step,
                material=material,
                quantity=str(quantity.numerator),
                per=str(quantity.denominator) if quantity.denominator > 1 else "",
            )
        )
    return tuple(found)
