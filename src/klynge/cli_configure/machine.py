# SPDX-License-Identifier: Apache-2.0
"""Choices made by words, and what came of them: for machines as JSON, for people as a page of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from klynge.configure import ChoiceError, ChoiceView, Explanation, ImpossibleChoiceError, NumberView, Session, TextView
from klynge.configure.work import Configuration, ConfigurationError
from klynge.offers import Quote
from klynge.words import Language

from .finishing import Finish, is_open
from .phrases import said_of_amount, said_of_day, said_of_price, said_of_spans, short_days, titled
from .texts import text

Value = str | int


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The first choice that does not go with those before it, and why."""

    variable: str
    value: Value
    why: Explanation | None
    said: str

    def as_json(self, language: Language) -> dict[str, Any]:
        """For machines."""
        told: dict[str, Any] = {"variable": self.variable, "value": self.value, "sentence": self.sentence(language)}
        if self.why is not None:
            needed = self.why.needed
            told["choices"] = [{"variable": one.id, "value": one.value} for one in self.why.choices]
            told["rules"] = [
                {"kind": one.kind, "id": one.id, "owner": one.owner, "text": dict(one.texts)} for one in self.why.rules
            ]
            told["give_up"] = None if needed is None else list(needed.give_up)
            told["difference_ore"] = None if needed is None else needed.difference
        return told

    def sentence(self, language: Language) -> str:
        """For people."""
        return self.why.sentence(language) if self.why is not None else self.said


def chosen(session: Session, choices: Mapping[str, Value], language: Language) -> tuple[Session, Contradiction | None]:
    """The session with the choices made in their order, up to one that contradicts those before it."""
    for name, value in choices.items():
        try:
            session = session.choose(name, value)
        except ImpossibleChoiceError:
            said = text(language, "impossible_set", variable=name, value=value)
            return session, Contradiction(name, value, session.why_not(name, value), said)
        except ChoiceError:
            said = titled(session.product.model, name, language)
            shown = session.view().variables[name]
            if isinstance(shown, NumberView):
                variable = session.product.model.variables[name]
                said += f": {said_of_spans(language, shown.spans, getattr(variable, 'unit', ''))}"
            elif pattern := getattr(session.product.model.variables[name], "pattern", ""):
                said += f": {text(language, 'pattern', pattern=pattern)}"
            return session, Contradiction(name, value, None, f"{name}={value}: {said}")
    return session, None


def as_json(
    session: Session, finish: Finish, region: str, quote: Quote | None, wrong: Contradiction | None, language: Language
) -> dict[str, Any]:
    """All that is known of what is chosen and what is left."""
    model, view = session.product.model, session.view()
    told: dict[str, Any] = {
        "product": model.id,
        "version": model.version,
        "on": session.product.on.isoformat(),
        "quantity": session.quantity,
        "region": region or None,
        "choices": dict(session.choices),
        "values": session.values(),
        "valid": wrong is None,
        "complete": session.complete,
        "contradiction": None if wrong is None else wrong.as_json(language),
        "products": {"number": view.products.number, "exact": view.products.exact},
        "cheapest_ore": None if view.cheapest is None else view.cheapest.number,
        "cheapest_exact": view.cheapest is not None and view.cheapest.exact,
        "variables": {name: _variable(shown, quote) for name, shown in view.variables.items()},
    }
    if quote is not None:
        present = quote.present
        told["by"] = quote.by
        told["completion"] = present and {
            "choices": dict(present.choices),
            "price_ore": present.price,
            "day": _iso(present.day),
            "sure": quote.sure,
            "not_before": _iso(quote.not_before),
        }
    return told | (_made(session, finish, region, language) if session.complete and wrong is None else {})


def _variable(shown: ChoiceView | NumberView | TextView, quote: Quote | None) -> dict[str, Any]:
    told: dict[str, Any] = {"standing": shown.standing.value, "value": shown.value}
    if isinstance(shown, NumberView):
        told["spans"] = [{"low": one.low, "high": one.high, "step": one.step} for one in shown.spans]
        told["exact"] = shown.exact
    if isinstance(shown, ChoiceView):
        told["options"] = {}
        for option in shown.options:
            beside = quote.beside(shown.variable, option.id) if quote else None
            row: dict[str, Any] = {"possible": option.possible, "chosen": option.chosen}
            if option.cheapest is not None:
                row |= {"price_ore": option.cheapest.number, "price_exact": option.cheapest.exact}
                row["difference_ore"] = option.difference
            if beside is not None:
                row |= {"price_ore": beside.completion.price, "price_exact": True}
                row |= {"difference_ore": beside.difference, "day": _iso(beside.completion.day)}
                row |= {"days_later": beside.days_later, "sure": beside.sure, "not_before": _iso(beside.not_before)}
            told["options"][option.id] = row
    return told


def _made(session: Session, finish: Finish, region: str, language: Language) -> dict[str, Any]:
    """What a complete configuration comes to."""
    try:
        made = finish.configuration(session)
        price = finish.desk.price(made, session.quantity)
        told: dict[str, Any] = {
            "configuration": {
                "item": made.item,
                "code": made.code,
                "name": finish.desk.name(made, language),
                "choices": dict(made.choices),
                "text": made.text,
                "weight_g": finish.desk.weight_g(made),
            },
            "price": {
                "lines": [
                    {"id": line.id, "text": line.texts[language], "ore": line.ore, "per_order": line.per_order}
                    for line in price.lines
                ],
                "piece_ore": price.piece_ore,
                "order_ore": price.order_ore,
                "total_ore": price.total_ore,
            },
        }
        if finish.quoter is not None and region:
            told["promise"] = {"region": region, "day": _iso(_day(session, finish, made, region))}
    except ConfigurationError as error:
        return {"faults": error.words(language).splitlines()}
    return told


def _day(session: Session, finish: Finish, made: Configuration, region: str) -> Any:
    assert finish.quoter is not None
    return finish.quoter.day(session.product.model, finish.desk.values(made), session.quantity, region)


def _iso(day: Any) -> str | None:
    return None if day is None else day.isoformat()


def as_text(
    session: Session, finish: Finish, region: str, quote: Quote | None, wrong: Contradiction | None, language: Language
) -> Iterator[str]:
    """The same for people: what does not go, what is chosen, what is left with price and day, or what is finished."""
    model, view = session.product.model, session.view()
    yield text(language, "title", name=model.texts[language], version=model.version)
    for name, value in session.values().items():
        if name in session.choices:
            yield f"  {titled(model, name, language)}: {titled(model, name, language, str(value))}"
    if wrong is not None:
        yield ""
        yield wrong.sentence(language)
        return
    if session.complete:
        yield ""
        yield from finish.overview(session, region, language, "")
        return
    if view.cheapest is not None:
        yield f"{text(language, 'price_lines')}: {said_of_amount(language, view.cheapest)}"
    if quote is not None and quote.present is not None and quote.present.day is not None:
        day = said_of_day(language, quote.present.day)
        yield f"{text(language, 'delivered')}: {text(language, 'to_region', day=day, region=region)}"
    yield ""
    yield text(language, "options_title")
    for name, shown in view.variables.items():
        if is_open(session, view, name):
            yield from _open(session, shown, name, quote, language)


def _open(
    session: Session, shown: ChoiceView | NumberView | TextView, name: str, quote: Quote | None, language: Language
) -> Iterator[str]:
    model = session.product.model
    yield f"  {titled(model, name, language)} ({name})"
    if isinstance(shown, NumberView):
        yield f"    {said_of_spans(language, shown.spans, getattr(model.variables[name], 'unit', ''))}"
    for option in shown.options if isinstance(shown, ChoiceView) else ():
        if option.possible:
            beside = quote.beside(name, option.id) if quote else None
            difference = option.difference if beside is None else beside.difference
            told = "" if difference is None else said_of_price(language, difference)
            if beside is not None and beside.days_later is not None:
                told += f"  {short_days(language, beside.days_later)}"
            yield f"    {option.id:<20} {titled(model, name, language, option.id):<32} {told}"
