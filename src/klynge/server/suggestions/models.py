# SPDX-License-Identifier: Apache-2.0
"""A suggestion of one organisation."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class State(models.TextChoices):
    """What became of it."""

    NEW = "new"
    TRYING = "trying"
    ADOPTED = "adopted"
    DECLINED = "declined"


class Suggestion(models.Model):
    """`user` is whom to ask, when the one who suggests wants that; nothing is counted by person.

    `version` rises with each answer, so that two who answer at once are told.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tenant = models.UUIDField()
    key = models.CharField(max_length=255)  # the sender's: sent again, it is the same one
    user = models.UUIDField(null=True)
    at = models.DateTimeField(auto_now_add=True)
    text = models.TextField(max_length=2000)
    work_centre = models.CharField(max_length=120, blank=True)
    photo = models.BinaryField(null=True)
    photo_type = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.NEW)
    answer = models.TextField(max_length=2000, blank=True)
    answered = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "klynge_suggestion"
        constraints: ClassVar = [models.UniqueConstraint("tenant", "key", name="one_suggestion_a_key")]
        indexes: ClassVar = [models.Index("tenant", "at", name="suggestion_by_time")]

    def __str__(self) -> str:
        return self.text[:60]
