# SPDX-License-Identifier: Apache-2.0
"""Changes of how operations may be done: each is a rule from an operation's modes to other modes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from klynge.job import Mode


@dataclass(frozen=True, slots=True)
class Doing:
    """Whose operation a mode is of: the item made, the step, the owner; the site of a supply, "" for a job."""

    item: str
    step: str
    owner: str
    site: str = ""


@dataclass(frozen=True, slots=True)
class Slower:
    """Run times in `permille`, where all that is named holds."""

    permille: int
    work_centre: str = ""
    item: str = ""
    step: str = ""

    def modes(self, doing: Doing, modes: tuple[Mode, ...]) -> tuple[Mode, ...]:
        """The modes with their new times."""
        if (self.item and doing.item != self.item) or (self.step and doing.step != self.step):
            return modes
        return tuple(
            scaled(mode, self.permille) if self.work_centre in ("", mode.work_centre) else mode for mode in modes
        )


@dataclass(frozen=True, slots=True)
class Dearer:
    """An hour at a work centre costs and emits so much more."""

    work_centre: str
    ore_h: int = 0
    g_h: int = 0

    def modes(self, _: Doing, modes: tuple[Mode, ...]) -> tuple[Mode, ...]:
        """The modes at their new rates."""
        return tuple(
            replace(m, cost_ore_h=max(0, m.cost_ore_h + self.ore_h), co2_g_h=max(0, m.co2_g_h + self.g_h))
            if m.work_centre == self.work_centre
            else m
            for m in modes
        )


@dataclass(frozen=True, slots=True)
class Piecework:
    """What a portion or a unit costs at a work centre, in permille."""

    work_centre: str
    field: str  # "cost_ore" or "cost_ore_unit"
    permille: int

    def modes(self, _: Doing, modes: tuple[Mode, ...]) -> tuple[Mode, ...]:
        """The modes at their new prices."""
        return tuple(
            replace(m, **{self.field: getattr(m, self.field) * self.permille // 1000})
            if m.work_centre == self.work_centre
            else m
            for m in modes
        )


@dataclass(frozen=True, slots=True)
class Also:
    """What may be done at `like` (without agreement) may be done at another work centre too, by `taker` where named."""

    like: str
    work_centre: str
    site: str
    permille: int = 1000
    ore_h: int = 0  # an hour costs so much more
    agreement: str | None = None
    taker: str = ""

    def modes(self, doing: Doing, modes: tuple[Mode, ...]) -> tuple[Mode, ...]:
        """The modes and, after them, the new ones."""
        if (self.taker and doing.owner != self.taker) or (doing.site and (self.agreement or doing.site != self.site)):
            return modes
        new = tuple(
            replace(
                scaled(mode, self.permille),
                work_centre=self.work_centre,
                site=self.site,
                agreement=self.agreement,
                needs=() if self.agreement else mode.needs,  # the giver's people are in the rate
                cost_ore_h=max(0, mode.cost_ore_h + self.ore_h),
            )
            for mode in modes
            if mode.work_centre == self.like and mode.agreement is None
        )
        return modes + new


Way = Slower | Dearer | Piecework | Also


def scaled(mode: Mode, permille: int) -> Mode:
    """A mode whose run takes so many thousandths of its time, parts rounded up."""
    return replace(mode, fixed_s=part_of(mode.fixed_s, permille), unit_ms=part_of(mode.unit_ms, permille))


def part_of(number: int, permille: int) -> int:
    """So many thousandths of a number, rounded up."""
    return -(-number * permille // 1000)
