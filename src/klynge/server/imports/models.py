# SPDX-License-Identifier: Apache-2.0
"""What was brought in, what is wrong with it or what it would change, and when it was applied."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class State(models.TextChoices):
    NEW = "new"
    BROKEN = "broken"  # it has problems, and nothing of it can be applied
    CHECKED = "checked"
    APPLIED = "applied"


class Import(models.Model):
    """A file of an organisation. Its content is kept until it is applied, and no longer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tenant = models.UUIDField()
    cluster = models.UUIDField()
    user = models.UUIDField()
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.NEW)
    told = models.JSONField(default=dict)  # problems, or what would change; what did
    made = models.DateTimeField(auto_now_add=True)
    applied = models.DateTimeField(null=True)

    class Meta:
        db_table = "klynge_import"
        indexes: ClassVar = [models.Index("tenant", "made", name="import_by_time")]

    def __str__(self) -> str:
        return self.name
