# SPDX-License-Identifier: Apache-2.0
"""`{% late seconds %}`: how late an order is, in days, or hours when it is less than one. `{% once %}`: a hidden key,
made with the form, by which what it does is done once, however often the form is sent. `lines|nested`: lines of
which some are indented below another."""

from collections.abc import Iterable
from uuid import uuid4

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from klynge.server.pages.frame.formats import number
from klynge.server.texts import say

register = template.Library()


@register.simple_tag
def once() -> SafeString:
    """The key of a form."""
    return format_html('<input type="hidden" name="key" value="{}">', uuid4())


@register.simple_tag
def late(seconds: int) -> str:
    """So many days, or hours, late."""
    days = seconds / 86_400
    if days < 1:
        return say("{n} h late", n=max(1, round(seconds / 3600)))
    return say("{n} days late", n=number(days, 1))


@register.filter
def nested(lines: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Each line with those that are indented below it."""
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.startswith(" ") and found:
            found[-1][1].append(line.strip())
        else:
            found.append((line, []))
    return found
