# SPDX-License-Identifier: Apache-2.0
"""An explanation in words: a headline, then a line for each step with what its time went to."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from klynge.planning.explain.facts import Cause, Explanation, Fact
from klynge.planning.explain.names import IN_FRONT
from klynge.planning.explain.texts import CAUSES, MONTHS, REASONS, TEXTS, WEEKDAYS

MOST_BLOCKERS = 3


def told(explanation: Explanation, language: str) -> str:
    """The whole account. Raises KeyError for a language other than "nb" and "en"."""
    text = TEXTS[language]
    if explanation.delivered is None:
        where = text["at"].format(operation=_stopped(explanation, language)) if explanation.operation else ""
        why = reason_in_words(explanation.reason, language)
        return text["unplanned"].format(order=explanation.order, reason=why, where=where)
    late_s = explanation.delivered - explanation.target
    against = text["late" if late_s > 0 else "early"].format(
        time=span(abs(late_s), language), target=_deadline(explanation, explanation.target, language)
    )
    lines = [
        text["headline"].format(
            order=explanation.order,
            delivered=_moment(explanation, explanation.delivered, language),
            against=against if late_s else text["on_time"],
            total=span(explanation.delivered - explanation.release, language),
        )
    ]
    for _, step in groupby(explanation.facts, key=lambda fact: (fact.job, fact.operation)):
        lines.append(_step(list(step), language))
    return "\n".join(lines)


def _stopped(explanation: Explanation, language: str) -> str:
    """The operation at which planning stopped, and its job."""
    name = (language == "en" and explanation.operation_name_en) or explanation.operation_name
    return f"{name} ({explanation.operation.partition(' ')[0]})" if name else explanation.operation


def reason_in_words(reason: str, language: str) -> str:
    """Why an order is not planned; an unknown code is said as it is."""
    return REASONS[language].get(reason, reason)


def _step(facts: list[Fact], language: str) -> str:
    groups: dict[Cause, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(fact.cause, []).append(fact)
    pieces = [_piece(cause, group, language) for cause, group in groups.items()]
    head = facts[0]
    if not head.operation:
        return f"– {', '.join(pieces)}"
    name, centre = head.called("operation", language), head.called("work_centre", language)
    where = "" if centre in name else f" ({centre})"
    return f"– {name}{where}: {', '.join(pieces)}"


def _piece(cause: Cause, facts: list[Fact], language: str) -> str:
    total = span(sum(fact.seconds for fact in facts), language)
    if cause in IN_FRONT:
        subject = _blockers(facts, language)
    else:
        named = (fact.called("subject", language) or fact.subject for fact in facts if fact.subject)
        subject = ", ".join(dict.fromkeys(named))
    centre = facts[0].called("work_centre", language)
    return CAUSES[language][cause].format(time=total, subject=subject, work_centre=centre)


def _blockers(facts: list[Fact], language: str) -> str:
    """Whose work was in the way, the longest first, with durations when there are several."""
    text = TEXTS[language]
    spent: dict[str, int] = {}
    for fact in facts:
        name = (
            text["order"].format(order=fact.order)
            if fact.order
            else text["lot"].format(lot=fact.called("subject", language) or fact.subject)
        )
        spent[name] = spent.get(name, 0) + fact.seconds
    ranked = sorted(spent.items(), key=lambda pair: -pair[1])
    if len(ranked) == 1:
        return ranked[0][0]
    named = [f"{name} {span(seconds, language)}" for name, seconds in ranked[:MOST_BLOCKERS]]
    rest = ranked[MOST_BLOCKERS:]
    if rest:
        named.append(text["more"].format(count=len(rest), time=span(sum(seconds for _, seconds in rest), language)))
    return ", ".join(named)


def span(seconds: int, language: str) -> str:
    """A duration in days of 24 hours, hours and minutes, the two largest: 4 d 3 h."""
    hour = "t" if language == "nb" else "h"
    minutes = round(seconds / 60)
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        return f"{days} d {hours} {hour}" if hours else f"{days} d"
    if hours:
        return f"{hours} {hour} {minutes} min" if minutes else f"{hours} {hour}"
    return f"{minutes} min" if minutes else f"{seconds} s"


def _moment(explanation: Explanation, seconds: int, language: str) -> str:
    when = datetime.fromtimestamp(explanation.epoch + seconds, ZoneInfo(explanation.time_zone))
    return f"{_day(when, language)} {when:%H:%M}"


def _deadline(explanation: Explanation, seconds: int, language: str) -> str:
    """A day's end is said as the day, not as the midnight after it."""
    when = datetime.fromtimestamp(explanation.epoch + seconds, ZoneInfo(explanation.time_zone))
    if when.hour or when.minute:
        return _moment(explanation, seconds, language)
    return _day(when - timedelta(days=1), language)


def _day(when: datetime, language: str) -> str:
    dot = "." if language == "nb" else ""
    return f"{WEEKDAYS[language][when.weekday()]} {when.day}{dot} {MONTHS[language][when.month - 1]} {when.year}"
