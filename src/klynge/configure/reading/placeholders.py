# SPDX-License-Identifier: Apache-2.0
"""Checks of texts with values in braces."""

from __future__ import annotations

from collections.abc import Collection

from klynge.configure import template
from klynge.configure.model import Texts
from klynge.configure.reading import common
from klynge.configure.reading.tree import Entry
from klynge.network.problem import nearest


def check_placeholders(entry: Entry, text: str, known: Collection[str]) -> None:
    """Note what stands in braces and is nothing that has a value."""
    for name in template.names(text):
        if name not in known:
            entry.say("unknown_in_braces", name=name, near=nearest(name, known))
    if not template.matched(text):
        entry.say("open_brace", text=text)


def filled_texts(entry: Entry, known: Collection[str]) -> Texts:
    """Texts by language whose placeholders are `known`."""
    found = common.texts(entry)
    for language, text in found.items():
        check_placeholders((entry.named or {})[language], text, known)
    return found
