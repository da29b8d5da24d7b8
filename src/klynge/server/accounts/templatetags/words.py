# SPDX-License-Identifier: Apache-2.0
"""`{% say "text" %}`: a text of `klynge.server.texts` in the reader's language."""

from django import template

from klynge.server import texts

register = template.Library()


@register.simple_tag
def say(english: str) -> str:
    """The text."""
    return texts.say(english)
