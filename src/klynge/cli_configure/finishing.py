# SPDX-License-Identifier: Apache-2.0
"""What a finished configuration comes to, and deciding what is left open in one go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Literal

from klynge.configure import Session, Standing, View
from klynge.configure.model import TextVariable
from klynge.configure.work import Configuration, ConfigurationError, Desk
from klynge.network.model import Item
from klynge.offers import Quoter
from klynge.words import Language, number

from .phrases import said_of_day, titled
from .texts import text

WIDTH = 78  # of the overview, as of the sheet for the shop floor
Way = Literal["cheapest", "earliest", "lightest", "greenest", "likeliest"]
COMPLETIONS: tuple[Way, ...] = ("cheapest", "earliest", "lightest", "greenest", "likeliest")


@dataclass(frozen=True, slots=True)
class Finish:
    """What is known beside the session: the desk of the cluster's products, its items' names, how often each option was
    ordered, and how to ask for a day."""

    desk: Desk
    items: Mapping[str, Item] = field(default_factory=dict)
    counts: Mapping[tuple[str, str | int], int] = field(default_factory=dict)
    quoter: Quoter | None = None

    def configuration(self, session: Session) -> Configuration:
        """What is chosen and follows, as a configuration. Raises ConfigurationError when something is open."""
        return self.desk.configuration(session.product.model.id, session.values())

    def whole(self, session: Session) -> Configuration | None:
        """The same, what is open decided at the lowest price, texts by their examples; None when there is none."""
        model = session.product.model
        found = session.complete_by("cheapest")
        if found is None:
            return None
        values = {**found.choices, **session.values()}
        for name, variable in model.variables.items():
            if isinstance(variable, TextVariable) and variable.required and not values.get(name):
                values[name] = variable.example
        return self.desk.configuration(model.id, values)

    def overview(self, session: Session, region: str, language: Language, still_open: str) -> Iterator[str]:
        """All of it as text, a line at a time: code, day, price, weight, and the sheet for the shop floor."""
        try:
            made = self.whole(session)
            if made is None:
                yield text(language, "cannot_complete")
                return
            yield from self._overview(session, made, region, language, still_open)
        except ConfigurationError as error:
            yield from error.words(language).splitlines()

    def _overview(
        self, session: Session, made: Configuration, region: str, language: Language, still_open: str
    ) -> Iterator[str]:
        if still_open:
            yield from wrap(text(language, "overview_open", variables=still_open), WIDTH)
            yield ""
        yield self.desk.name(made, language)
        yield f"{text(language, 'code')}: {made.item}"
        if self.quoter is not None and region:
            day = self.quoter.day(session.product.model, self.desk.values(made), session.quantity, region)
            said = text(language, "no_day") if day is None else said_of_day(language, day)
            yield f"{text(language, 'delivered')}: {text(language, 'to_region', day=said, region=region)}"
        weight = self.desk.weight_g(made)
        if weight:
            kilos = number(language, weight / 1000, 1)
            yield f"{text(language, 'weight')}: {text(language, 'kg', amount=kilos)}"
        yield ""
        yield text(language, "price_lines")
        yield from self.desk.price(made, session.quantity).words(language).splitlines()
        yield ""
        yield text(language, "drawing")
        yield from self.desk.drawing(made, session.quantity, language, self.items).splitlines()


def ways_of(session: Session) -> tuple[Way, ...]:
    """The ways by which what is open can be decided: a product may say nothing of weight or CO2."""
    model = session.product.model
    lacking = {name for name, told in (("lightest", model.weight_g), ("greenest", model.co2_g)) if told is None}
    return tuple(way for way in COMPLETIONS if way not in lacking)


def completion(session: Session, by: Way, finish: Finish, region: str) -> Mapping[str, str | int] | None:
    """All choices of a completion, but for texts; None when there is none."""
    if by == "earliest":
        if finish.quoter is None:
            return None
        present = finish.quoter.quote(session, region, "earliest").present
        return None if present is None else present.choices
    found = session.complete_by(by, counts=finish.counts)
    return None if found is None else found.choices


def completed(session: Session, choices: Mapping[str, str | int]) -> Session:
    """The session with all that was open chosen as a completion says."""
    for name, value in choices.items():
        if name not in session.values():
            session = session.choose(name, value)
    return session


def is_open(session: Session, view: View, variable: str) -> bool:
    """Whether a variable waits for a choice: texts only when they are required."""
    shown, known = view.variables[variable], session.product.model.variables[variable]
    required = not isinstance(known, TextVariable) or known.required
    return shown.standing is Standing.OPEN and required


def still_open(session: Session, language: Language) -> str:
    """What waits for a choice, as text."""
    model, view = session.product.model, session.view()
    return ", ".join(titled(model, name, language) for name in view.variables if is_open(session, view, name))
