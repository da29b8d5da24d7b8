# SPDX-License-Identifier: Apache-2.0
"""A mail of an organisation's, on its way or sent."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone


class Mail(models.Model):
    """`key` is what the mail tells of, once within an organisation; `about` the quotation or order it belongs to.

    `attempt` is the fencing token of who sends it, `next_try` when it may be tried (again). What it says, and its file,
    are forgotten once it is sent: links in it open things for who has them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tenant = models.UUIDField()
    key = models.CharField(max_length=200)
    about = models.UUIDField()
    made = models.DateTimeField(default=timezone.now)
    to = models.EmailField(max_length=254)
    reply_to = models.EmailField(max_length=254, blank=True)
    subject = models.CharField(max_length=200)
    body = models.TextField(max_length=20_000, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    file = models.BinaryField(default=bytes)
    attempt = models.PositiveIntegerField(default=0)
    next_try = models.DateTimeField(default=timezone.now)
    sent = models.DateTimeField(null=True)
    given_up = models.BooleanField(default=False)
    trouble = models.TextField(max_length=500, blank=True)

    class Meta:
        db_table = "klynge_mail"
        constraints: ClassVar = [models.UniqueConstraint("tenant", "key", name="one_mail_a_key")]
        indexes: ClassVar = [
            models.Index("next_try", name="mail_by_try", condition=models.Q(sent=None, given_up=False)),
            models.Index("tenant", "about", name="mail_by_what_it_is_about"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.to}"
