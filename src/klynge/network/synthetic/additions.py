# SPDX-License-Identifier: Apache-2.0
"""Features of a synthetic cluster's steps that do not say where they are done; each is dealt from a deck of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from klynge.job import Pause
from klynge.network.model import Agreement, Kind

from .articles import Article, Step
from .draw import Deck, Draw
from .features import Features
from .goods import Goods

HOUR = 3600
PEOPLE = (("run",), ("setup",), ("setup", "run"))
RUN_PERMILLE = (250, 500, 1000)
WHOLE_RUN_S = 2.5 * HOUR  # the largest orders, on the slowest machine, take twice as long: still less than a day shift


class Adding:
    """Adds what the features say to articles, step by step."""

    def __init__(
        self, features: Features, seed: int, goods: Goods, agreements: Mapping[str, Sequence[Agreement]]
    ) -> None:
        self.draws = {name: Draw(seed, name) for name in Features.__slots__}
        self.decks = {name: Deck(draw, getattr(features, name)) for name, draw in self.draws.items()}
        self.goods = goods
        self.agreements = agreements

    def add(self, article: Article) -> None:
        """All features of one article."""
        for step in article.steps:
            machine = step.centres[0].kind is Kind.MACHINE
            self._material(article, step)
            self._people(step, machine)
            self._pause(step, machine)
            self._split_and_scrap(step, machine)
            self._agreement(article, step, machine and not article.groups)
        for step in article.steps[:-1]:
            self._link(step)

    def _material(self, article: Article, step: Step) -> None:
        """Goods from stock, or else bought ones; a step that uses lots uses nothing else."""
        goods, draws = self.goods, self.draws
        if self.decks["stock"].yes(not step.materials):
            step.materials = (goods.use(draws["stock"].one(goods.stocked[article.owner]), draws["stock"]),)
        if self.decks["bought"].yes(not step.materials):
            item = draws["bought"].one(goods.bought[article.owner])
            step.materials = (goods.use(item, draws["bought"]),)
            step.lead_s = goods.items[item].lead_time_s or 0

    def _people(self, step: Step, machine: bool) -> None:
        if self.decks["people"].yes(machine):
            draw = self.draws["people"]
            phases = draw.one(PEOPLE)
            step.people = tuple((phase, 1000 if phase == "setup" else draw.one(RUN_PERMILLE)) for phase in phases)

    def _pause(self, step: Step, machine: bool) -> None:
        if self.decks["unattended"].yes(machine):
            step.pause = Pause.UNATTENDED
        if self.decks["whole"].yes(step.pause is Pause.RESUMABLE and step.run_s < WHOLE_RUN_S):
            step.pause = Pause.WHOLE

    def _split_and_scrap(self, step: Step, machine: bool) -> None:
        if self.decks["split"].yes(machine and not _uses_lots(step, self.goods)):
            step.max_lots = self.draws["split"].number(2, 3)
        if self.decks["scrap"].yes():
            step.yield_permille = self.draws["scrap"].number(900, 990)

    def _agreement(self, article: Article, step: Step, movable: bool) -> None:
        if self.decks["agreements"].yes(movable and not _uses_lots(step, self.goods)):
            agreement = self.draws["agreements"].one(self.agreements[article.owner])
            step.agreement = agreement.id, self.goods.places.centres[agreement.work_centre]

    def _link(self, step: Step) -> None:
        """Lags and overlap of the link from a step to the one it goes into."""
        if self.decks["min_lag"].yes():
            step.min_lag_s = self.draws["min_lag"].number(1, 8) * HOUR
        step.overlap = self.decks["overlap"].yes()
        if self.decks["max_lag"].yes(not step.overlap):
            step.max_lag_s = step.min_lag_s + self.draws["max_lag"].number(24, 96) * HOUR


def _uses_lots(step: Step, goods: Goods) -> bool:
    return any(material.item in goods.lot_sites for material in step.materials)
