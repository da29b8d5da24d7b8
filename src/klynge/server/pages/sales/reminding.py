# SPDX-License-Identifier: Apache-2.0
"""On the day that a quotation is to be followed up, its seller gets a mail, once, in the morning.

Looked for by the background process, which sees every firm's rows; each mail goes to who made the quotation, as long as
they have a place in its firm.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from klynge.server.accounts.models import Place
from klynge.server.mails.actions import put
from klynge.server.mails.models import Mail
from klynge.server.pages.frame import formats
from klynge.server.pages.sales.letters import reminder_letter
from klynge.server.quotes.models import Quote
from klynge.server.quotes.queries import FOLLOWED

EVERY_S = 60.0
FROM_HOUR = 7  # in the morning, Europe/Oslo
LATEST_DAYS = 3  # a server that was away tells of these days' too
MOST = 500


def remind_now_and_then() -> Callable[[], None]:
    """Something to call often, which looks once a minute."""
    last = float("-inf")

    def look() -> None:
        nonlocal last
        if time.monotonic() - last >= EVERY_S:
            last = time.monotonic()
            if formats.local(timezone.now()).hour >= FROM_HOUR:
                remind()

    return look


def remind() -> int:
    """Put the reminders that are due in line; how many. Those that are there already are not put again."""
    today = formats.today()
    due = Quote.objects.filter(
        state__in=FOLLOWED, follow_up__lte=today, follow_up__gte=today - timedelta(days=LATEST_DAYS)
    )
    by_key = {f"quote-{quote.id}-follow-{quote.follow_up}": quote for quote in due.order_by("follow_up", "id")[:MOST]}
    known = set(Mail.objects.filter(key__in=by_key).values_list("key", flat=True))
    count = 0
    for key, quote in by_key.items():
        if key in known:
            continue
        place = Place.objects.filter(organisation_id=quote.tenant, user_id=quote.user, user__is_active=True)
        if (held := place.select_related("user").first()) is None:
            continue
        page = settings.PUBLIC_URL + reverse("sales:quote", args=[quote.id])
        with transaction.atomic():
            count += put(quote.tenant, key, quote.id, reminder_letter(quote, held.user, page))
    return count
