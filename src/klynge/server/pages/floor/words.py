# SPDX-License-Identifier: Apache-2.0
"""What the page's program says; it fills in what is in braces."""

from __future__ import annotations

from klynge.server.texts import say


def words() -> dict[str, str]:
    """The texts by what they are of, in the language of the request."""
    return {
        "start": say("Started: {what}"),
        "resume": say("Resumed: {what}"),
        "pause": say("Paused: {what}"),
        "finish": say("Done: {what}"),
        "part": say("{n} done: {what}"),
        "scrap": say("{n} scrap: {what}"),
        "undone": say("Taken back: {what}"),
        "found": say("Found: {what}"),
        "suggested": say("Thank you. The suggestion is on its way."),
    }
