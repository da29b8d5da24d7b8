# SPDX-License-Identifier: Apache-2.0
"""`routing`: the steps that make a piece, the ways to do each, and what follows on what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import TypeVar

from klynge.configure.expression import Expression, Number
from klynge.configure.model import After, Family, StepTemplate, Way
from klynge.configure.reading import common
from klynge.configure.reading.placeholders import check_placeholders
from klynge.configure.reading.scope import Scope
from klynge.configure.reading.tree import Entry
from klynge.job import Pause
from klynge.network import values
from klynge.network.problem import UnfitError, nearest

T = TypeVar("T")

_STEP = ("texts", "ways", "after", "when", "yield", "max_lots", "min_lot", "same_site")
_WAY = (
    "work_centre",
    "when",
    "fixed",
    "per_unit",
    "family",
    "pause",
    "setup_needs",
    "run_needs",
    "load_per_unit",
    "agreement",
    "cost",
    "cost_per_unit",
)
_AFTER = ("min_lag", "max_lag", "transfer")


def steps(entries: Mapping[str, Entry], scope: Scope) -> list[StepTemplate]:
    """The steps in the order written; those with a problem are left out."""
    found: list[StepTemplate] = []
    before = ""
    for identifier, entry in entries.items():
        step = _step(entry, identifier, before, scope, entries)
        before = identifier
        if step is not None:
            found.append(step)
    graph = {step.id: {after.step for after in step.after} for step in found}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        cycle = list(error.args[1])
        entries[cycle[0]].say("step_cycle", names=" → ".join(cycle))
    return found


def _step(
    entry: Entry, identifier: str, before: str, scope: Scope, entries: Mapping[str, Entry]
) -> StepTemplate | None:
    common.name(entry, identifier)
    fields = entry.fields(_STEP)
    texts = common.texts(fields.get("texts"), entry) if entry.named is not None else {}
    ways: list[Way | None] = []
    if "ways" in fields:
        ways = [_way(way, scope) for way in fields["ways"].entries()]
        if not ways and fields["ways"].blank:
            fields["ways"].say("no_ways")
    else:
        entry.lacks(name="ways")
    share = common.number(fields.get("yield"), scope)
    if isinstance(share, Number) and not 0 < share.value <= 1:
        fields["yield"].say("no_share")
    made = StepTemplate(
        id=identifier,
        texts=texts,
        ways=tuple(way for way in ways if way is not None),
        after=_after(fields.get("after"), before, scope, entries),
        place=entry.place,
        when=common.truth(fields.get("when"), scope),
        yield_share=share,
        max_lots=common.number(fields.get("max_lots"), scope),
        min_lot=common.number(fields.get("min_lot"), scope),
        same_site=(fields["same_site"].value(values.text) or "") if "same_site" in fields else "",
    )
    return made if made.ways else None


def _way(entry: Entry, scope: Scope) -> Way | None:
    fields = entry.fields(_WAY)
    if "work_centre" not in fields:
        entry.lacks(name="work_centre")
        return None
    family = fields["family"].value(values.text) if "family" in fields else None
    if family:
        check_placeholders(fields["family"], family, scope.variables.keys())
    made = Way(
        work_centre=fields["work_centre"].value(values.identifier) or "",
        place=entry.place,
        when=common.truth(fields.get("when"), scope),
        fixed=_time(fields.get("fixed"), scope),
        per_unit=_time(fields.get("per_unit"), scope),
        family=Family(family) if family else None,
        pause=_parsed(fields.get("pause"), values.choice(Pause), Pause.RESUMABLE),
        setup_needs=_needs(fields.get("setup_needs")),
        run_needs=_needs(fields.get("run_needs")),
        load_per_unit=common.number(fields.get("load_per_unit"), scope),
        agreement=_parsed(fields.get("agreement"), values.identifier, ""),
        cost=common.number(fields.get("cost"), scope),
        cost_per_unit=common.number(fields.get("cost_per_unit"), scope),
    )
    return made if made.work_centre else None


def _time(entry: Entry | None, scope: Scope) -> Expression | None:
    found = common.seconds(entry, scope)
    if entry is not None and isinstance(found, Number) and found.value < 0:
        entry.say("negative_time")
    return found


def _parsed(entry: Entry | None, parse: Callable[[str], T], default: T) -> T:
    found = entry.value(parse) if entry is not None else None
    return default if found is None else found


def _needs(entry: Entry | None) -> tuple[str, ...]:
    found = common.listed(entry)
    for need in found:
        try:
            values.need(need)
        except UnfitError as error:
            assert entry is not None, "nothing is listed in nothing"
            entry.report.unfit(entry.place, error)
    return found


def _after(entry: Entry | None, before: str, scope: Scope, steps: Mapping[str, Entry]) -> tuple[After, ...]:
    """The links from earlier steps: the one written before when nothing is said."""
    if entry is None:
        return (After(before),) if before else ()
    if entry.named is not None:
        return tuple(_link(written, name, scope, steps) for name, written in entry.named.items())
    found = []
    for item in entry.entries():
        name = item.value(values.text)
        if name and name != "-":
            _known(item, name, steps)
            found.append(After(name))
    return tuple(found)


def _link(entry: Entry, name: str, scope: Scope, steps: Mapping[str, Entry]) -> After:
    _known(entry, name, steps)
    fields = entry.fields(_AFTER)
    return After(
        name,
        min_lag=_time(fields.get("min_lag"), scope),
        max_lag=_time(fields.get("max_lag"), scope),
        transfer_quantity=common.number(fields.get("transfer"), scope),
    )


def _known(entry: Entry, name: str, steps: Mapping[str, Entry]) -> None:
    if name not in steps:
        entry.say("unknown_step", name=name, near=nearest(name, steps))
