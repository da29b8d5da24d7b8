# SPDX-License-Identifier: Apache-2.0
"""Articles become the jobs of orders; orders of the same article and quantity share operations and links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, timedelta

from klynge.job import Job, Mode, Operation, Precedence, Status
from klynge.network.model import Kind, WorkCentre

from .articles import QUANTITIES, Article, Step
from .crew import needs_at
from .draw import Deck, Draw
from .goods import MEAN_QUANTITY
from .places import REGIONS, Places
from .scale import START, Scale

FIXED_SHARE = 0.2  # of a mean run
CO2_G_KWH = 15
HOP_S = 8 * 3600  # queue and transport after a step
DELIVERY_S = 46 * 3600

Body = tuple[tuple[Operation, ...], tuple[Precedence, ...], int]


class Ordering:
    """Draws orders until there are operations enough."""

    def __init__(self, scale: Scale, places: Places, committed: int, slack: tuple[float, float], seed: int) -> None:
        self.scale = scale
        self.places = places
        self.slack = slack
        self.draw = Draw(seed, "orders")
        self.committed = Deck(Draw(seed, "committed"), committed)
        self.modes: dict[int, tuple[Mode, ...]] = {}
        self.bodies: dict[tuple[str, int], Body] = {}
        self.wanted: Counter[tuple[str, int]] = Counter()  # orders of an article and quantity

    def jobs(self, articles: tuple[Article, ...]) -> Iterator[Job]:
        """One job an order, due at any time of the window, released as long before as its work and slack ask."""
        draw, placed, number = self.draw, 0, 0
        start = START.astimezone(UTC)
        window_s = round(self.scale.window.total_seconds())
        while placed < self.scale.operations:
            number += 1
            article, quantity = draw.one(articles), draw.one(QUANTITIES)
            operations, links, least_s = self.body(article, quantity)
            slack, committed = draw.real(*self.slack), self.committed.yes()
            # nobody promises a day that leaves no room
            allowed_s = round(least_s * (self.slack[1] if committed else slack)) + DELIVERY_S
            due_s = draw.number(min(allowed_s, window_s), window_s)
            due = start + timedelta(seconds=due_s)
            self.wanted[article.id, quantity] += 1
            placed += len(operations)
            name = f"O{number}"
            yield Job(
                name, name, article.owner, article.id, quantity, operations, links,
                start + timedelta(seconds=max(0, due_s - allowed_s)), due,
                tuple(tuple(f"op{n + 1}" for n in group) for group in article.groups),
                due if committed else None, draw.one(REGIONS), value_ore=100_000 * quantity, weight_g=2000,
                status=Status.COMMITTED if committed else Status.NEW,
            )  # fmt: skip

    def body(self, article: Article, quantity: int) -> Body:
        """Operations, links, and the least seconds of an order of so many."""
        key = article.id, quantity
        if key not in self.bodies:
            going_in = _quantities(article.steps, quantity)
            operations = tuple(
                Operation(
                    f"op{n + 1}", units, self._modes(step), step.materials, step.yield_permille, step.max_lots,
                    max(1, units // 4),
                )
                for n, (step, units) in enumerate(zip(article.steps, going_in, strict=True))
            )  # fmt: skip
            links = tuple(
                Precedence(
                    f"op{n + 1}", f"op{step.after + 1}", step.min_lag_s, step.max_lag_s,
                    max(1, going_in[n] // 4) if step.overlap else None,
                )
                for n, step in enumerate(article.steps) if step.after >= 0
            )  # fmt: skip
            self.bodies[key] = operations, links, _least_s(article.steps, quantity)
        return self.bodies[key]

    def _modes(self, step: Step) -> tuple[Mode, ...]:
        if id(step) not in self.modes:
            guest = [(step.agreement[1], step.agreement[0])] if step.agreement else []
            ways = [*((centre, None) for centre in step.centres), *guest]
            self.modes[id(step)] = tuple(self._mode(step, centre, agreement) for centre, agreement in ways)
        return self.modes[id(step)]

    def _mode(self, step: Step, centre: WorkCentre, agreement: str | None) -> Mode:
        run_s = step.run_s * self.places.speed[centre.id]
        oven = centre.kind is Kind.BATCH
        return Mode(
            centre.id,
            centre.site,
            step.oven_s if oven else round(FIXED_SHARE * run_s),
            0 if oven else max(1, round((1 - FIXED_SHARE) * run_s * 1000 / MEAN_QUANTITY)),
            step.family,
            step.pause,
            needs_at(centre.site, step.people),
            step.load_kg,
            agreement,
            cost_ore_h=centre.cost_ore_h,
            co2_g_h=centre.power_kw * CO2_G_KWH,
        )


def _quantities(steps: tuple[Step, ...], quantity: int) -> list[int]:
    """What goes into each step so that enough comes out for the step after it."""
    going_in = [0] * len(steps)
    for n in range(len(steps) - 1, -1, -1):
        out = quantity if steps[n].after < 0 else going_in[steps[n].after]
        going_in[n] = -(-out * 1000 // steps[n].yield_permille)
    return going_in


def _least_s(steps: tuple[Step, ...], quantity: int) -> int:
    """The longest way from a first step to the last: material, runs, lags, and a hop after each step."""
    until = [0.0] * len(steps)
    for n, step in enumerate(steps):
        until[n] = max(until[n], step.lead_s) + (step.oven_s or step.run_s * quantity / MEAN_QUANTITY) + HOP_S
        if step.after >= 0:
            until[step.after] = max(until[step.after], until[n] + step.min_lag_s)
    return round(until[-1])
