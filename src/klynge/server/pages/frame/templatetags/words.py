# SPDX-License-Identifier: Apache-2.0
"""`{% say "text" %}`: a text of `klynge.server.texts` in the reader's language."""

from django import template

from klynge.server import texts

register = template.Library()


@register.simple_tag
def say(english: str, **facts: object) -> str:
    """The text, with its facts filled in."""
    return texts.say(english, **facts)


@register.simple_tag
def word(english: str) -> str:
    """A text that is data, such as an entry of the navigation."""
    return texts.say(english)
