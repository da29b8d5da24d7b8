# SPDX-License-Identifier: Apache-2.0
"""`variables`: choices, numbers and texts, first without their conditions, which may name any of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from math import comb
from typing import Any, TypedDict

from klynge.configure.expression import IsOption, NumberOf, SameOption
from klynge.configure.model import (
    AnyVariable,
    ChoiceVariable,
    NumberVariable,
    Option,
    PriceLine,
    Span,
    Texts,
    TextVariable,
    Variable,
)
from klynge.configure.reading import common
from klynge.configure.reading.domains import has_value, sorted_apart, span, whole_number
from klynge.configure.reading.scope import Scope
from klynge.configure.reading.tree import Entry
from klynge.configure.walk import parts
from klynge.network import values
from klynge.network.problem import nearest

_COMMON = ("texts", "help", "group", "when", "formerly", "absent")
_CHOICE = (*_COMMON, "options", "otherwise", "suggested")
_YES_NO = (*_COMMON, "yes-no", "price", "otherwise", "suggested", "valid")
_NUMBER = (*_COMMON, "values", "unit", "otherwise", "suggested")
_TEXT = (*_COMMON, "pattern", "longest", "example", "required")
_KINDS = {"options": _CHOICE, "yes-no": _YES_NO, "values": _NUMBER, "pattern": _TEXT, "longest": _TEXT}
_OPTION = ("nb", "en", "price", "valid", "formerly")
_YES_TEXTS: Texts = {"nb": "Ja", "en": "Yes"}
_NO_TEXTS: Texts = {"nb": "Nei", "en": "No"}
MOST_VARIABLES = 2000
MOST_OPTIONS = 20_000
_LONGEST_TEXT = 1000
_MOST_WAYS = 2_000_000  # in which repeats can share a text among them


class _Shared(TypedDict):
    """What every variable is made with."""

    id: str
    texts: Texts
    place: Any
    group: str
    formerly: tuple[str, ...]
    absent: str
    help: Texts


def variable(entry: Entry, identifier: str, groups: Mapping[str, object] | None) -> AnyVariable | None:
    """A variable without its condition, or None with the problem noted; groups are None when they cannot be known."""
    if not common.name(entry, identifier):
        return None
    before = len(entry.report.problems)
    fields = entry.fields()
    kinds = [kind for kind in ("options", "yes-no", "values") if kind in fields]
    if len(kinds) > 1:
        entry.say("two_kinds", first=kinds[0], second=kinds[1])
        return None
    kind = next((known for known in _KINDS if known in fields), "")
    if not kind:
        if len(entry.report.problems) == before:
            entry.say("no_kind")
        return None
    fields = entry.fields(_KINDS[kind])
    shared = _shared(entry, identifier, fields, groups)
    made: AnyVariable
    if kind == "options":
        made = _choice(fields, shared)
    elif kind == "yes-no":
        made = _yes_no(fields, shared)
    elif kind == "values":
        made = _number(fields, shared)
    else:
        made = _text(fields, shared)
    return made if len(entry.report.problems) == before else None


def _shared(entry: Entry, identifier: str, fields: Mapping[str, Entry], groups: Mapping[str, object] | None) -> _Shared:
    group = (fields["group"].value(values.text) or "") if "group" in fields else ""
    if group and groups is not None and group not in groups:
        fields["group"].say("unknown_group", name=group, near=nearest(group, groups))
    return {
        "id": identifier,
        "texts": common.texts(fields.get("texts"), entry),
        "place": entry.place,
        "group": group,
        "formerly": common.listed(fields.get("formerly")),
        "absent": (fields["absent"].value(values.text) or "") if "absent" in fields else "",
        "help": common.texts(fields["help"]) if "help" in fields else {},
    }


def _choice(fields: Mapping[str, Entry], shared: _Shared) -> ChoiceVariable:
    entry = fields["options"]
    found: list[Option] = []
    before = len(entry.report.problems)
    for identifier, written in entry.fields().items():
        common.option_name(written, identifier)
        inner = written.fields(_OPTION)
        first, last = common.validity(inner.get("valid"))
        named = common.languages(written, inner)
        found.append(Option(identifier, named, written.place, first, last, common.listed(inner.get("formerly"))))
    if not found and len(entry.report.problems) == before:
        entry.say("no_options")
    if len(found) > MOST_OPTIONS:
        entry.say("too_many", what="options", count=len(found), most=MOST_OPTIONS)
    options = tuple(found)
    known = [option.id for option in options]
    return ChoiceVariable(
        **shared,
        options=options,
        otherwise=_one_of(fields.get("otherwise"), known),
        suggested=_one_of(fields.get("suggested"), known),
    )


def _yes_no(fields: Mapping[str, Entry], shared: _Shared) -> ChoiceVariable:
    if not common.yes_or_no(fields["yes-no"]):
        fields["yes-no"].say("yes_no_false")
    first, last = common.validity(fields.get("valid"))
    place = fields["yes-no"].place
    return ChoiceVariable(
        **shared,
        options=(Option("no", _NO_TEXTS, place), Option("yes", _YES_TEXTS, place, first, last)),
        otherwise=_one_of(fields.get("otherwise"), ["no", "yes"]),
        suggested=_one_of(fields.get("suggested"), ["no", "yes"]),
        yes_no=True,
    )


def _one_of(entry: Entry | None, known: list[str]) -> str:
    if entry is None:
        return ""
    text = entry.value(values.text) or ""
    if text and known and text not in known:
        entry.say("not_an_option", name=text, near=nearest(text, known))
    return text


def _number(fields: Mapping[str, Entry], shared: _Shared) -> NumberVariable:
    entry = fields["values"]
    spans: list[Span] = []
    before = len(entry.report.problems)
    for item in entry.entries():
        text = item.text or ""
        one = common.understood(item, lambda text=text: span(text))  # type: ignore[misc]
        if one is not None:
            spans.append(one)
    whole = common.understood(entry, lambda: sorted_apart(spans)) or ()
    if not whole and len(entry.report.problems) == before:
        entry.say("no_value")
    suggested, otherwise = _whole(fields.get("suggested")), _whole(fields.get("otherwise"))
    made = NumberVariable(
        **shared,
        spans=whole,
        unit=(fields["unit"].value(values.text) or "") if "unit" in fields else "",
        otherwise=otherwise,
        suggested=suggested,
    )
    if suggested is not None and whole and not has_value(made, suggested):
        fields["suggested"].say("no_such_value", value=suggested)
    if otherwise is not None and whole and not has_value(made, otherwise):
        return _with_value(made, fields["otherwise"], otherwise)
    return made


def _with_value(made: NumberVariable, entry: Entry, value: int) -> NumberVariable:
    """The variable with a value outside its spans added: what it has when it does not matter."""
    spans = common.understood(entry, lambda: sorted_apart([*made.spans, Span(value, value)]))
    return replace(made, spans=spans or made.spans)


def _whole(entry: Entry | None) -> int | None:
    if entry is None:
        return None
    return common.understood(entry, lambda: whole_number(entry.text or ""))


def _text(fields: Mapping[str, Entry], shared: _Shared) -> TextVariable:
    longest = _whole(fields.get("longest"))
    if longest is not None and not 1 <= longest <= _LONGEST_TEXT:
        fields["longest"].say("longest", most=_LONGEST_TEXT)
        longest = None
    longest = longest or 60
    pattern = (fields["pattern"].value(values.text) or "") if "pattern" in fields else ""
    if pattern and (fault := _pattern_fault(pattern, longest)):
        fields["pattern"].say(fault, pattern=pattern)
        pattern = ""
    example = (fields["example"].value(values.text) or "") if "example" in fields else ""
    if len(example) > longest or (example and pattern and not re.fullmatch(pattern, example)):
        fields["example"].say("example", text=example)
    return TextVariable(
        **shared,
        pattern=pattern,
        longest=longest,
        example=example,
        required=common.yes_or_no(fields.get("required"), default=True),
    )


def _pattern_fault(pattern: str, longest: int) -> str:
    """Patterns are kept so plain that matching never takes long: no groups, and few repeats for long texts."""
    plain = re.sub(r"\\.", "_", re.sub(r"\[\^?\]?(?:\\.|[^\]\\])*\]", "_", pattern))
    repeats = len(re.findall(r"[*+?]|\{\d*,\d*\}", plain))
    if "(" in plain or len(pattern) > 200 or comb(longest + repeats, repeats) > _MOST_WAYS:
        return "pattern_groups"
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return "pattern"
    return ""


def with_condition(variable: AnyVariable, entry: Entry, scope: Scope) -> AnyVariable:
    """The variable with the condition under which it matters."""
    fields = entry.named or {}
    if "when" not in fields:
        if "otherwise" in fields:
            fields["otherwise"].say("otherwise_alone")
        return variable
    if not isinstance(variable, TextVariable) and "otherwise" not in fields:
        fields["when"].say("no_otherwise")
    condition = common.truth(fields["when"], scope)
    if condition is not None and _names(condition, variable):
        fields["when"].say("waits_for_itself", name=variable.id)
    return replace(variable, when=condition)


def _names(expression: Any, variable: Variable) -> bool:
    if isinstance(expression, IsOption | NumberOf) and expression.variable == variable.id:
        return True
    if isinstance(expression, SameOption) and variable.id in (expression.left, expression.right):
        return True
    return any(_names(part, variable) for part in parts(expression))


def option_prices(variable: AnyVariable, entry: Entry, scope: Scope) -> list[PriceLine]:
    """The price lines of a choice variable's options, and of `yes`."""
    if not isinstance(variable, ChoiceVariable):
        return []
    fields = entry.named or {}
    written = {"yes": entry} if variable.yes_no else (fields["options"].named or {})
    found = []
    for option in variable.options:
        price = (written[option.id].named or {}).get("price") if option.id in written else None
        amount = common.number(price, scope) if price is not None else None
        if price is None or amount is None:
            continue
        texts: Texts = dict(variable.texts)
        if not variable.yes_no:
            texts = {
                language: f"{variable.texts.get(language, variable.id)}: {text}"
                for language, text in option.texts.items()
            }
        found.append(
            PriceLine(
                id=f"{variable.id}.{option.id}",
                texts=texts,
                amount=amount,
                place=price.place,
                when=IsOption(variable.id, frozenset({option.id})),
                options_of=variable.id,
                valid_from=option.valid_from,
                valid_to=option.valid_to,
            )
        )
    return found
