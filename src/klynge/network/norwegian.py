# SPDX-License-Identifier: Apache-2.0
"""Problems of a cluster's files in Norwegian bokmål, found by their English text.

Problems are found and kept in English; here a finished text is matched with the templates it may be made from, and what
stands in the places is put into the Norwegian template. Names, columns and words of the files stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
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
    for longest, pattern, norwegian in _patterns():
        # Looking for a part of the template first is much faster than matching all of each.
        match = pattern.fullmatch(text) if longest in text else None
        if match:
            return _filled(norwegian, match.groupdict())
    return text


def _filled(norwegian: str, values: Mapping[str, str]) -> str:
    return PLACE.sub(lambda place: _said(place[1], values[place[1]]), norwegian)


def _said(place: str, value: str) -> str:
    for english, norwegian in _WORDS.get(place, ()):
        value = value.replace(english, norwegian)
    return value


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[str, re.Pattern[str], str]]:
    """The longest fixed part, the pattern and the Norwegian of each template with places; most fixed text first."""
    found = []
    for english, norwegian in TEMPLATES.items():
        fixed = PLACE.split(english)[::2]
        if len(fixed) > 1:
            pattern = PLACE.sub(lambda place: f"(?P<{place[1]}>.*?)", re.sub(r"[().?|*+\[\]]", r"\\\g<0>", english))
            found.append((sum(map(len, fixed)), max(fixed, key=len), re.compile(pattern, re.DOTALL), norwegian))
    return [entry[1:] for entry in sorted(found, key=lambda entry: -entry[0])]
