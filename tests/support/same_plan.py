# SPDX-License-Identifier: Apache-2.0
"""Plans compared as they are, but for the names that the engine gives to batches and supply lots."""

from __future__ import annotations

from dataclasses import replace

from klynge.planning.plan import Plan, Portion


def unnamed(plan: Plan) -> Plan:
    """The plan with supply lots named by their number and batches by their place."""
    names = {lot.id: f"lot {number}" for number, lot in enumerate(plan.lots)}

    def portion(one: Portion) -> Portion:
        pegs = tuple(replace(peg, id=names.get(peg.id, peg.id)) for peg in one.pegs)
        batch = f"{one.work_centre} {one.unit} {one.start}" if one.batch else ""
        return replace(one, job=names.get(one.job, one.job), batch=batch, pegs=pegs)

    portions = sorted(map(portion, plan.portions), key=lambda p: (p.order, p.job, p.operation, p.start, p.unit))
    return replace(plan, portions=tuple(portions), lots=tuple(replace(lot, id=names[lot.id]) for lot in plan.lots))


def where_all_is(plan: Plan) -> list[tuple[object, ...]]:
    """Every portion by place and time, with pools and material, whatever its batch or supply lot is called."""
    return sorted(
        (
            *(p.order, p.job if p.order else "", p.operation, p.work_centre, p.unit, p.setup_start, p.start, p.end),
            *(p.quantity, p.pools),
            tuple(
                sorted((peg.item, peg.quantity, peg.source, "" if peg.source == "lot" else peg.id) for peg in p.pegs)
            ),
        )
        for p in plan.portions
    )
