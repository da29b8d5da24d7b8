# SPDX-License-Identifier: Apache-2.0
"""What the page around the board says from its modules, in the language of the request."""

from __future__ import annotations

from klynge.server.texts import say


def page_words() -> dict[str, str]:
    """Texts by the keys that `planner/page.js` uses."""
    return {
        "key_find": say("Find on the board"),
        "key_today": say("To today"),
        "key_in": say("Zoom in"),
        "key_out": say("Zoom out"),
        "key_late": say("Next late order"),
        "key_late_before": say("The late order before"),
        "key_lock": say("Lock or unlock what is chosen"),
        "key_move": say("Move what the keys stand on"),
        "key_all": say("The whole plan"),
        "key_taller": say("Taller rows"),
        "key_lower": say("Lower rows"),
        "choose_first": say("Choose a piece of work first."),
        "nothing_to_undo": say("There is no draft to undo in."),
        "away": say("The planner does not answer just now."),
        "this_draft": say("This draft"),
        "people": say("People"),
    }
