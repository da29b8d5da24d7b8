# SPDX-License-Identifier: Apache-2.0
"""The exact model's capacity: batches, units with their set-ups, pools, agreements."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from tests.support.exact_parts import Builder, Option

from klynge.job import Need, Pause, Phase, Reported
from klynge.network.model import Kind, WorkCentre
from klynge.planning.check.case import Case
from klynge.planning.check.pools import present

Told = tuple[str, Reported]  # family and facts of a reported portion


def add_batches(builder: Builder) -> None:
    """A portion on a batch work centre leads a batch or joins one that another leads, and shares all with it."""
    model = builder.model
    at_batch = [option for option in builder.options if option.centre.kind is Kind.BATCH]
    for one in at_batch:
        alike = [other for other in at_batch if other.number < one.number and _alike(one, other)]
        one.joins = {other.number: model.new_bool_var(f"{one.number} joins {other.number}") for other in alike}
        model.add(one.leads + sum(one.joins.values()) == one.present)
        for other in alike:
            joins = one.joins[other.number]
            model.add_implication(joins, other.leads)
            for mine, its in ((one.worked, other.worked), (one.setup, other.setup), (one.lasts, other.lasts)):
                model.add(mine == its).only_enforce_if(joins)
            for mine, its in zip(one.units, other.units, strict=True):
                model.add(mine == its).only_enforce_if(joins)
    for leader in at_batch:
        _together(builder, leader, [one for one in at_batch if leader.number in one.joins])


def _alike(one: Option, other: Option) -> bool:
    def of(option: Option) -> tuple[Any, ...]:
        mode = option.mode
        return mode.work_centre, mode.family, mode.pause, mode.needs

    return of(one) == of(other)


def _together(builder: Builder, leader: Option, others: list[Option]) -> None:
    """The batch lasts as long as its longest run, and holds no more than the capacity."""
    model, runs, loads = builder.model, [], []
    for one in [leader, *others]:
        inside = leader.leads if one is leader else one.joins[leader.number]
        most = one.slot.task.operation.quantity
        run, quantity = builder.number(builder.clock.end, "run inside"), builder.number(most, "inside")
        for value, its in ((run, one.run), (quantity, one.slot.quantity)):
            model.add(value == its).only_enforce_if(inside)
            model.add(value == 0).only_enforce_if(~inside)
        runs.append(run)
        loads.append(one.mode.load_per_unit * quantity)
    longest = builder.number(builder.clock.end, "longest")
    model.add_max_equality(longest, runs)
    model.add(leader.lasts == longest).only_enforce_if(leader.leads)
    model.add(leader.lasts == 0).only_enforce_if(~leader.present)
    model.add(sum(loads) <= leader.centre.capacity)


def add_units(builder: Builder, reported: dict[tuple[str, int], list[Told]]) -> None:
    """One thing at a time on every unit, set up from what was there before."""
    by_unit: dict[tuple[str, int], list[tuple[Option, Any]]] = defaultdict(list)
    for option in builder.options:
        for unit, literal in enumerate(option.units):
            if option.centre.kind is Kind.EXTERNAL:
                continue
            here = literal
            if option.centre.kind is Kind.BATCH:
                here = builder.model.new_bool_var("leads here")
                builder.model.add_bool_and([literal, option.leads]).only_enforce_if(here)
                builder.model.add_bool_or([~literal, ~option.leads, here])
            by_unit[option.mode.work_centre, unit].append((option, here))
    for (name, unit), options in by_unit.items():
        centre, told = builder.network.work_centres[name], reported.get((name, unit), [])
        _no_overlap(builder, options, told)
        if centre.setup_matrix:
            _sequence(builder, centre, unit, options, told)


def _no_overlap(builder: Builder, options: list[tuple[Option, Any]], told: list[Told]) -> None:
    model, clock, intervals = builder.model, builder.clock, []
    for option, here in options:
        size = builder.number(clock.end, "occupied")
        intervals.append(model.new_optional_interval_var(option.setup_start.at, size, option.end.at, here, "on unit"))
    for _, facts in told:
        first, last = clock.at(facts.start), clock.at(facts.end)
        if last > 0:
            intervals.append(model.new_fixed_size_interval_var(first, last - first, "reported"))
    model.add_no_overlap(intervals)


def _sequence(
    builder: Builder, centre: WorkCentre, unit: int, options: list[tuple[Option, Any]], told: list[Told]
) -> None:
    """A circuit through what is on the unit: 0 is its state at the start, then the options, then the reported."""
    model, clock = builder.model, builder.clock
    matrix = builder.network.setup_matrices[centre.setup_matrix]
    told = sorted(told, key=lambda one: one[1].start)
    families = [centre.states[unit], *(o.mode.family for o, _ in options), *(family for family, _ in told)]
    first_told = 1 + len(options)
    begins = [0, *(o.setup_start.at for o, _ in options), *(clock.at(facts.start) for _, facts in told)]
    ends = [-(10**6), *(o.end.at for o, _ in options), *(clock.at(facts.end) for _, facts in told)]
    arcs = [(0, 0, model.new_bool_var("nothing on the unit"))]
    arcs += [(n + 1, n + 1, ~here) for n, (_, here) in enumerate(options)]
    for before in range(len(families)):
        if before:
            arcs.append((before, 0, model.new_bool_var("last")))
        for after in range(1, len(families)):
            if before == after or (before >= first_told and first_told <= after != before + 1):
                continue
            takes_s = matrix.setup_s(families[before], families[after])
            if takes_s is None and after < first_told:
                continue
            follows = model.new_bool_var(f"{before} then {after}")
            arcs.append((before, after, follows))
            model.add(begins[after] >= ends[before]).only_enforce_if(follows)
            if after < first_told:
                model.add(options[after - 1][0].setup == clock.steps(takes_s or 0)).only_enforce_if(follows)
    model.add_circuit(arcs)


def add_pools(builder: Builder, case: Case) -> dict[tuple[int, int, str], Any]:
    """Every need by one of its pools, none used beyond what is there. Gives the choices by option, need and pool."""
    model = builder.model
    used: dict[str, list[tuple[Any, int]]] = defaultdict(list)
    choices: dict[tuple[int, int, str], Any] = {}
    for option in builder.options:
        for number, need in enumerate(option.mode.needs if option.centre.kind is not Kind.EXTERNAL else ()):
            spans = _spans(builder, option, need)
            chosen = [model.new_bool_var(f"{option.number} by {pool}") for pool in need.pools]
            model.add(sum(chosen) == option.leads)
            for pool, choice in zip(need.pools, chosen, strict=True):
                choices[option.number, number, pool] = choice
                for first, size, last, inside in spans:
                    both = model.new_bool_var("used here")
                    model.add_bool_or([~choice, ~inside, both])
                    interval = model.new_optional_interval_var(first, size, last, both, "use")
                    used[pool].append((interval, need.amount))
    for pool, uses in used.items():
        _never_beyond(builder, case, pool, uses)
    return choices


def _spans(builder: Builder, option: Option, need: Need) -> list[tuple[Any, Any, Any, Any]]:
    """When a phase uses its pools: the open intervals that it goes through, each with a literal."""
    model, clock = builder.model, builder.clock
    setup = need.phase is Phase.SETUP
    first, last = (option.setup_start, option.start) if setup else (option.start, option.end)
    if setup and not option.centre.setup_matrix:
        return []
    if option.mode.pause is Pause.WHOLE or (option.mode.pause is Pause.UNATTENDED and not setup):
        return [(first.at, builder.number(clock.end, "span"), last.at, option.leads)]
    spans = []
    for n, (opening, closing) in enumerate(option.open.intervals):
        inside = model.new_bool_var(f"in interval {n}")
        begun, over = sum(first.literals[: n + 1]), sum(last.literals[:n])
        model.add(begun - over == 1).only_enforce_if([inside, option.present])
        model.add(begun - over == 0).only_enforce_if([~inside, option.present])
        model.add_implication(inside, option.present)
        a, b = model.new_int_var(opening, closing, "from"), model.new_int_var(opening, closing, "to")
        starts, ends = first.literals[n], last.literals[n]
        model.add(a == first.at).only_enforce_if([inside, starts])
        model.add(a == opening).only_enforce_if([inside, ~starts])
        model.add(b == last.at).only_enforce_if([inside, ends])
        model.add(b == closing).only_enforce_if([inside, ~ends])
        size = builder.number(closing - opening, "span")
        model.add(b == a + size).only_enforce_if(inside)
        spans.append((a, size, b, inside))
    return spans


def _never_beyond(builder: Builder, case: Case, name: str, uses: list[tuple[Any, int]]) -> None:
    """What is not there of the most that ever is, is taken by fixed intervals."""
    model, clock = builder.model, builder.clock
    steps = present(case, case.network.pools[name])
    level, levels = 0, [(clock.start_s, 0)]
    for moment in sorted(steps):
        level += steps[moment]
        levels.append((max(moment, clock.start_s), level))
    last_s = clock.engine(clock.end)
    spans = [
        (first, last, there)
        for (first, there), (last, _) in zip(levels, [*levels[1:], (last_s, 0)], strict=True)
        if first < min(last, last_s)
    ]
    most = max((there for _, _, there in spans), default=0)
    intervals, demands = [interval for interval, _ in uses], [amount for _, amount in uses]
    for first, last, there in spans:
        if there < most:
            begin, end = clock.grid(first), clock.grid(min(last, last_s))
            intervals.append(model.new_fixed_size_interval_var(begin, end - begin, "absent"))
            demands.append(most - there)
    model.add_cumulative(intervals, demands, most)


def add_agreements(builder: Builder) -> None:
    """Portions under an agreement lie in its validity and together within its ceiling."""
    model, clock = builder.model, builder.clock
    hours: dict[str, list[Any]] = defaultdict(list)
    for option in builder.options:
        if option.mode.agreement:
            agreement = builder.network.agreements[option.mode.agreement]
            model.add(option.setup_start.at >= clock.at(agreement.valid_from)).only_enforce_if(option.present)
            model.add(option.end.at <= clock.at(agreement.valid_to)).only_enforce_if(option.present)
            if option.centre.kind is not Kind.BATCH:
                hours[agreement.id].append(option.setup + option.lasts)
    for leader in builder.options:
        if leader.centre.kind is Kind.BATCH:
            for name, inside in _under(builder, leader).items():
                hours[name].append(_hours_if(builder, leader, inside))
    for name, used in hours.items():
        model.add(sum(used) <= clock.steps(builder.network.agreements[name].ceiling_s))


def _under(builder: Builder, leader: Option) -> dict[str, list[Any]]:
    """Of a batch that an option may lead: whether portions are in it, by the agreements that they are under."""
    found: dict[str, list[Any]] = defaultdict(list)
    for one in builder.options:
        inside = leader.leads if one is leader else one.joins.get(leader.number)
        if inside is not None and one.mode.agreement:
            found[one.mode.agreement].append(inside)
    return found


def _hours_if(builder: Builder, leader: Option, inside: list[Any]) -> Any:
    """The hours of a batch when any of these portions is in it, else none."""
    model, hours = builder.model, builder.number(builder.clock.end, "agreed hours")
    used = model.new_bool_var("under agreement")
    model.add_max_equality(used, inside)
    model.add(hours == leader.setup + leader.lasts).only_enforce_if(used)
    model.add(hours == 0).only_enforce_if(~used)
    return hours
