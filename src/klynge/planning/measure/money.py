# SPDX-License-Identifier: Apache-2.0
"""What a plan costs and emits, and who bears it.

Machine time, people, power and set-ups are borne by the member at whose site they are; material, bought work and
transport by the owner of the job; work under an agreement is paid by the taker to the giver at the agreed rate.
A batch takes its hours once, at the highest hourly rate of the modes in it, and once of every agreement in it; its
jobs bear them by load.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from klynge.job import Mode
from klynge.network.model import Kind, PoolKind, WorkCentre
from klynge.planning.measure.lanes import shipments
from klynge.planning.measure.load import HOUR
from klynge.planning.measure.reading import Reading
from klynge.planning.measure.result import Carbon, Costs, MemberMeasures, PoolUseByWeek
from klynge.planning.plan import Portion

BatchKey = tuple[str, int, str]
Mates = dict[BatchKey, list[Portion]]


@dataclass
class Ledger:
    """Øre by (member that bears it, kind of cost, job or lot it is for), grams by (owner, source), transfers."""

    cost: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    carbon: Counter[tuple[str, str]] = field(default_factory=Counter)
    paid: Counter[str] = field(default_factory=Counter)
    received: Counter[str] = field(default_factory=Counter)


def ledger(reading: Reading) -> Ledger:
    """Everything a plan costs, entry by entry."""
    book = Ledger()
    for n, portion in enumerate(reading.plan.portions):
        _material(reading, book, portion)
        _per_portion(reading, book, portion, reading.modes[n])
    mates = _mates(reading)
    rates = _batch_rates(reading)
    for n in reading.leaders:
        _time(reading, book, n, mates, rates)
    _setups(reading, book, mates)
    for sent in shipments(reading):
        job = reading.orders[sent.order].id
        kg_ore = -(-sent.lane.cost_ore_kg * sent.weight_g // 1000)
        book.cost[sent.owner, "transport", job] += sent.lane.cost_ore + kg_ore
        book.carbon[sent.owner, "transport"] += sent.lane.co2_g_kg * sent.weight_g // 1000
    return book


def _mates(reading: Reading) -> Mates:
    mates: Mates = defaultdict(list)
    for p in reading.plan.portions:
        if p.batch:
            mates[p.work_centre, p.unit, p.batch].append(p)
    return mates


def _share(reading: Reading, portion: Portion, mates: Mates) -> dict[str, float]:
    """Whose work a portion or batch is: jobs and their shares, of a batch by load, alike where nothing has a load."""
    group = mates.get((portion.work_centre, portion.unit, portion.batch), [portion])
    loads = [reading.mode_of(p).load_per_unit * p.quantity for p in group]
    whole = sum(loads)
    shares: dict[str, float] = defaultdict(float)
    for p, load in zip(group, loads, strict=True):
        shares[p.job] += load / whole if whole else 1 / len(group)
    return shares


def _spread(total: int, shares: dict[str, float]) -> list[tuple[str, int]]:
    """A whole number of øre split by shares with nothing lost: the last one takes the rounding."""
    parts = [(job, round(total * share)) for job, share in shares.items()]
    job, last = parts[-1]
    parts[-1] = job, last + total - sum(part for _, part in parts)
    return parts


def _per_portion(reading: Reading, book: Ledger, portion: Portion, mode: Mode) -> None:
    owner = reading.owner(portion.job)
    external = reading.network.work_centres[portion.work_centre].kind is Kind.EXTERNAL
    bearer, kind = (owner, "external") if external else (reading.maker(portion), "machine")
    book.cost[bearer, kind, portion.job] += mode.cost_ore + mode.cost_ore_unit * portion.quantity
    book.carbon[owner, "work"] += mode.co2_g + mode.co2_g_unit * portion.quantity


def _rates(mode: Mode) -> tuple[int, int]:
    return mode.cost_ore_h, mode.co2_g_h


def _batch_rates(reading: Reading) -> dict[BatchKey, tuple[int, int]]:
    """Øre and grams an hour of every batch: the highest of its portions'."""
    found: dict[BatchKey, tuple[int, int]] = {}
    for p, mode in zip(reading.plan.portions, reading.modes, strict=True):
        if p.batch:
            key = (p.work_centre, p.unit, p.batch)
            ore, grams = found.get(key, (0, 0))
            found[key] = max(ore, mode.cost_ore_h), max(grams, mode.co2_g_h)
    return found


def _time(reading: Reading, book: Ledger, n: int, mates: Mates, rates: dict[BatchKey, tuple[int, int]]) -> None:
    portion, mode = reading.plan.portions[n], reading.modes[n]
    rate_ore, rate_g = rates[portion.work_centre, portion.unit, portion.batch] if portion.batch else _rates(mode)
    setup_s, run_s = int(reading.setup_work_s[n]), int(reading.run_work_s[n])
    external = reading.network.work_centres[portion.work_centre].kind is Kind.EXTERNAL
    shares = _share(reading, portion, mates)
    for job, ore in _spread(rate_ore * (setup_s + run_s) // HOUR, shares):
        bearer, kind = (reading.owner(job), "external") if external else (reading.maker(portion), "machine")
        book.cost[bearer, kind, job] += ore
    for job, grams in _spread(rate_g * (setup_s + run_s) // HOUR, shares):
        book.carbon[reading.owner(job), "work"] += grams
    for use in portion.pools:
        pool = reading.network.pools[use.pool]
        seconds = setup_s if mode.needs[use.need].phase == "setup" else run_s
        kind = "people" if pool.kind is PoolKind.PEOPLE else "power"
        for job, ore in _spread(pool.cost_ore_h * use.amount * seconds // (1000 * HOUR), shares):
            book.cost[reading.network.sites[pool.site].member, kind, job] += ore
    for name in _agreements(reading, portion, mode, mates):
        agreement = reading.network.agreements[name]
        ore = agreement.rate_ore_h * (setup_s + run_s) // HOUR
        book.paid[agreement.taker] += ore
        book.received[agreement.giver] += ore


def _agreements(reading: Reading, portion: Portion, mode: Mode, mates: Mates) -> set[str]:
    """The agreements under which a portion, or any of its batch, is."""
    if not portion.batch:
        return {mode.agreement} if mode.agreement else set()
    group = mates[portion.work_centre, portion.unit, portion.batch]
    named = (reading.mode_of(one).agreement for one in group)
    return {name for name in named if name}


def _setups(reading: Reading, book: Ledger, mates: Mates) -> None:
    for n, before in families_before(reading).items():
        portion = reading.plan.portions[n]
        matrix = reading.network.setup_matrices[reading.network.work_centres[portion.work_centre].setup_matrix]
        ore = matrix.cost_ore.get((before, portion.family), 0)
        if ore and not portion.frozen:
            for job, part in _spread(ore, _share(reading, portion, mates)):
                book.cost[reading.maker(portion), "setup", job] += part


def families_before(reading: Reading) -> dict[int, str]:
    """The family that each portion's unit was set up for before it, where the work centre has a set-up matrix."""
    found: dict[int, str] = {}
    for (centre_id, unit), rows in reading.on_unit.items():
        centre = reading.network.work_centres[centre_id]
        if not centre.setup_matrix:
            continue
        state = centre.states[unit] if unit < len(centre.states) else ""
        stops = _stops(reading, centre, unit, state)
        for n in rows:
            while stops and stops[0][0] <= reading.plan.portions[n].setup_start:
                state = stops.pop(0)[1]
            found[n] = state
            state = reading.plan.portions[n].family
    return found


def _stops(reading: Reading, centre: WorkCentre, unit: int, state: str) -> list[tuple[int, str]]:
    """When a unit is stopped within working time, and what it is set up for then."""
    opened, clock = reading.open[centre.id], reading.clock
    spans = [(clock.seconds(s.start), clock.seconds(s.end), s.family) for s in centre.stops if s.unit == unit]
    return sorted(
        (start, family or state) for start, end, family in spans if opened.work_at(end) > opened.work_at(start)
    )


def _material(reading: Reading, book: Ledger, portion: Portion) -> None:
    owner = reading.owner(portion.job)
    for peg in portion.pegs:
        if peg.source != "lot":
            item = reading.network.items[peg.item]
            kind = "purchase" if peg.source == "purchase" else "stock_material"
            book.cost[owner, kind, portion.job] += item.cost_ore * peg.quantity
            book.carbon[owner, "material"] += item.co2_g * peg.quantity


def costs_of(book: Ledger, member: str | None = None) -> Costs:
    """All costs, or those that one member bears."""
    by_kind: Counter[str] = Counter()
    for (bearer, kind, _), ore in book.cost.items():
        if member is None or bearer == member:
            by_kind[f"{kind}_ore"] += ore
    return Costs(**by_kind)


def carbon_of(book: Ledger) -> Carbon:
    """All emissions by source."""
    by_source: Counter[str] = Counter()
    for (_, source), grams in book.carbon.items():
        by_source[f"{source}_g"] += grams
    return Carbon(**by_source)


def members(reading: Reading, book: Ledger, pools: tuple[PoolUseByWeek, ...]) -> tuple[MemberMeasures, ...]:
    """Money and hours by member."""
    out, into = _internal(reading, book)
    planned = [order for order in reading.orders.values() if order.delivered is not None]
    rows = []
    for member in reading.network.members:
        costs = costs_of(book, member)
        value = sum(order.value_ore for order in planned if order.owner == member)
        people = [pool for pool in pools if pool.member == member and pool.kind == PoolKind.PEOPLE]
        rows.append(
            MemberMeasures(
                member=member,
                orders=sum(order.owner == member for order in reading.orders.values()),
                value_ore=value,
                costs=costs,
                agreement_received_ore=book.received[member],
                agreement_paid_ore=book.paid[member],
                internal_out_ore=out[member],
                internal_in_ore=into[member],
                contribution_ore=value - costs.total_ore + book.received[member] - book.paid[member],
                co2_g=sum(grams for (owner, _), grams in book.carbon.items() if owner == member),
                paid_h=sum(pool.present_h for pool in people),
                planned_h=sum(pool.used_h for pool in people),
            )
        )
    return tuple(rows)


def _internal(reading: Reading, book: Ledger) -> tuple[Counter[str], Counter[str]]:
    """What each member made for others' orders, at cost, and what was made for it."""
    out: Counter[str] = Counter()
    into: Counter[str] = Counter()
    for (bearer, _, job_id), ore in book.cost.items():
        job = reading.jobs.get(job_id)
        if job is None or job.owner != bearer:
            continue
        seller = reading.orders[job.order].owner
        if seller != bearer:
            out[bearer] += ore
            into[seller] += ore
    return out, into
