# SPDX-License-Identifier: Apache-2.0
"""`{% late seconds %}`: how late an order is, in days, or hours when it is less than one."""

from django import template

from klynge.server.pages.frame.formats import number
from klynge.server.texts import say

register = template.Library()


@register.simple_tag
def late(seconds: int) -> str:
    """So many days, or hours, late."""
    days = seconds / 86_400
    if days < 1:
        return say("{n} h late", n=max(1, round(seconds / 3600)))
    return say("{n} days late", n=number(days, 1))
