# SPDX-License-Identifier: Apache-2.0
"""A loss at a work centre with its reason."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class Kind(models.TextChoices):
    """Pieces that were spoilt, or work that was interrupted."""

    SCRAP = "scrap"
    PAUSE = "pause"


class Loss(models.Model):
    """Who reported it is not kept: losses are about work, not about persons."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tenant = models.UUIDField()
    key = models.CharField(max_length=255)  # the report's: sent again, it is the same loss
    at = models.DateTimeField()
    kind = models.CharField(max_length=5, choices=Kind.choices)
    reason = models.CharField(max_length=20)
    work_centre = models.CharField(max_length=120)
    job = models.CharField(max_length=120)
    operation = models.CharField(max_length=120)
    quantity = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "klynge_loss"
        constraints: ClassVar = [models.UniqueConstraint("tenant", "key", name="one_loss_a_key")]
        indexes: ClassVar = [models.Index("tenant", "at", name="loss_by_time")]

    def __str__(self) -> str:
        return f"{self.kind} {self.reason}"
