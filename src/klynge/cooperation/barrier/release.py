# SPDX-License-Identifier: Apache-2.0
"""Figures about several members: when a sum may leave the trustee, and in what form.

A figure is released with five contributors or more. Where one dominates, its sum needs that member's consent; without
it the median (or an index of it) is released instead. No combination of what was released, with what any one member
knows of itself, may isolate another member: see `klynge.cooperation.barrier.audit`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from statistics import median

from klynge.cooperation.barrier.audit import Isolation, isolated
from klynge.cooperation.barrier.fields import FIELDS, NEVER, FieldClass


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a member puts into a figure for a period ("2026-10"). `consent`: a sum that it dominates may be shown."""

    member: str
    period: str
    value: int
    consent: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """What is to be released: the field it sums, in a market or for the cluster, of periods that end by `until`."""

    name: str
    field: str
    until: date
    contributions: tuple[Contribution, ...]

    def by_member(self) -> dict[str, int]:
        """Each member's value over all periods."""
        found: dict[str, int] = {}
        for part in self.contributions:
            found[part.member] = found.get(part.member, 0) + part.value
        return found


@dataclass(frozen=True, slots=True)
class ReleaseRules:
    """The cluster's policy. Shares in per cent; the age in days of the youngest period of a price or volume."""

    least_contributors: int = 5
    dominance_percent: int = 30
    sensitive_age_days: int = 365

    def __post_init__(self) -> None:
        if self.least_contributors < 3:
            raise ValueError("least_contributors is below 3: with two, each knows the other; use 5 or more")
        if not 1 <= self.dominance_percent <= 100:
            raise ValueError(f"dominance_percent is {self.dominance_percent}; it must be from 1 to 100")


class Form(StrEnum):
    SUM = "sum"
    MEDIAN = "median"


class Reason(StrEnum):
    """Why a figure stays with the trustee."""

    NEVER = "never"  # wages, persons, fields not known
    TOO_FEW = "too-few"
    TOO_YOUNG = "too-young"
    ISOLATES = "isolates"  # with earlier releases it would isolate a member
    NEGATIVE = "negative"  # shares, and so dominance, mean nothing with negative values


@dataclass(frozen=True, slots=True)
class Release:
    """A figure that may be shown: its value (a sum, or the median over members), and who is in it."""

    figure: str
    field: str
    form: Form
    value: Fraction
    cells: frozenset[tuple[str, str]]  # (member, period); the office sees only how many members these are
    contributors: int


@dataclass(frozen=True, slots=True)
class Withheld:
    """A figure that may not be shown, and why; `isolation` is for the trustee's eyes only."""

    figure: str
    reason: Reason
    isolation: Isolation | None = None


def release(
    figure: Figure, earlier: Iterable[Release], day: date, rules: ReleaseRules | None = None
) -> Release | Withheld:
    """The figure in the form in which it may leave on a day, given all that left before, or why it may not.

    A member without any value does not count as a contributor.
    """
    rules = rules or ReleaseRules()
    kind = FIELDS.get(figure.field)
    if kind is None or kind in NEVER:
        return Withheld(figure.name, Reason.NEVER)
    sensitive = kind in (FieldClass.PRICE, FieldClass.CAPACITY)
    if sensitive and (day - figure.until).days < rules.sensitive_age_days:
        return Withheld(figure.name, Reason.TOO_YOUNG)
    if any(part.value < 0 for part in figure.contributions):
        return Withheld(figure.name, Reason.NEGATIVE)
    values = {member: value for member, value in figure.by_member().items() if value}
    if len(values) < rules.least_contributors:
        return Withheld(figure.name, Reason.TOO_FEW)
    if _dominated_without_consent(figure, values, rules):
        return _as_median(figure, values)
    cells = frozenset((part.member, part.period) for part in figure.contributions)
    before = [one.cells for one in earlier if one.form is Form.SUM and one.field == figure.field]
    if (found := isolated(before, cells)) is not None:
        return Withheld(figure.name, Reason.ISOLATES, found)
    return Release(figure.name, figure.field, Form.SUM, Fraction(sum(values.values())), cells, len(values))


def _dominated_without_consent(figure: Figure, values: Mapping[str, int], rules: ReleaseRules) -> bool:
    agreed = {part.member for part in figure.contributions if part.consent}
    total = sum(values.values())
    return any(
        100 * value > rules.dominance_percent * total and member not in agreed for member, value in values.items()
    )


def _as_median(figure: Figure, values: Mapping[str, int]) -> Release:
    """The median over members, which no dominant one moves. With an odd number it is some member's own value, so the
    mean of the three in the middle is taken, with an even number of the two."""
    ordered = sorted(values.values())
    middle = len(ordered) // 2
    value = Fraction(sum(ordered[middle - 1 : middle + 2]), 3) if len(ordered) % 2 else Fraction(median(ordered))
    cells = frozenset((part.member, part.period) for part in figure.contributions)
    return Release(figure.name, figure.field, Form.MEDIAN, value, cells, len(values))
