# SPDX-License-Identifier: Apache-2.0
"""A draft beside the published plan: what moves, whose days are others, what it costs; as its firm may hear it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from klynge.planning.diff import Diff, diff
from klynge.planning.fold import PlanState
from klynge.planning.improve import objective_of
from klynge.planning.repair.texts import KINDS
from klynge.server.drafts.models import Draft
from klynge.server.drafts.texts import EDITS, PARTLY
from klynge.server.trustee.desk import Desk
from klynge.server.trustee.drafting import Done, RefusedError, Working
from klynge.server.trustee.judging import arrivals_of, judged, lateness, new_days_of
from klynge.server.trustee.plan import line, own_centres
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.wording import words

Results = Sequence[Done | RefusedError]


def compared(working: Working, desk: Desk, asker: Asker) -> dict[str, Any]:
    """What a plan is otherwise than the one it was made of."""
    base, state = working.base, working.state
    found = diff(state.network, state.work(), base.as_plan(), state.as_plan())
    before, after = arrivals_of(base), arrivals_of(state)
    mine = own_part(found, state, asker)
    (late_before, late_s_before), (late_after, late_s_after) = (
        lateness(each, arrivals, asker.code) for each, arrivals in ((base, before), (state, after))
    )
    called = {name: centre.called(asker.language) for name, centre in state.network.work_centres.items()}
    others = {one.order for one in found.moved} - {one.order for one in found.moved if _is_own(one.order, state, asker)}
    return {
        "same": found.same,
        "words": mine.words(asker.language, portions=not others or bool(mine.moved), names=called).splitlines(),
        "orders_moved": len({one.order for one in found.moved}),
        "portions_moved": len(found.moved),
        "portions_here": len(mine.moved),
        "late_before": late_before,
        "late_after": late_after,
        "late_s_before": late_s_before,
        "late_s_after": late_s_after,
        "cost_ore": None if others else _money(working),
        "broken": [name for name in judged(base, before, after, asker).broken if _is_own(name, state, asker)],
    } | new_days_of(state, before, after, desk, asker)


def own_part(found: Diff, state: PlanState, asker: Asker) -> Diff:
    """Of a difference what the asker may see: its own orders, and what stands at its own work centres."""
    own = set(own_centres(state.network, asker))

    def mine(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in names if _is_own(name, state, asker))

    moved = tuple(one for one in found.moved if {one.work_centre[0], one.work_centre[1]} & own)
    centres = Counter(name for one in moved for name in set(one.work_centre) if name in own)
    sites: Counter[str] = Counter()
    for name, count in centres.items():
        sites[state.network.work_centres[name].site] += count
    return replace(
        found,
        added=mine(found.added),
        removed=mine(found.removed),
        arrivals=tuple(one for one in found.arrivals if _is_own(one.order, state, asker)),
        moved=moved,
        portions=sum(portion.work_centre in own for made in state.placements.values() for portion in made),
        by_site=dict(sorted(sites.items())),
        by_work_centre=dict(sorted(centres.items())),
    )


def edits_told(draft: Draft, results: Results, desk: Desk, asker: Asker) -> list[dict[str, Any]]:
    """A draft's edits, those that were undone too."""
    found = []
    for number, edit in enumerate(draft.edits):
        result = results[number] if number < len(results) else None
        found.append(
            {
                "number": number + 1,
                "kind": edit["kind"],
                "words": edit_in_words(edit, desk.plan.state, asker.language),
                "done": number < draft.done,
                "dropped": None if result is None else _dropped(result, desk.plan.state, asker),
            }
        )
    return found


def dropped_told(draft: Draft, results: Results, state: PlanState, asker: Asker) -> list[dict[str, Any]]:
    """The edits that did not fit any more, each with its reason."""
    found = []
    for number, (edit, result) in enumerate(zip(draft.edits, results, strict=False)):
        why = _dropped(result, state, asker)
        if why is not None:
            said = edit_in_words(edit, state, asker.language)
            found.append({"number": number + 1, "kind": edit["kind"], "edit": said, "words": why})
    return found


def edit_in_words(edit: Mapping[str, Any], state: PlanState, language: str) -> str:
    """An edit on one line."""
    text = EDITS[edit["kind"]][language]
    if edit["kind"] == "move":
        place, to = edit["place"], edit["to"]
        return text.format(
            job=place["job"],
            operation=_operation(place, state, language),
            from_place=_unit(place, state, language),
            from_time=_time(place["start"], state, language),
            to_place=_unit(to, state, language),
            to_time=_time(to["start"], state, language),
        )
    if edit["kind"] == "repair":
        return text.format(order=edit["order"], title=KINDS[language][edit["title"]])
    if edit["kind"] == "improve":
        return text.format(orders=len(edit["placements"]["orders"]))
    return text.format(job=edit["job"], operation=_operation(edit, state, language))


def _dropped(result: Done | RefusedError, state: PlanState, asker: Asker) -> str | None:
    if isinstance(result, RefusedError):
        return words(result, state, asker)
    return PARTLY[asker.language].format(orders=len(result.dropped)) if result.dropped else None


def _is_own(name: str, state: PlanState, asker: Asker) -> bool:
    return name in state.orders and line(state.orders[name], name).owner == asker.code


def _money(working: Working) -> int:
    """Øre that the plan costs more than before."""
    before = working.made_of
    return int(objective_of(working.replica.schedule)[2] - objective_of(before.schedule)[2])


def _operation(place: Mapping[str, Any], state: PlanState, language: str) -> str:
    """What an operation is called; its code where it is no more."""
    name = state.order_of(str(place["job"]))
    jobs = () if name is None else state.orders[name].jobs
    names = (
        op.called(language)
        for job in jobs
        if job.id == place["job"]
        for op in job.operations
        if op.id == place["operation"]
    )
    return next(names, str(place["operation"]))


def _unit(place: Mapping[str, Any], state: PlanState, language: str) -> str:
    centre = state.network.work_centres.get(place["work_centre"])
    name = place["work_centre"] if centre is None else centre.called(language)
    return f"{name} {place['unit']}" if centre is not None and centre.units > 1 else name


def _time(text: str, state: PlanState, language: str) -> str:
    moment = datetime.fromisoformat(text).astimezone(ZoneInfo(state.network.time_zone))
    return moment.strftime("%d.%m. %H:%M" if language == "nb" else "%d %b %H:%M")
