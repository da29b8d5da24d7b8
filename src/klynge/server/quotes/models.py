# SPDX-License-Identifier: Apache-2.0
"""A quotation from inquiry to answer, and a part with its file."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class State(models.TextChoices):
    """How far a quotation has come. Expired is none of them: it follows from the last day of validity."""

    INQUIRY = "inquiry"  # asked for; nothing is offered or reserved
    DRAFT = "draft"  # has a price and a day, not sent
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Quote(models.Model):
    """What a customer asked for and what was offered. `item`, or a product with `choices`, as the trustee is asked.

    `number` counts within the organisation. `price_ore` is for all of it, without tax. `order` is the random identifier
    of the order that holds its day, or that it became. `version` rises with each change, so that two who change at once
    are told; `round` with each offer, so that a link to an earlier one ends. `link` is the hash of the secret in the
    link that was sent: see links. `email` and `language` are whom it was sent to, `answered_by` who said yes by it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tenant = models.UUIDField()
    cluster = models.UUIDField()
    number = models.PositiveIntegerField()
    user = models.UUIDField()
    made = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.INQUIRY)
    customer = models.CharField(max_length=120)
    contact = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=200, blank=True)
    item = models.CharField(max_length=140, blank=True)
    product = models.CharField(max_length=120, blank=True)
    choices = models.JSONField(default=dict)
    name_nb = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300)
    quantity = models.PositiveIntegerField()
    region = models.CharField(max_length=100)
    wanted = models.DateField(null=True)
    notes = models.TextField(max_length=2000, blank=True)
    message = models.TextField(max_length=2000, blank=True)
    which = models.CharField(max_length=10, blank=True)
    day = models.DateField(null=True)
    price_ore = models.BigIntegerField(null=True)
    valid_until = models.DateField(null=True)
    sent = models.DateField(null=True)
    follow_up = models.DateField(null=True)
    order = models.UUIDField(null=True)
    email = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=2, blank=True)
    round = models.PositiveIntegerField(default=0)
    link = models.CharField(max_length=64, blank=True)
    answered = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=120, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "klynge_quote"
        constraints: ClassVar = [models.UniqueConstraint("tenant", "number", name="one_quote_a_number")]
        indexes: ClassVar = [
            models.Index("tenant", "follow_up", name="quote_by_follow_up"),
            models.Index("link", name="quote_by_link", condition=~models.Q(link="")),
        ]

    def __str__(self) -> str:
        return str(self.number)

    def name(self, language: str) -> str:
        """What it is that is asked for, in "nb" or "en"."""
        return self.name_en if language == "en" else self.name_nb


class Part(models.Model):
    """A part's geometry as a customer sent it, waiting to be assessed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tenant = models.UUIDField()
    user = models.UUIDField()
    at = models.DateTimeField(auto_now_add=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=4)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    customer = models.CharField(max_length=120, blank=True)
    quantity = models.PositiveIntegerField()
    alloy = models.CharField(max_length=120, blank=True)
    wishes = models.TextField(max_length=2000, blank=True)

    class Meta:
        db_table = "klynge_part"
        indexes: ClassVar = [models.Index("tenant", "at", name="part_by_time")]

    def __str__(self) -> str:
        return self.name
