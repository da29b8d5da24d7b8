# SPDX-License-Identifier: Apache-2.0
"""Reads of an organisation's mails."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from klynge.server.mails.models import Mail


def mails_about(organisation: UUID, about: UUID) -> QuerySet[Mail]:
    """The mails of a quotation or an order, newest first, without what they say."""
    return Mail.objects.filter(tenant=organisation, about=about).defer("body", "file").order_by("-made", "id")


def given_up(organisation: UUID, kind: str, since: datetime) -> QuerySet[Mail]:
    """The mails that could not be sent, newest first, of those whose key begins with a kind."""
    mine = Mail.objects.filter(tenant=organisation, given_up=True, key__startswith=f"{kind}-", made__gte=since)
    return mine.defer("body", "file").order_by("-made", "id")
