# SPDX-License-Identifier: Apache-2.0
"""`{% say "text" %}`: a text of `klynge.server.texts` in the reader's language."""

from django import template

from klynge.server import texts
from klynge.server.pages.frame.wording import worded

register = template.Library()


@register.simple_tag
def say(english: str, **facts: object) -> str:
    """The text, with its facts filled in."""
    return texts.say(english, **facts)


@register.simple_tag
def many(n: int, one: str, more: str, **facts: object) -> str:
    """The first text for one, the second for none or several; {n} in them is the number."""
    return texts.say(one if n == 1 else more, n=n, **facts)


@register.simple_tag
def word(english: str) -> str:
    """A text that is data, such as an entry of the navigation; what is no text of ours stays as it is."""
    return worded(english)
