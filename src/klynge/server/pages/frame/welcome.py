# SPDX-License-Identifier: Apache-2.0
"""What the front page says to each role: what one comes here to do."""

from __future__ import annotations

from datetime import datetime

from klynge.server.pages.frame.formats import local
from klynge.server.roles import Role
from klynge.server.texts import say

WORK: dict[Role, str] = {
    Role.CUSTOMER: (
        "Choose what you want just as you want it, see what it costs and when you get it, and follow it here."
    ),
    Role.SALES: "Answer inquiries with a price and a day that holds, and follow your quotations and orders.",
    Role.PLANNER: "See what is late and why, what would mend it, and keep the plan true to what happens.",
    Role.FLOOR: "See what comes next at your work centre, and report as you go.",
    Role.MANAGER: "See how the week goes in promises, load and money, and look after the people in your firm.",
    Role.OFFICE: "See what cooperating is worth, look after members and agreements, and what is released to whom.",
    Role.OPERATOR: "Look after the installation: health, backups, background work. No firm's data is shown here.",
}


def greeting(now: datetime) -> str:
    """A greeting for the time of the day."""
    hour = local(now).hour
    if hour < 10:
        return say("Good morning")
    return say("Good day") if hour < 18 else say("Good evening")
