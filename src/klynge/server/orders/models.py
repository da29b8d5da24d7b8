# SPDX-License-Identifier: Apache-2.0
"""One row for each order and organisation that sees it: the seller's has what the seller may see, and so on."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class Side(models.TextChoices):
    """What the organisation is to the order."""

    SELLER = "seller"
    BUYER = "buyer"
    MAKER = "maker"  # makes parts of it; sees its own parts' dates, neither customer nor price


class OrderView(models.Model):
    """`number` is the order's identifier in the log, `public` the random one that addresses use.

    Money is in øre. `sequence` is the log's row that this was last written for.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tenant = models.UUIDField()
    cluster = models.UUIDField()
    public = models.UUIDField()
    number = models.CharField(max_length=100)
    side = models.CharField(max_length=6, choices=Side.choices)
    customer = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=200, blank=True)
    item = models.CharField(max_length=120)
    quantity = models.PositiveBigIntegerField()
    region = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=10)
    first_promised = models.DateTimeField(null=True)
    promised = models.DateTimeField(null=True)
    expected = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)
    price_ore = models.BigIntegerField(null=True)
    sequence = models.PositiveBigIntegerField()

    class Meta:
        db_table = "klynge_order_view"
        constraints: ClassVar = [
            models.UniqueConstraint("tenant", "public", name="one_view_an_order"),
            models.UniqueConstraint("tenant", "cluster", "number", name="one_view_a_number"),
        ]
        indexes: ClassVar = [models.Index("tenant", "promised", name="order_view_by_day")]

    def __str__(self) -> str:
        return self.number


class Feed(models.Model):
    """What changed for an organisation, numbered from 1 for each: live updates resume by the number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tenant = models.UUIDField()
    number = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=10)  # "order", "plan", "floor"
    about = models.UUIDField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "klynge_feed"
        constraints: ClassVar = [models.UniqueConstraint("tenant", "number", name="one_entry_a_number")]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"
