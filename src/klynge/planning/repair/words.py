# SPDX-License-Identifier: Apache-2.0
"""A repair in words: what is done, what it leads to, and whom it touches, a line each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from klynge.network.model import Network
from klynge.planning.explain.texts import WEEKDAYS
from klynge.planning.measure.hours import Clock

from .data import Effect, Kind, Move, Repair
from .texts import TEXTS

MOST_NAMED = 5


def told(repair: Repair, language: str, network: Network | None = None) -> str:
    """All lines, with a network's names where it is given. Raises KeyError for a language other than "nb" and "en"."""
    text = TEXTS[language]
    lines = [
        *_done(repair, text, language, _Names(network, language)),
        _leads_to(repair, text, language),
        _cost(repair, text, language),
    ]
    lines += _emits(repair, text, language)
    touched = [effect for effect in repair.others if effect.later_s]
    lines += [_other(repair, effect, text, language) for effect in touched[:MOST_NAMED]]
    if len(touched) > MOST_NAMED:
        lines.append(text["more"].format(count=len(touched) - MOST_NAMED))
    if not touched:
        lines.append(text["nobody"])
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _Names:
    """What things are called, by the names of a network if there is one."""

    network: Network | None
    language: str

    def centre(self, name: str) -> str:
        return name if self.network is None else self.network.work_centre_name(name, self.language)

    def item(self, name: str) -> str:
        return name if self.network is None else self.network.item_name(name, self.language)

    def place(self, name: str) -> str:
        return name if self.network is None else self.network.place_name(name, self.language)

    def lane(self, name: str) -> str:
        if self.network is None or name not in self.network.lanes:
            return name
        return self.network.lane_name(name, self.language)

    def step(self, move: Move) -> str:
        return (self.language == "en" and move.name_en) or move.name


def _done(repair: Repair, text: dict[str, str], language: str, names: _Names) -> Iterator[str]:
    change = repair.change
    for over in change.overtime:
        hours = f"{(over.last - over.first) / 3600:g}".replace(".", "," if language == "nb" else ".")
        yield text["overtime"].format(
            where=names.centre(over.work_centre), when=_at(repair, over.first, language), hours=hours
        )
    for transfer in change.transfers:
        yield text["transfer"].format(
            quantity=transfer.quantity,
            item=names.item(transfer.item),
            origin=names.place(transfer.origin),
            to=names.place(transfer.destination),
        )
    if change.aside:
        yield text["swap"].format(order=repair.order, others=", ".join(change.aside))
    for move in repair.moves:
        yield text["move"].format(
            name=names.step(move), before=names.centre(move.before), after=names.centre(move.after)
        )
    if repair.kind is Kind.SPLIT:
        yield text["split"]
    if repair.kind is Kind.PARTIAL:
        first, rest = repair.deliveries
        yield text["partial"].format(first=first.quantity, rest=rest.quantity, order=rest.order)
    if change.lanes_aside:
        yield text["first_lane"].format(lanes=", ".join(map(names.lane, change.lanes_aside)))
    elif repair.kind is Kind.ELSEWHERE and not repair.moves:
        yield text["again"]


def _leads_to(repair: Repair, text: dict[str, str], language: str) -> str:
    if len(repair.deliveries) > 1:
        parts = (
            text["part"].format(quantity=part.quantity, day=_at(repair, part.delivered, language))
            for part in repair.deliveries
        )
        return ", ".join(parts) + "."
    late = repair.delivered - repair.target
    key = "in_time" if late <= 0 else "still_late"
    return text[key].format(
        order=repair.order, day=_at(repair, repair.delivered, language), hours=-(-abs(late) // 3600)
    )


def _cost(repair: Repair, text: dict[str, str], language: str) -> str:
    key = "saves" if repair.cost_ore < 0 else "costs"
    amount = f"{abs(repair.cost_ore) / 100:,.0f}"
    return text[key].format(amount=amount.replace(",", "\N{NO-BREAK SPACE}") if language == "nb" else amount)


def _emits(repair: Repair, text: dict[str, str], language: str) -> Iterator[str]:
    if repair.co2_g:
        amount = f"{abs(repair.co2_g) / 1000:,.1f}"
        if language == "nb":
            amount = amount.replace(",", "\N{NO-BREAK SPACE}").replace(".", ",")
        yield text["emits_more" if repair.co2_g > 0 else "emits_less"].format(amount=amount)


def _other(repair: Repair, effect: Effect, text: dict[str, str], language: str) -> str:
    assert effect.after is not None
    key = (
        "broken" if effect.broken else "made_late" if effect.made_late else "later" if effect.later_s > 0 else "earlier"
    )
    return text[key].format(
        order=effect.order, day=_at(repair, effect.after, language), hours=-(-abs(effect.later_s) // 3600)
    )


def _at(repair: Repair, seconds: int, language: str) -> str:
    """A moment as people say it; the end of a day as that day."""
    clock = Clock(int(repair.epoch.timestamp()))
    when = clock.moment(seconds, repair.time_zone)
    if not (when.hour or when.minute):
        return _day(when - timedelta(days=1), language)
    return f"{_day(when, language)} {when:%H:%M}"


def _day(when: datetime, language: str) -> str:
    return f"{WEEKDAYS[language][when.weekday()]} {when:%Y-%m-%d}"
