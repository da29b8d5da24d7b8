# SPDX-License-Identifier: Apache-2.0
"""Audit events. The database refuses to change or remove one."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class AuditEvent(models.Model):
    """`verb` on an object by a user of an organisation; a chain for each organisation, numbered from 1."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tenant = models.UUIDField()
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    user = models.UUIDField(null=True)
    verb = models.CharField(max_length=60)
    object = models.CharField(max_length=200)
    facts = models.JSONField(default=dict)
    before = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        db_table = "klynge_audit"
        constraints: ClassVar = [models.UniqueConstraint("tenant", "number", name="one_event_a_number")]

    def __str__(self) -> str:
        return f"{self.number} {self.verb} {self.object}"
