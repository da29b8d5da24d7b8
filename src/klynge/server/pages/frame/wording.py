# SPDX-License-Identifier: Apache-2.0
"""Words that reach a component as data: our English texts in the reader's language, all others as they are."""

from __future__ import annotations

from klynge.server import texts


def worded(text: str) -> str:
    """A text of ours, translated; a name or a text that is translated already, as it is."""
    return texts.say(text) if text in texts.NORWEGIAN else text
