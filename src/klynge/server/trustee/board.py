# SPDX-License-Identifier: Apache-2.0
"""The plan board's data: what stands at one's own work centres as columns of numbers, whole or what changed since."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from klynge.job import Operation, Status
from klynge.network.calendar import open_intervals
from klynge.network.model import Kind, Network
from klynge.planning.fold import OrderState, PlanState
from klynge.planning.plan import Portion
from klynge.server.bounds import Moment
from klynge.server.roles import Ability
from klynge.server.trustee.agenda import Agenda, Source
from klynge.server.trustee.answering import desk_of
from klynge.server.trustee.asking import Word
from klynge.server.trustee.clock import planning_moment, seconds_at
from klynge.server.trustee.desk import Desk, Desks, now
from klynge.server.trustee.keeping import Kept, kept
from klynge.server.trustee.plan import label_of, line, own_centres, state_of
from klynge.server.trustee.projection import public_id
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.service import Verb
from klynge.server.trustee.texts import problem

OWN, LATE, REPORTED, STARTED, FINISHED, LOCKED, FROZEN, PROMISED, LOT, BEGUN = (
    1 << bit for bit in (0, 1, *range(2, 10))
)
REPORTS = {"planned": 0, "frozen": REPORTED, "started": REPORTED | STARTED, "finished": REPORTED | FINISHED}
PROMISES = (Status.HELD, Status.COMMITTED, Status.STARTED)
COLUMNS = (
    "source", "row", "setup", "start", "end", "quantity", "label", "job", "operation", "operation_name", "family",
    "batch", "flags",
)  # fmt: skip

Made = tuple[dict[tuple[str, str], Operation], dict[str, str], int]
"""Operations by (job, operation), owners by job, and the flags of all bars of a source."""


class Board(BaseModel):
    """Some of one's own work centres or all, what stands there from `since` to `until`; `known` is the sequence of the
    board that is known already, whose changes are wanted, and `stays` is what it said of what is locked and frozen."""

    model_config = ConfigDict(extra="forbid")
    work_centres: Annotated[list[Word], Field(max_length=1000)] | None = None
    since: Moment | None = None
    until: Moment | None = None
    known: Annotated[int, Field(ge=0, le=2**62)] | None = None
    stays: Annotated[int, Field(ge=0, lt=2**32)] | None = None


def verbs(desks: Desks) -> list[Verb]:
    """The board."""
    return [Verb("board", Ability.READ_PLAN, Board, _board(desks))]


def _board(desks: Desks) -> Callable[[Asker, Board, str], dict[str, Any]]:
    def board(asker: Asker, asked: Board, _key: str) -> dict[str, Any]:
        desk = desk_of(desks, asker)
        return shown(desk.plan.state, desk.agenda, desk, asker, asked)

    return board


def shown(
    state: PlanState, agenda: Agenda, desk: Desk, asker: Asker, asked: Board, stays: Kept | None = None
) -> dict[str, Any]:
    """The board of a state; `stays`: that of a draft. Raises Problem for a work centre that is not the asker's."""
    network = state.network
    own = own_centres(network, asker)
    if asked.work_centres is not None and not set(asked.work_centres) <= set(own):
        raise problem("not-found", asker.language)
    centres = own if asked.work_centres is None else [name for name in own if name in set(asked.work_centres)]
    stays = kept(desk, shown=True) if stays is None else stays
    changed = None if asked.known is None else agenda.since(state, asked.known)
    if asked.stays is not None and asked.stays != stays.stamp():
        changed = None  # any bar may be locked now
    whole = changed is None or changed.whole
    there = agenda.by_source(state, centres)
    wanted = there.keys() if changed is None or changed.whole else changed.sources
    drawing = _Drawing(state, desk, asker, stays, _rows(network, centres))
    since, until = (None if m is None else seconds_at(network, m) for m in (asked.since, asked.until))
    for source in wanted:
        found = [
            portion
            for portion in there.get(source, ())
            if (since is None or portion.end > since) and (until is None or portion.setup_start < until)
        ]
        if found or not whole:
            drawing.add(source, found)
    frozen = stays.frozen.get(asker.code)
    answer = _times(network) | {
        "sequence": state.sequence,
        "stays": stays.stamp(),
        "whole": whole,
        "frozen_until": None if frozen is None else seconds_at(network, frozen),
        "stops": _stops(network, centres, drawing.rows),
        "labels": list(drawing.labels),
        "sources": list(drawing.sources),
        "bars": drawing.bars,
        "orders": drawing.orders,
    }
    if whole:
        answer |= {"rows": _row_heads(network, centres, asker.language), "open": _open(network, centres)}
    return answer


def _times(network: Network) -> dict[str, Any]:
    return {
        "epoch": network.epoch.isoformat(),
        "time_zone": network.time_zone,
        "start": seconds_at(network, network.start),
        "end": seconds_at(network, network.end),
        "now": seconds_at(network, planning_moment(network, now())),
    }


def _units(network: Network, name: str) -> int:
    centre = network.work_centres[name]
    return 1 if centre.kind is Kind.EXTERNAL else centre.units


def _rows(network: Network, centres: Iterable[str]) -> dict[tuple[str, int], int]:
    """The number of each unit's row."""
    places = [(name, unit) for name in centres for unit in range(_units(network, name))]
    return {place: row for row, place in enumerate(places)}


def _row_heads(network: Network, centres: Iterable[str], language: str) -> list[dict[str, Any]]:
    found = []
    for name, unit in _rows(network, centres):
        centre = network.work_centres[name]
        found.append(
            {
                "work_centre": name,
                "name": centre.called(language),
                "kind": centre.kind.value,
                "unit": unit + 1,
                "units": _units(network, name),
                "site": centre.site,
                "site_name": network.site_name(centre.site, language),
            }
        )
    return found


def _open(network: Network, centres: Iterable[str]) -> dict[str, list[list[int]]]:
    """When each work centre is open, over what is planned."""
    found = {}
    for name in centres:
        centre = network.work_centres[name]
        zone = network.sites[centre.site].time_zone
        intervals = open_intervals(network.calendars[centre.calendar], zone, network.start, network.end)
        found[name] = [[seconds_at(network, first), seconds_at(network, last)] for first, last in intervals]
    return found


def _stops(network: Network, centres: Iterable[str], rows: dict[tuple[str, int], int]) -> list[list[int]]:
    return [
        [rows[name, stop.unit], seconds_at(network, stop.start), seconds_at(network, stop.end)]
        for name in centres
        for stop in network.work_centres[name].stops
        if (name, stop.unit) in rows
    ]


@dataclass(slots=True)
class _Drawing:
    """Bars as columns; texts once each, pointed to by number."""

    state: PlanState
    desk: Desk
    asker: Asker
    stays: Kept
    rows: dict[tuple[str, int], int]
    labels: dict[str, int] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)
    bars: dict[str, list[int]] = field(default_factory=lambda: {name: [] for name in COLUMNS})
    orders: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, source: Source, portions: Iterable[Portion]) -> None:
        """The bars of one source, none when it is gone."""
        kind, name = source
        public = str(public_id(self.desk.cluster, self.desk.secret, f"lot {name}" if kind == "lot" else name))
        number = len(self.sources)
        self.sources.append(public)
        operations, owner, flags = self._lot(name) if kind == "lot" else self._order(name, public)
        for portion in portions:
            operation = operations.get((portion.job, portion.operation))
            if operation is not None:
                own = OWN if owner.get(portion.job) == self.asker.code else 0
                self._bar(number, portion, operation, flags | own)

    def _lot(self, name: str) -> Made:
        if name not in self.state.lots:
            return {}, {}, LOT
        supply = self.state.supplies[self.state.lots[name][0].supply]
        return {(name, op.id): op for op in supply.operations}, {name: supply.owner}, LOT

    def _order(self, name: str, public: str) -> Made:
        order = self.state.orders.get(name)
        if order is None:
            return {}, {}, 0
        operations = {(job.id, op.id): op for job in order.jobs for op in job.operations}
        owner = {job.id: job.owner for job in order.jobs}
        if line(order, name).owner != self.asker.code:
            return operations, owner, 0
        late, facts = order_facts(self.state, name, order, self.asker.language)
        self.orders[public] = facts | {"order_id": public}
        flags = (PROMISED if order.status in PROMISES else 0) | (BEGUN if order.status is Status.STARTED else 0)
        return operations, owner, flags | (LATE if late else 0)

    def _bar(self, source: int, portion: Portion, operation: Operation, flags: int) -> None:
        external = self.state.network.work_centres[portion.work_centre].kind is Kind.EXTERNAL
        row = self.rows.get((portion.work_centre, 0 if external else portion.unit))
        if row is None:
            return
        frozen = self.stays.frozen.get(self.asker.code)
        flags |= REPORTS[state_of(portion, operation, self.state.network)]
        flags |= LOCKED if (portion.job, portion.operation) in self.stays.locks else 0
        flags |= FROZEN if frozen and portion.setup_start < seconds_at(self.state.network, frozen) else 0
        texts = (
            label_of(portion, self.state, self.asker), portion.job, portion.operation,
            operation.called(self.asker.language), self.state.network.family_name(portion.family, self.asker.language),
        )  # fmt: skip
        values = (
            source, row, portion.setup_start, portion.start, portion.end, portion.quantity,
            *(self._text(text) for text in texts), self._text(portion.batch) if portion.batch else -1, flags,
        )  # fmt: skip
        for name, value in zip(COLUMNS, values, strict=True):
            self.bars[name].append(value)

    def _text(self, text: str) -> int:
        return self.labels.setdefault(text, len(self.labels))


def order_facts(state: PlanState, name: str, order: OrderState, language: str) -> tuple[bool, dict[str, Any]]:
    """Whether an order is late, and what its owner sees of it; moments as seconds."""
    network, job = state.network, line(order, name)
    outcome = state.outcomes.get(name)
    expected = None if outcome is None else outcome.delivered
    due = max(seconds_at(network, each.due) for each in order.jobs if each.region or each is job)
    promised = None if order.latest_promised is None else seconds_at(network, order.latest_promised)
    late = expected is None or expected > (due if promised is None else promised)
    return late, {
        "number": name,
        "item": job.item,
        "item_name": network.item_name(job.item, language),
        "customer": job.customer,
        "state": order.status.value,
        "promised": promised,
        "due": due,
        "expected": expected,
        "late": late,
    }
