# SPDX-License-Identifier: Apache-2.0
"""What the board on its canvas says, by the keys that its modules use, in the language of the request."""

from __future__ import annotations

from klynge.server.texts import say


def board_words() -> dict[str, str]:
    """All texts of the board. Facts in braces are filled in by the page."""
    return _time() | _board() | _states() | _moving() | _grid()


def _time() -> dict[str, str]:
    return {
        "months": say("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
        "weekdays": say("Mon Tue Wed Thu Fri Sat Sun"),
        "wk": say("wk"),
        "d": say("d"),
        "h": say("h"),
        "min": say("min"),
    }


def _board() -> dict[str, str]:
    return {
        "board": say("Plan board"),
        "how": say(
            "Arrow keys go from one piece of work to the next, Shift with arrows moves the view, Enter shows why it is "
            "there, M moves it. The table below holds the same."
        ),
        "minimap": say("The whole plan; drag the frame"),
        "load": say("Load"),
        "capacity": say("capacity"),
        "load_is": say("{when}: {load} of {capacity} {unit}, {share}"),
        "setup": say("set-up"),
        "quantity": say("Quantity"),
        "batch": say("one of {n} in a batch"),
        "bar": say("{order}, {step}, {centre} {unit}, {from} to {to}{state}"),
        "order": say("Order"),
        "selected": say("{n} chosen"),
        "not_found": say("No work here is called “{text}”. Search all orders in the list beside."),
        "none_late": say("Nothing here is late."),
        "close": say("Close"),
    }


def _states() -> dict[str, str]:
    return {
        "late": say("late"),
        "days_late": say("{days} days late"),
        "locked": say("locked"),
        "frozen": say("frozen"),
        "other": say("for another firm"),
        "started": say("in work"),
        "finished": say("done"),
        "lot": say("a lot for stock"),
    }


def _moving() -> dict[str, str]:
    return {
        "only_looking": say("You may look at this plan, not change it."),
        "moving": say("Moving {bar}. Arrows choose the place, Enter lets go, Escape leaves it."),
        "ghost_at": say("{centre} {unit}, {when}"),
        "fits": say("This fits."),
        "moved": say("Moved in the draft."),
        "stays": say("It stays where it was."),
        "done_stays": say("It is done: what was, stays."),
        "started_stays": say("It is under way: report it from the shop floor instead."),
        "locked_stays": say("It is locked: unlock it first (L)."),
    }


def _grid() -> dict[str, str]:
    return {
        "work_centre": say("Work centre"),
        "step": say("Step"),
        "setup_begins": say("Set-up from"),
        "begins": say("From"),
        "ends": say("To"),
        "state": say("State"),
        "table_of": say("{n} pieces of work from {from} to {to}"),
        "before": say("Previous"),
        "after": say("Next"),
        "page_of": say("Page {page} of {pages}"),
    }
