# SPDX-License-Identifier: Apache-2.0
"""Differences of price and day, and names in a row, as a customer reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django import template

from klynge.configure.work import Value, format_choices
from klynge.server.pages.frame import formats
from klynge.server.products.models import Configuration
from klynge.server.texts import say

register = template.Library()


@register.simple_tag
def difference(ore: int) -> str:
    """What an option adds to the price."""
    if not ore:
        return say("same price")
    sign = "+" if ore > 0 else formats.MINUS
    return f"{sign}{formats.NBSP}{formats.money(abs(ore), decimals=0)}"


@register.simple_tag
def later(days: int) -> str:
    """How much later an option comes."""
    if days == 0:
        return say("same day")
    if days > 0:
        return say("1 day later") if days == 1 else say("{n} days later", n=days)
    return say("1 day earlier") if days == -1 else say("{n} days earlier", n=-days)


@register.filter
def titles(changes: Iterable[Mapping[str, Any]]) -> str:
    """What would be changed, by name."""
    return ", ".join(str(one["title"]) for one in changes)


@register.filter
def as_choices(choices: Mapping[str, Value]) -> str:
    """Choices as they stand in an address."""
    return format_choices(choices)


@register.filter
def as_day(text: str) -> date:
    """A day from its ISO form."""
    return date.fromisoformat(text)


@register.filter
def as_moment(text: str) -> datetime:
    """A moment from its ISO form."""
    return datetime.fromisoformat(text)


@register.filter
def in_days(seconds: int) -> int:
    """Whole days."""
    return seconds // 86_400


@register.filter
def kilograms(grams: int) -> str:
    """A weight of gas."""
    return formats.weight(grams)


@register.filter
def called(made: Configuration) -> str:
    """The name of a configuration in the reader's language."""
    return made.name(formats.language())
