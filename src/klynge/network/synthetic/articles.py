# SPDX-License-Identifier: Apache-2.0
"""What a synthetic cluster makes: articles, each with the steps that orders of it share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from klynge.job import Material, Pause
from klynge.network.model import WorkCentre

from .draw import Deck, Draw
from .features import Features
from .goods import PORTIONS_A_LOT, Goods
from .places import FAMILIES, Places, weekly_hours
from .scale import Scale

QUANTITIES = (10, 20, 30, 40)
NEARBY = 6  # alternatives are among the so many nearest sites of the member
STEPS = (3, 12)
FARTHEST_AFTER = 3  # a step goes into one of the next three
OVEN_RUN_S = (3600, 5400, 7200, 9000, 10_800)
OVEN_KG_A_PIECE = (2, 4, 6, 10, 24)


@dataclass(slots=True)
class Step:
    """A step of an article; `run_s` for a mean quantity at speed 1, `after` the step it goes into (-1: the last)."""

    run_s: float
    family: str
    after: int
    centres: list[WorkCentre]
    pause: Pause = Pause.RESUMABLE
    oven_s: int = 0  # run time in an oven, whatever the quantity
    load_kg: int = 0
    people: tuple[tuple[str, int], ...] = ()  # phases and thousandths
    materials: tuple[Material, ...] = ()
    yield_permille: int = 1000
    max_lots: int = 1
    agreement: tuple[str, WorkCentre] | None = None
    min_lag_s: int = 0
    max_lag_s: int | None = None
    overlap: bool = False
    lead_s: int = 0  # until its material can be there


@dataclass(frozen=True, slots=True)
class Article:
    """An item made to order by its owner. `groups`: the steps that share a site."""

    id: str
    owner: str
    steps: tuple[Step, ...]
    groups: tuple[tuple[int, ...], ...] = ()


class Drafting:
    """Drafts articles, and keeps the load that they put on each work centre even."""

    def __init__(self, scale: Scale, places: Places, features: Features, goods: Goods, seed: int) -> None:
        self.places = places
        self.scale = scale
        self.goods = goods
        self.seed = seed
        self.mean_run_s = goods.mean_run_s
        self.draws = {name: Draw(seed, name) for name in ("two_sites", "batch", "lots")}
        self.decks = {name: Deck(draw, getattr(features, name)) for name, draw in self.draws.items()}
        self.load_s = dict.fromkeys(places.centres, 0.0)

    def articles(self) -> tuple[Article, ...]:
        """All articles."""
        return tuple(self.article(f"A{n + 1}") for n in range(self.scale.articles))

    def article(self, name: str) -> Article:
        """An article of the member that owns a site drawn; the article's numbers do not depend on features."""
        draw = Draw(self.seed, f"article {name}")
        home = self._home(draw)
        count = draw.number(*STEPS)
        afters = [draw.number(n + 1, min(count - 1, n + FARTHEST_AFTER)) for n in range(count - 1)] + [-1]
        drawn = [(self.mean_run_s * draw.real(0.4, 1.6), draw.one(FAMILIES), draw.number(1, 4)) for _ in afters]
        groups = self._groups(home, count) if self.decks["two_sites"].yes() else ()
        steps = []
        for n, (after, (run_s, family, ways)) in enumerate(zip(afters, drawn, strict=True)):
            sites = next((pair for group, pair in groups if n in group), self.places.near[home][:NEARBY])
            if self.decks["batch"].yes(not groups):
                steps.append(self._oven_step(home, after))
            elif self.decks["lots"].yes(not groups):
                steps.append(self._lot_step(home, run_s, family, after))
            else:
                centres = self._machines(run_s, sites, len(sites) if groups else ways, draw)
                steps.append(Step(run_s, family, after, centres))
        return Article(name, self.places.sites[home].member, tuple(steps), tuple(group for group, _ in groups))

    def _home(self, draw: Draw) -> str:
        """The one of three sites whose surroundings have least to do."""
        drawn = [draw.one(list(self.places.sites)) for _ in range(3)]
        return min(drawn, key=lambda site: self._relative_load(self.places.near[site][:NEARBY]))

    def _machines(self, run_s: float, sites: Sequence[str], ways: int, draw: Draw) -> list[WorkCentre]:
        """The least loaded work centres at different sites."""
        ranked = sorted(
            (min(self.places.machines[site], key=self._relative) for site in sites),
            key=lambda centre: self._relative(centre) * draw.real(0.7, 1.0),
        )[:ways]
        for centre in ranked:
            self.load_s[centre.id] += run_s / len(ranked)
        return ranked

    def _groups(self, home: str, count: int) -> tuple[tuple[tuple[int, ...], tuple[str, ...]], ...]:
        """The first steps at one of two sites, the others at one of two others."""
        near, half = self.places.near[home], count // 2
        return (tuple(range(half)), near[:2]), (tuple(range(half, count)), near[2:4] or near[:2])

    def _oven_step(self, home: str, after: int) -> Step:
        """A step in the nearest one or two ovens of the member, in one of their programs."""
        near, draw = self.places.near[home], self.draws["batch"]
        ovens = sorted(self.places.ovens[self.places.sites[home].member], key=lambda oven: near.index(oven.site))
        program = draw.number(0, len(OVEN_RUN_S) - 1)
        return Step(
            0.0, f"P{program + 1}", after, ovens[: draw.number(1, 2)], Pause.UNATTENDED,
            OVEN_RUN_S[program], draw.one(OVEN_KG_A_PIECE),
        )  # fmt: skip

    def _lot_step(self, home: str, run_s: float, family: str, after: int) -> Step:
        """A step that uses supply lots, at the sites where they are made."""
        draw, goods = self.draws["lots"], self.goods
        item = draw.one(goods.lot_items[self.places.sites[home].member])
        sites = goods.lot_sites[item]
        step = Step(run_s, family, after, self._machines(run_s, sites, len(sites), draw))
        step.materials = (goods.use(item, draw),)
        for site in sites:
            for centre in goods.foundry[site]:
                self.load_s[centre.id] += self.mean_run_s / PORTIONS_A_LOT / len(sites)
        return step

    def _relative_load(self, sites: Sequence[str]) -> float:
        centres = [centre for site in sites for centre in self.places.machines[site]]
        return sum(self.load_s[c.id] for c in centres) / sum(weekly_hours(c) for c in centres)

    def _relative(self, centre: WorkCentre) -> float:
        return self.load_s[centre.id] / weekly_hours(centre)
