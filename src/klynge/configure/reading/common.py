# SPDX-License-Identifier: Apache-2.0
"""What entries of many kinds share: texts in two languages, identifiers, validity, expressions."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Literal, TypeVar

from klynge.configure.expression import Expression
from klynge.configure.model import Texts
from klynge.configure.reading.grammar import FUNCTIONS, WORDS
from klynge.configure.reading.scope import Scope
from klynge.configure.reading.tokens import SyntaxProblemError
from klynge.configure.reading.tree import Entry
from klynge.configure.reading.typed import BrokenNameError, number_of, seconds_of, truth_of
from klynge.network import values

T = TypeVar("T")

LANGUAGES: tuple[Literal["nb"], Literal["en"]] = ("nb", "en")
_NAME = re.compile(r"[^\W\d_]\w*(?:-\w+)*")
_OPTION = re.compile(r"[^\W_][\w./×+-]*")
_LONGEST_NAME = 60


def name(entry: Entry, given: str) -> bool:
    """Whether the text can name a variable, rule, table or step; notes it when not."""
    if given in WORDS or given in FUNCTIONS:
        entry.say("reserved_name", name=given)
    elif not _NAME.fullmatch(given) or len(given) > _LONGEST_NAME:
        entry.say("odd_name", name=given)
    else:
        return True
    return False


def option_name(entry: Entry, given: str) -> bool:
    """Whether the text can name an option; notes it when not."""
    if _OPTION.fullmatch(given) and len(given) <= _LONGEST_NAME:
        return True
    entry.say("odd_option_name", name=given)
    return False


def texts(entry: Entry | None, owner: Entry | None = None) -> Texts:
    """The texts of a `{nb: …, en: …}`; one language may be missing, both may not."""
    if entry is None:
        if owner is not None:
            owner.say("no_texts")
        return {}
    return languages(entry, entry.fields(LANGUAGES))


def languages(entry: Entry, fields: dict[str, Entry] | object) -> Texts:
    """The texts among the fields of an entry that has other fields too."""
    found: Texts = {}
    before = len(entry.report.problems)
    assert isinstance(fields, dict)
    for language in LANGUAGES:
        written = fields.get(language)
        text = written.value(values.text) if isinstance(written, Entry) and not written.blank else None
        if text:
            found[language] = text
    if not found and len(entry.report.problems) == before:
        entry.say("no_texts")
    return found


def validity(entry: Entry | None) -> tuple[date | None, date | None]:
    """The days of `{from: …, to: …}`."""
    fields = entry.fields(("from", "to")) if entry is not None else {}
    first = fields["from"].value(values.day) if "from" in fields else None
    last = fields["to"].value(values.day) if "to" in fields else None
    if entry is not None and first and last and last < first:
        entry.say("validity_ends", first=first, last=last)
    return first, last


def yes_or_no(entry: Entry | None, default: bool = False) -> bool:
    """A truth that is written as true or false (or yes, no)."""
    if entry is None:
        return default
    text = (entry.text or "").strip().lower()
    if text not in ("true", "false", "yes", "no"):
        entry.say("no_yes_or_no")
    return text in ("true", "yes")


def listed(entry: Entry | None) -> tuple[str, ...]:
    """A list of texts; `|` separates them in one text."""
    found: list[str] = []
    for item in entry.entries() if entry is not None else ():
        text = item.value(values.text)
        found += [piece.strip() for piece in (text or "").split("|") if piece.strip()]
    return tuple(found)


def understood(entry: Entry, read: Callable[[], T]) -> T | None:
    """What `read` makes of an expression, or None with the problem noted at the entry."""
    try:
        return read()
    except SyntaxProblemError as error:
        entry.say(error.code, **error.facts)
    except BrokenNameError:  # told where it is declared
        pass
    return None


def _expression(entry: Entry | None, scope: Scope, read: Callable[[str, Scope], Expression]) -> Expression | None:
    if entry is None:
        return None
    text = entry.text
    if entry.cut:
        return None
    if text is None or not text.strip():
        entry.say("no_value")
        return None
    return understood(entry, lambda: read(text, scope))


def truth(entry: Entry | None, scope: Scope) -> Expression | None:
    """The condition that is written there, or None."""
    return _expression(entry, scope, truth_of)


def number(entry: Entry | None, scope: Scope) -> Expression | None:
    """The number that is written there, or None."""
    return _expression(entry, scope, number_of)


def seconds(entry: Entry | None, scope: Scope) -> Expression | None:
    """The time in seconds that is written there, or None."""
    return _expression(entry, scope, seconds_of)
