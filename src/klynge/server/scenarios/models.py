# SPDX-License-Identifier: Apache-2.0
"""A scenario of one firm, and the job that plans it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class Scenario(models.Model):
    """`changes` is the scenario as klynge-scenario/1 has it; what came out is the result of the job."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tenant = models.UUIDField()
    cluster = models.UUIDField()
    name = models.CharField(max_length=120)
    changes = models.JSONField()
    job = models.UUIDField()
    made = models.DateTimeField(auto_now_add=True)
    made_by = models.UUIDField(null=True)

    class Meta:
        db_table = "klynge_scenario"
        indexes: ClassVar = [models.Index("tenant", "made", name="scenario_by_time")]

    def __str__(self) -> str:
        return self.name
