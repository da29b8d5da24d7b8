# SPDX-License-Identifier: Apache-2.0
"""An order that comes later than was agreed is told of by mail before anyone asks: the new day, and why.

Looked for by the background process, which sees every firm's rows. A day is told once it has stood for a while, for
plans move until someone has mended what happened; when the agreed day can be kept again that is told too. It goes to
who ordered: of a customer with users to who got the confirmation, else to all who order there; of a quotation to its
customer.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from klynge.server.accounts.models import User
from klynge.server.mails.actions import Letter, put
from klynge.server.mails.models import Mail
from klynge.server.orders.days import agreed_day
from klynge.server.orders.models import OrderView, Side
from klynge.server.pages.customer.mail import new_day_letter
from klynge.server.products.models import Configuration
from klynge.server.quotes.links import secret_of
from klynge.server.quotes.models import Quote, State
from klynge.server.roles import Role

EVERY_S = 30.0
STANDS_S = 300.0  # how long a day has stood before it is told
MOST = 500
AGO = timedelta(days=400)  # what was told before is forgotten
AGREED = ("committed", "started")
TOLD = re.compile(r"order-([0-9a-f-]{36})-day-(\d+)-(\d{4}-\d\d-\d\d)")
ONE_AT_A_TIME = 0x6B6C796E67650001
"""The advisory lock of whoever tells, so that two background processes do not tell the same."""

Why = Callable[[UUID, UUID], str | None]
"""From a cluster and an order's random identifier to why it is late: "part", "work", "way", or None."""
Named = Callable[[UUID, str, str], str]
"""From a cluster, an item and a language to what the item is called."""


@dataclass
class Telling:
    """What is about to be told: the day of each order and since when it has stood. Of what is told it is asked why, and
    what the item is called."""

    why: Why
    named: Named
    stands_s: float = STANDS_S
    seen: dict[UUID, tuple[date, float]] = field(default_factory=dict)
    last: float = float("-inf")

    def now_and_then(self) -> None:
        """Something to call often, which looks twice a minute."""
        if time.monotonic() - self.last >= EVERY_S:
            self.last = time.monotonic()
            self.tell()

    def tell(self) -> int:
        """Put the mails that are due in line; how many."""
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("select pg_try_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
                if cursor.fetchone() != (True,):
                    return 0
            told = _told()
            due = {order.public: order for order in _moved(told)}
            standing = {public for public, order in due.items() if self._stands(order)}
            self.seen = {public: self.seen[public] for public in due}
            orders = [due[public] for public in sorted(standing)][:MOST]
            return sum(self._put(order, told[order.public][0] if order.public in told else 0) for order in orders)

    def _stands(self, order: OrderView) -> bool:
        """Whether the order's day is the same as for so long."""
        assert order.expected is not None
        day, clock = agreed_day(order.expected), time.monotonic()
        assert day is not None
        known, since = self.seen.get(order.public, (None, clock))
        if known != day:
            since = clock
        self.seen[order.public] = day, since
        return clock - since >= self.stands_s

    def _put(self, order: OrderView, number: int) -> int:
        """Put the letters of an order that was told of so often before in line; how many."""
        day = agreed_day(order.expected)
        why = self.why(order.cluster, order.public) if is_late(order) else None
        key = f"order-{order.public}-day-{number + 1}-{day}"
        letters = enumerate(_letters(order, why, self.named))
        return sum(put(tenant, f"{key}-{k}", about, letter) for k, (tenant, about, letter) in letters)


def is_late(order: OrderView) -> bool:
    """Whether it comes on a later day than was agreed."""
    expected, promised = agreed_day(order.expected), agreed_day(order.promised)
    return expected is not None and promised is not None and expected > promised


def _told() -> dict[UUID, tuple[int, date]]:
    """The day that was last told of each order, and how many were."""
    rows = Mail.objects.filter(key__startswith="order-", key__contains="-day-", made__gte=timezone.now() - AGO)
    found: dict[UUID, tuple[int, date]] = {}
    for key in rows.values_list("key", flat=True):
        if match := TOLD.match(key):
            order, number, day = UUID(match[1]), int(match[2]), date.fromisoformat(match[3])
            found[order] = max(found.get(order, (0, day)), (number, day))
    return found


def _moved(told: dict[UUID, tuple[int, date]]) -> Iterator[OrderView]:
    """The orders whose day is another than was told last: late ones, and those that were told to be late and are not.
    Of an order that a buyer and a seller see, the buyer's row."""
    late = Q(expected__gt=F("promised")) | Q(public__in=list(told))
    rows = OrderView.objects.filter(late, state__in=AGREED, side__in=(Side.BUYER, Side.SELLER)).exclude(expected=None)
    found = {row.public: row for row in rows.order_by("-side")}  # the seller's first, so that the buyer's stays
    for order in found.values():
        if order.public in told:
            known = told[order.public][1]
            agreed, expected = agreed_day(order.promised), agreed_day(order.expected)
            if expected != known and (is_late(order) or (agreed is not None and known > agreed)):
                yield order
        elif is_late(order):
            yield order


def _letters(order: OrderView, why: str | None, named: Named) -> Iterator[tuple[UUID, UUID, Letter]]:
    """A letter to each who is to hear, with whose mail it is and what that belongs to."""
    late = is_late(order)
    quotes = Quote.objects.filter(order=order.public, state=State.ACCEPTED).exclude(email="").exclude(link=None)
    reached = set()
    if (quote := quotes.first()) is not None:
        reached.add(quote.email.lower())
        link = settings.PUBLIC_URL + reverse("quotation:open", args=[secret_of(quote)])
        seller = User.objects.filter(id=quote.user).first()
        language = "en" if quote.language == "en" else "nb"
        letter = new_day_letter(
            order, quote.email, language, quote.name(language), late, why, link, seller.email if seller else ""
        )
        yield quote.tenant, quote.id, letter
    if order.side != Side.BUYER:
        return
    made = Configuration.objects.filter(tenant=order.tenant, item=order.item).first()
    page = settings.PUBLIC_URL + reverse("customer:order", args=[order.public])
    for user in _buyers(order):
        if user.email.lower() not in reached:
            language = "en" if user.language == "en" else "nb"
            name = named(order.cluster, order.item, language) if made is None else made.name(language)
            yield order.tenant, order.public, new_day_letter(order, user.email, language, name, late, why, page)


def _buyers(order: OrderView) -> Iterable[User]:
    """Who ordered, as long as they have a place there; else all who order for the customer."""
    here = User.objects.filter(
        is_active=True, place__organisation_id=order.tenant, place__role=Role.CUSTOMER
    ).distinct()
    confirmed = Mail.objects.filter(tenant=order.tenant, key=f"order-{order.public}-confirmed").first()
    who = [] if confirmed is None else list(here.filter(email__iexact=confirmed.to))
    return who or here.order_by("email")
