# SPDX-License-Identifier: Apache-2.0
"""Where something is delivered to, as a customer says it: a postcode or a region."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from klynge.offers import Postcodes
from klynge.offers.delivered import Stretch
from klynge.server.pages.frame import formats
from klynge.server.tenancy.middleware import Standing
from klynge.server.trustee.link import ask

Names = Mapping[str, Mapping[str, str]]
"""What people call each region, by language."""
NO_NAMES: Names = {}


def region_of(
    typed: str, regions: Sequence[str], stretches: Iterable[Sequence[str]], names: Names = NO_NAMES
) -> str | None:
    """The region that was typed, by its identifier or its name in any language, or that a postcode lies in; None when
    neither is known."""
    text = typed.strip()
    known = {name.casefold(): region for region in regions for name in names.get(region, {}).values()}
    known |= {region.casefold(): region for region in regions}
    if text.casefold() in known:
        return known[text.casefold()]
    return Postcodes(Stretch(*each) for each in stretches).region(text)


def asked_region(standing: Standing, typed: str) -> tuple[str | None, dict[str, Any]]:
    """The region of what was typed, None for nothing or for a place that is not known; and all that can be bought."""
    offered: dict[str, Any] = ask("products", standing, {})
    if not typed:
        return None, offered
    return region_of(typed, offered["regions"], offered["postcodes"], offered["region_names"]), offered


def called(regions: Sequence[str], names: Names) -> list[str]:
    """What the regions are called in the reader's language."""
    return [names.get(region, {}).get(formats.language(), region) for region in regions]
