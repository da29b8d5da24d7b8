# SPDX-License-Identifier: Apache-2.0
"""Problems of a cluster's files in Norwegian bokmål, found by their English text.

Problems are found and kept in English; here a finished text is matched with the templates it may be made from, and what
stands in the places is put into the Norwegian template. Names, columns and words of the files stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from klynge.network import norwegian_messages, norwegian_remedies, norwegian_work

TEMPLATES: dict[str, str] = {
    **norwegian_messages.FILES,
    **norwegian_messages.VALUES,
    **norwegian_messages.CALENDARS,
    **norwegian_messages.PLACES,
    **norwegian_work.GOODS,
    **norwegian_work.ROUTINGS,
    **norwegian_work.ORDERS,
    **norwegian_remedies.FILES,
    **norwegian_remedies.VALUES,
    **norwegian_remedies.CALENDARS,
    **norwegian_remedies.PLACES,
    **norwegian_remedies.WORK,
}
"""The Norwegian template by the English one; `{name}` is a place that is filled."""

PLACE = re.compile(r"\{([a-z_]+)\}")

_WORDS = {  # what Klynge itself writes into a place
    "encoding": [("a workbook or another zip file", "en arbeidsbok eller en annen zip-fil")],
    "places": [(" or ", " eller "), ("the regions of cluster.yaml", "regionene i cluster.yaml")],
    "pools": [(" or ", " eller ")],
    "keys": [("” and “", "» og «"), ("“", "«"), ("”", "»")],
    "least": [(" days, ", " dager, "), (" day, ", " dag, ")],
    "longest": [(" days, ", " dager, "), (" day, ", " dag, ")],
}


def in_norwegian(text: str) -> str:
    """A message or remedy in Norwegian; a text that no template makes comes back unchanged."""
    if text in TEMPLATES:
        return TEMPLATES[text]
    for longest, fixed, english, norwegian in _templates():
        # Looking for a part of the template first is much faster than taking the text apart by each.
        values = _between(fixed, text) if longest in text else None
        if values is not None:
            return _filled(norwegian, dict(zip(PLACE.findall(english), values, strict=True)))
    return text


def _between(fixed: Sequence[str], text: str) -> list[str] | None:
    """What stands between the fixed parts, each part taken where it comes first; None when the text has not all.

    Same as a regular expression with lazy places, but never goes back: texts may be long and meant to harm.
    """
    first, *inner, last = fixed
    end = len(text) - len(last)
    if not (text.startswith(first) and text.endswith(last)):
        return None
    values, at = [], len(first)
    for part in inner:
        found = text.find(part, at, end)
        if found < 0:
            return None
        values.append(text[at:found])
        at = found + len(part)
    return [*values, text[at:end]] if at <= end else None


def _filled(norwegian: str, values: Mapping[str, str]) -> str:
    return PLACE.sub(lambda place: _said(place[1], values[place[1]]), norwegian)


def _said(place: str, value: str) -> str:
    for english, norwegian in _WORDS.get(place, ()):
        value = value.replace(english, norwegian)
    return value


@lru_cache(maxsize=1)
def _templates() -> list[tuple[str, list[str], str, str]]:
    """The templates with places, most fixed text first: longest fixed part, all of them, English, Norwegian."""
    found = []
    for english, norwegian in TEMPLATES.items():
        fixed = PLACE.split(english)[::2]
        if len(fixed) > 1:
            found.append((max(fixed, key=len), fixed, english, norwegian))
    return sorted(found, key=lambda entry: -sum(map(len, entry[1])))
