# SPDX-License-Identifier: Apache-2.0
"""How a routing is written down in the firms' modules: steps, each with one or more ways to do it."""

from __future__ import annotations

from dataclasses import dataclass

from klynge.configure.work import Made

from .tables import Tables


@dataclass(frozen=True)
class Way:
    """One alternative of a step: a row of routings.csv. Times are durations such as `40s`."""

    work_centre: str
    each: str = ""
    fixed: str = ""
    family: str = ""
    run: str = ""
    setup: str = ""
    pause: str = ""
    load: int = 0
    agreement: str = ""
    cost_nok: int = 0
    cost_nok_unit: int = 0


@dataclass(frozen=True)
class Step:
    """A step and its link to the steps before it; no `after` means the step written before, `("-",)` none.

    `uses` holds (material, quantity, per). Lags and the transfer quantity belong to the link from the first `after`.
    """

    id: str
    name: str
    ways: tuple[Way, ...]
    uses: tuple[tuple[str, int, int], ...] = ()
    after: tuple[str, ...] = ()
    yield_permille: int = 1000
    max_lots: int = 1
    min_lot: int = 1
    same_site: str = ""
    min_lag: str = ""
    max_lag: str = ""
    transfer: int = 0


def before(steps: list[Step], index: int) -> tuple[str, ...]:
    """The steps that come directly before one."""
    step = steps[index]
    if step.after == ("-",) or (index == 0 and not step.after):
        return ()
    return step.after or (steps[index - 1].id,)


def needed(steps: list[Step], quantity: int) -> dict[str, int]:
    """What goes into each step so that `quantity` comes out at the end, worked out backwards over the yields."""
    out = {step.id: quantity for step in steps}
    into: dict[str, int] = {}
    for index in range(len(steps) - 1, -1, -1):
        step = steps[index]
        into[step.id] = -(-out[step.id] * 1000 // step.yield_permille)
        for earlier in before(steps, index):
            out[earlier] = max(out[earlier], into[step.id])
    return into


def steps_of(made: Made) -> list[Step]:
    """The steps of a configured item, as far as reports of progress need them."""
    found = []
    for step in made.steps:
        links = sorted(step.after, key=lambda link: link.max_lag_s is None)
        found.append(
            Step(
                id=step.id,
                name=step.id,
                ways=tuple(Way(way.work_centre) for way in step.ways),
                after=tuple(link.before for link in links) or ("-",),
                yield_permille=step.yield_permille,
                max_lag="urgent" if any(link.max_lag_s is not None for link in links) else "",
            )
        )
    return found


def add_routing(tables: Tables, item: str, steps: list[Step]) -> None:
    """The rows of routings.csv, links.csv and materials.csv that one item's steps are."""
    for index, step in enumerate(steps):
        for number, way in enumerate(step.ways):
            first = number == 0
            tables.add(
                "routings",
                item=item,
                step=step.id,
                name=step.name if first else "",
                work_centre=way.work_centre,
                fixed=way.fixed,
                per_unit=way.each,
                family=way.family,
                pause=way.pause,
                setup_needs=way.setup,
                run_needs=way.run,
                load_per_unit=way.load or "",
                agreement=way.agreement,
                cost_nok=way.cost_nok or "",
                cost_nok_unit=way.cost_nok_unit or "",
                yield_=step.yield_permille / 1000 if first and step.yield_permille != 1000 else "",
                max_lots=step.max_lots if first and step.max_lots > 1 else "",
                min_lot=step.min_lot if first and step.min_lot > 1 else "",
                same_site=step.same_site if first else "",
                after="|".join(step.after) if first else "",
            )
        if step.min_lag or step.max_lag or step.transfer:
            tables.add(
                "links",
                item=item,
                before=before(steps, index)[0],
                after=step.id,
                min_lag=step.min_lag,
                max_lag=step.max_lag,
                transfer_quantity=step.transfer or "",
            )
        for material, quantity, per in step.uses:
            tables.add(
                "materials", item=item, step=step.id, material=material, quantity=quantity, per=per if per > 1 else ""
            )
