# SPDX-License-Identifier: Apache-2.0
"""A session as plain data in a language: what is chosen, what is left, what it costs, why the rest does not fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from klynge.configure import (
    ChoiceError,
    ChoiceView,
    ImpossibleChoiceError,
    Needed,
    NumberView,
    ProductModel,
    Session,
    Standing,
    TextView,
    View,
)
from klynge.configure.model import AnyVariable, ChoiceVariable, NumberVariable, TextVariable
from klynge.configure.work import Value
from klynge.network.units import unit_name
from klynge.offers import Quote
from klynge.server.trustee.buying_texts import say
from klynge.server.trustee.products import Chosen, SetAside

Language = Literal["nb", "en"]


def screen(chosen: Chosen, language: Language) -> dict[str, Any]:
    """All that is known of what is chosen and what is left; prices are of the cheapest completion."""
    session = chosen.session
    model, view = session.product.model, session.view()
    return {
        "product": model.id,
        "version": model.version,
        "name": model.texts[language],
        "quantity": session.quantity,
        "choices": dict(session.choices),
        "values": session.values(),
        "set_aside": [_aside(one, language) for one in chosen.aside],
        "complete": session.complete,
        "count": view.products.number,
        "count_exact": view.products.exact,
        "price_ore": None if view.cheapest is None else view.cheapest.number,
        "price_exact": view.cheapest is not None and view.cheapest.exact,
        "groups": [{"id": group.id, "title": group.texts[language]} for group in model.groups],
        "variables": [_variable(session, view, one, language) for one in model.variables.values()],
    }


def quoted(quote: Quote) -> dict[str, Any]:
    """Price and day of the present completion and beside the options."""
    present = quote.present
    return {
        "by": quote.by,
        "present": None
        if present is None
        else {
            "choices": dict(present.choices),
            "price_ore": present.price,
            "day": None if present.day is None else present.day.isoformat(),
            "sure": quote.sure,
        },
        "options": [
            {
                "variable": variable,
                "option": str(option),
                "price_ore": offer.completion.price,
                "difference_ore": offer.difference,
                "day": None if offer.completion.day is None else offer.completion.day.isoformat(),
                "days_later": offer.days_later,
                "sure": offer.sure,
            }
            for (variable, option), offer in quote.options.items()
        ],
    }


def titled(model: ProductModel, variable: str, language: Language) -> str:
    """What a variable is called."""
    known = model.variables.get(variable)
    return variable if known is None else known.texts[language]


def value_titled(model: ProductModel, variable: str, value: Value | None, language: Language) -> str:
    """What a value is called: an option by its text, a number with its unit."""
    match model.variables.get(variable):
        case ChoiceVariable(options=options):
            return next((one.texts[language] for one in options if one.id == value), str(value))
        case NumberVariable(unit=unit):
            return f"{value}\N{NO-BREAK SPACE}{unit_name(unit, language)}".strip()
    return "" if value is None else str(value)


def changed(before: Session, after: Session, language: Language) -> list[dict[str, Any]]:
    """The choices that were given up for another."""
    model = before.product.model
    return [
        {
            "variable": name,
            "title": titled(model, name, language),
            "value": value,
            "value_title": value_titled(model, name, value, language),
        }
        for name, value in before.choices.items()
        if name not in after.choices
    ]


def _aside(one: SetAside, language: Language) -> dict[str, Any]:
    """A choice that was not taken in, and why."""
    model = one.session.product.model
    told: dict[str, Any] = {
        "variable": one.variable,
        "title": titled(model, one.variable, language),
        "value": one.value,
        "value_title": value_titled(model, one.variable, one.value, language),
        "give_up": None,
    }
    try:
        why = one.session.why_not(one.variable, one.value)
    except ChoiceError:
        return told | {"sentence": unfit(model, one.variable, one.value, language)}
    if why is None:
        return told | {"sentence": say("unfit", language)}
    return told | {"sentence": why.sentence(language), "give_up": _give_up(one.session, why.needed, language)}


def unfit(model: ProductModel, variable: str, value: Value, language: Language) -> str:
    """What is wrong with a value that no configuration has, and what to write."""
    match model.variables.get(variable):
        case ChoiceVariable(options=options):
            known = ", ".join(one.texts[language] for one in options[:8])
            return say("no-option", language, value=value, known=known)
        case NumberVariable(spans=spans, unit=unit):
            known = ", ".join(f"{one.low}–{one.high}" if one.low < one.high else f"{one.low}" for one in spans[:8])
            return say("no-number", language, value=value, known=f"{known} {unit_name(unit, language)}".strip())
        case TextVariable(longest=longest, example=example):
            kind = "no-text" if example else "no-text-plain"
            return say(kind, language, longest=longest, example=example)
    return say("no-variable", language, variable=variable)


def _give_up(session: Session, needed: Needed | None, language: Language) -> list[dict[str, Any]] | None:
    """The least to change for a value; None when nothing helps."""
    if needed is None:
        return None
    model = session.product.model
    return [
        {
            "variable": name,
            "title": titled(model, name, language),
            "value": session.choices[name],
            "value_title": value_titled(model, name, session.choices[name], language),
        }
        for name in needed.give_up
    ]


def _variable(session: Session, view: View, variable: AnyVariable, language: Language) -> dict[str, Any]:
    shown = view.variables[variable.id]
    model = session.product.model
    told: dict[str, Any] = {
        "id": variable.id,
        "title": variable.texts[language],
        "help": variable.help.get(language, ""),
        "group": variable.group,
        "standing": shown.standing.value,
        "value": shown.value,
        "value_title": "" if shown.value is None else value_titled(model, variable.id, shown.value, language),
        "kind": "text",
        "yes_no": False,
        "unit": "",
        "suggested": None,
        "options": [],
        "spans": [],
        "longest": None,
        "required": True,
        "example": "",
    }
    match shown, variable:
        case ChoiceView(), ChoiceVariable():
            told |= {"kind": "choice", "yes_no": variable.yes_no, "suggested": variable.suggested or None}
            told["options"] = list(_options(session, shown, variable, language))
        case NumberView(), NumberVariable():
            told |= {"kind": "number", "unit": unit_name(variable.unit, language), "suggested": variable.suggested}
            told["spans"] = [{"low": one.low, "high": one.high, "step": one.step} for one in shown.spans[:200]]
        case TextView(), TextVariable():
            told |= {"longest": variable.longest, "required": variable.required, "example": variable.example}
    return told


def _options(
    session: Session, shown: ChoiceView, variable: ChoiceVariable, language: Language
) -> Iterator[dict[str, Any]]:
    titles: Mapping[str, str] = {one.id: one.texts[language] for one in variable.options}
    for option in shown.options:
        told: dict[str, Any] = {
            "id": option.id,
            "title": titles.get(option.id, option.id),
            "possible": option.possible,
            "chosen": option.chosen,
            "price_ore": None if option.cheapest is None else option.cheapest.number,
            "price_exact": option.cheapest is not None and option.cheapest.exact,
            "difference_ore": option.difference,
            "why": "",
            "give_up": None,
        }
        if not option.possible and shown.standing is not Standing.NOT_ASKED:
            why = session.why_not(variable.id, option.id)
            if why is not None:
                told |= {"why": why.sentence(language), "give_up": _give_up(session, why.needed, language)}
        yield told


def repaired(session: Session, variable: str, value: Value) -> Session:
    """With a choice, giving up the least; as it was where nothing helps. Raises UnknownChoiceError."""
    try:
        return session.choose_giving_up(variable, value)
    except ImpossibleChoiceError:
        return session
