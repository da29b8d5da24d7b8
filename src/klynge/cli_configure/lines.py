# SPDX-License-Identifier: Apache-2.0
"""The dialogue as lines of styled text, none wider than it may be.

What colour says is said by a mark too: `>` the cursor, `*` chosen, `=` follows from the choices, `x` does not fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from prompt_toolkit.utils import get_cwidth

from klynge.configure import ChoiceView, NumberView, OptionView, Standing, TextView
from klynge.configure.model import NumberVariable, TextVariable
from klynge.network.units import unit_name
from klynge.offers import OptionOffer

from .dialogue import QUANTITY, REGION, Dialogue, Looking, groups_of
from .phrases import (
    said_of_amount,
    said_of_day,
    said_of_days,
    said_of_price,
    said_of_spans,
    short_days,
)

Fragment = tuple[str, str]
Line = list[Fragment]
CURSOR = "[SetCursorPosition]"


def fitted(text: str, width: int) -> str:
    """A text exactly so wide: cut with …, or filled with blanks."""
    if get_cwidth(text) > width:
        kept = ""
        for letter in text:
            if get_cwidth(kept + letter) > width - 1:
                break
            kept += letter
        text = kept + "…" if width > 0 else ""
    return text + " " * (width - get_cwidth(text))


def wrapped(text: str, width: int) -> list[str]:
    """A text in lines of at most that width, broken at blanks where there are some."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for word in paragraph.split(" "):
            while get_cwidth(word) > width:
                lines.append(fitted(word, width)[:-1] + word[width - 1 : width])
                word = word[width:]
            longer = f"{line} {word}" if line else word
            if get_cwidth(longer) > width:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return lines


def spread(left: str, right: str, width: int) -> str:
    """Two texts at either end of a line; the left one is cut."""
    room = width - get_cwidth(right)
    return fitted(left, max(0, room - 1)) + " " * min(1, max(0, room)) + right if room > 0 else fitted(right, width)


def header(dialogue: Dialogue, width: int) -> list[Line]:
    """What is configured, its price, its day, and how many products are left."""
    model, view = dialogue.product.model, dialogue.view
    name = dialogue.say("title", name=model.texts[dialogue.language], version=model.version)
    price = said_of_amount(dialogue.language, view.cheapest) if view.cheapest else dialogue.say("none_left")
    count = f"{view.products.number:,}".replace(",", "\N{NO-BREAK SPACE}")
    left = dialogue.say("products" if view.products.exact else "products_about", count=count)
    if view.products.number == 1 and dialogue.session.complete:
        left = dialogue.say("one_product")
    return [[("class:title", spread(name, price, width))], [("class:dim", spread(left, _day(dialogue), width))]]


def _day(dialogue: Dialogue) -> str:
    if dialogue.finish.quoter is None:
        return ""
    if not dialogue.region:
        return dialogue.say("nowhere")
    if dialogue.told is None:
        return dialogue.say("asking")
    present = dialogue.told.present
    if present is None or present.day is None:
        return dialogue.say("no_day")
    day = said_of_day(dialogue.language, present.day)
    return dialogue.say("to_region", day=day, region=dialogue.region)


def variables(dialogue: Dialogue, width: int) -> list[Line]:
    """The variables with what they are, under the headings of their groups."""
    names = dialogue.variables()
    found: list[Line] = []
    if dialogue.looking is Looking.VARIABLES and dialogue.typed:
        key = "searching" if names else "nothing_found"
        found.append([("class:search", fitted(dialogue.say(key, text=dialogue.typed), width))])
    for name, heading in groups_of(dialogue, names):
        if heading:
            found.append([("class:heading", fitted(f" {heading}", width))])
        here = name == dialogue.variable
        style, value, mark = _standing(dialogue, name)
        if here and dialogue.looking is Looking.VARIABLES:
            style += " class:cursor"
        text = spread(f"{'>' if here else ' '}{mark} {dialogue.title(name)}", value, width)
        found.append([(CURSOR if here else "", ""), (style, text)])
    return found


def _standing(dialogue: Dialogue, name: str) -> tuple[str, str, str]:
    """How a variable is shown: style, value, mark."""
    if name == QUANTITY:
        return (
            "class:chosen",
            f"{dialogue.session.quantity} {unit_name(dialogue.product.model.unit, dialogue.language)}",
            "*",
        )
    if name == REGION:
        return ("class:chosen", dialogue.region, "*") if dialogue.region else ("", "–", " ")
    shown = dialogue.view.variables[name]
    value = "–" if shown.value is None else dialogue.title(name, str(shown.value))
    match shown.standing:
        case Standing.CHOSEN:
            return "class:chosen", value, "*"
        case Standing.FORCED:
            return "class:forced", value, "="
        case Standing.NOT_ASKED:
            return "class:dim", dialogue.say("not_asked"), " "
        case _:
            return "", "–", " "


def options(dialogue: Dialogue, width: int) -> list[Line]:
    """What can be chosen for the variable under the cursor, with price and day."""
    if dialogue.looking is Looking.COMPLETE:
        return list(_plain(dialogue, "complete_title", width))
    if dialogue.variable == REGION:
        return list(_regions(dialogue, width))
    found: list[Line] = [[("class:heading", fitted(f" {dialogue.title(dialogue.variable)}", width))]]
    shown = dialogue.view.variables.get(dialogue.variable)
    if isinstance(shown, ChoiceView):
        if dialogue.looking is Looking.OPTIONS and dialogue.typed:
            key = "searching" if dialogue.options() else "nothing_found"
            found.append([("class:search", fitted(dialogue.say(key, text=dialogue.typed), width))])
        by_id = {option.id: option for option in shown.options}
        looking = dialogue.looking in (Looking.OPTIONS, Looking.CHANGE)
        for number, name in enumerate(dialogue.options()):
            found.append(_option(dialogue, by_id[name], looking and number == dialogue.row, width))
    else:
        found += [[("", fitted(line, width))] for line in wrapped(_asked(dialogue, shown), width)]
        if dialogue.looking is Looking.OPTIONS:
            text = fitted(dialogue.say("written", text=dialogue.typed + "_"), width)
            found.append([(CURSOR, ""), ("class:search", text)])
    return found


def _plain(dialogue: Dialogue, heading: str, width: int) -> Iterator[Line]:
    yield [("class:heading", fitted(f" {dialogue.say(heading)}", width))]
    for number, name in enumerate(dialogue.options()):
        here = number == dialogue.row
        style = "class:cursor" if here else ""
        yield [(CURSOR if here else "", ""), (style, fitted(f"{'>' if here else ' '}  {dialogue.say(name)}", width))]


def _regions(dialogue: Dialogue, width: int) -> Iterator[Line]:
    yield [("class:heading", fitted(f" {dialogue.say('region')}", width))]
    for number, name in enumerate(dialogue.options()):
        here = dialogue.looking is Looking.OPTIONS and number == dialogue.row
        mark = "*" if name == dialogue.region else " "
        style = ("class:chosen" if mark == "*" else "") + (" class:cursor" if here else "")
        yield [(CURSOR if here else "", ""), (style, fitted(f"{'>' if here else ' '}{mark} {name}", width))]


def _option(dialogue: Dialogue, option: OptionView, here: bool, width: int) -> Line:
    mark, style = "*" if option.chosen else " ", "class:chosen" if option.chosen else ""
    beside = dialogue.told.beside(dialogue.variable, option.id) if dialogue.told else None
    if not option.possible:
        mark, style = "x", "class:dim"
        told = dialogue.say("impossible")
    elif option.chosen:
        told = ""
    else:
        told = _beside(dialogue, option, beside)
    if here:
        style += " class:cursor"
    text = spread(f"{'>' if here else ' '}{mark} {dialogue.title(dialogue.variable, option.id)}", told, width)
    return [(CURSOR if here else "", ""), (style, text)]


def _beside(dialogue: Dialogue, option: OptionView, beside: OptionOffer | None) -> str:
    """Difference in price, and in days when they are known."""
    difference = option.difference if beside is None else beside.difference
    price = "" if difference is None else said_of_price(dialogue.language, difference)
    if dialogue.finish.quoter is None or not dialogue.region:
        return price
    if beside is None:
        return f"{price} {'…':>6}"
    days = "–" if beside.days_later is None else short_days(dialogue.language, beside.days_later)
    return f"{price} {days:>6}"


def _asked(dialogue: Dialogue, shown: NumberView | TextView | ChoiceView | None) -> str:
    """What may be written for a number or a text."""
    if dialogue.variable == QUANTITY:
        return dialogue.say(
            "write_number", unit=f" ({unit_name(dialogue.product.model.unit, dialogue.language)})", spans="1–"
        )
    variable = dialogue.product.model.variables[dialogue.variable]
    if isinstance(shown, NumberView) and isinstance(variable, NumberVariable):
        if shown.standing is Standing.NOT_ASKED:
            return dialogue.say("not_asked")
        spans = said_of_spans(dialogue.language, shown.spans, variable.unit)
        unit = f" ({unit_name(variable.unit, dialogue.language)})" if variable.unit else ""
        return dialogue.say("write_number", unit=unit, spans=spans)
    if isinstance(variable, TextVariable):
        parts = [dialogue.say("write_text")]
        if variable.pattern:
            parts.append(dialogue.say("pattern", pattern=variable.pattern))
        if variable.example:
            parts.append(dialogue.say("example", text=variable.example))
        return " ".join(parts)
    return ""


def message(dialogue: Dialogue, width: int, most: int) -> list[Line]:
    """What the last key came to, or the option under the cursor in a sentence."""
    said = dialogue.message or _sentence(dialogue)
    lines = wrapped(said, width) if said else []
    if len(lines) > most:
        lines = [*lines[: most - 1], fitted(lines[most - 1], width - 1).rstrip() + "…"]
    return [[("class:message", line)] for line in lines]


def _sentence(dialogue: Dialogue) -> str:
    option = dialogue.current
    if dialogue.looking is Looking.SAVE:
        return f"{dialogue.say('save_title')} {dialogue.typed}_"
    if dialogue.looking is not Looking.OPTIONS or option is None or dialogue.variable == REGION:
        return ""
    shown = dialogue.view.variables.get(dialogue.variable)
    if not isinstance(shown, ChoiceView):
        return ""
    view = next((one for one in shown.options if one.id == option), None)
    name = dialogue.title(dialogue.variable, option)
    if view is None or view.chosen:
        return ""
    if not view.possible:
        return f"{name}: {dialogue.say('impossible')} (?)."
    beside = dialogue.told.beside(dialogue.variable, option) if dialogue.told else None
    return f"{name}: {', '.join(_facts(dialogue, view, beside))}."


def _facts(dialogue: Dialogue, view: OptionView, beside: OptionOffer | None) -> Iterator[str]:
    difference = view.difference if beside is None else beside.difference
    if difference is not None:
        yield said_of_price(dialogue.language, difference)
    if beside is not None:
        day = beside.completion.day
        if beside.days_later is not None and day is not None:
            yield f"{said_of_days(dialogue.language, beside.days_later)} ({said_of_day(dialogue.language, day)})"
        elif day is None:
            yield dialogue.say("no_day")
        if not beside.sure and beside.not_before is not None:
            yield dialogue.say("not_before", day=said_of_day(dialogue.language, beside.not_before))


def overview(dialogue: Dialogue, width: int) -> list[Line]:
    """The overview; the window shows it from line `row` on, which it must hold the cursor for."""
    return [
        [(CURSOR if number == dialogue.row else "", ""), ("", fitted(line, width).rstrip())]
        for number, line in enumerate(dialogue.page)
    ]


def keys(dialogue: Dialogue, width: int) -> list[Line]:
    """Which keys there are."""
    if dialogue.looking is Looking.OVERVIEW:
        rows: Sequence[str] = (dialogue.say("keys_back"), dialogue.say("keys_common"))
    else:
        rows = (dialogue.say("keys_list"), dialogue.say("keys_common"))
    return [[("class:keys", fitted(row, width))] for row in rows]
