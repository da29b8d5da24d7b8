# SPDX-License-Identifier: Apache-2.0
"""A job of the background, of one organisation."""

from __future__ import annotations

import uuid

from django.db import models


class State(models.TextChoices):
    READY = "ready"
    RUNNING = "running"
    DONE = "done"
    BURIED = "buried"  # failed or killed too often; an operator sees it


class BackgroundJob(models.Model):
    """`attempt` is the fencing token: a worker may finish only the attempt that it claimed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tenant = models.UUIDField()
    kind = models.CharField(max_length=60)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices, default=State.READY)
    attempt = models.PositiveIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    worker = models.CharField(max_length=80, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)  # per cent
    stop_asked = models.BooleanField(default=False)
    result = models.JSONField(null=True)
    trouble = models.TextField(blank=True)
    made = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True)

    class Meta:
        db_table = "klynge_job"
        indexes = (models.Index("state", "made", name="job_by_state"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
