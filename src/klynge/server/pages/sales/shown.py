# SPDX-License-Identifier: Apache-2.0
"""States of quotations as they are shown: English text, tone, icon."""

from __future__ import annotations

from klynge.server.pages.frame.listing import Choice
from klynge.server.pages.frame.states import Shown

STANDINGS = {
    "inquiry": Shown("Inquiry", "info", "mail"),
    "draft": Shown("Draft", "quiet", "edit"),
    "sent": Shown("Sent", "info", "send"),
    "accepted": Shown("Accepted", "ok", "check"),
    "declined": Shown("Declined", "quiet", "cross"),
    "expired": Shown("Expired", "warn", "history"),
}
BY_STANDING = Choice(
    "standing",
    "State",
    (
        ("inquiry", "Inquiry"),
        ("draft", "Draft"),
        ("sent", "Sent"),
        ("accepted", "Accepted"),
        ("declined", "Declined"),
        ("expired", "Expired"),
    ),
)
