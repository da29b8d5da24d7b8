# SPDX-License-Identifier: Apache-2.0
"""Where something is delivered to, as a customer says it: a postcode or a region."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from klynge.offers import Postcodes
from klynge.offers.delivered import Stretch


def region_of(typed: str, regions: Sequence[str], stretches: Iterable[Sequence[str]]) -> str | None:
    """The region that was typed, or that a postcode lies in; None when neither is known."""
    text = typed.strip()
    known = {region.casefold(): region for region in regions}
    if text.casefold() in known:
        return known[text.casefold()]
    return Postcodes(Stretch(*each) for each in stretches).region(text)
