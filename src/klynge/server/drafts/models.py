# SPDX-License-Identifier: Apache-2.0
"""Drafts, locks, the moment up to which a firm's plan is frozen, and its policy of improvement."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class State(models.TextChoices):
    OPEN = "open"
    PUBLISHED = "published"
    DISCARDED = "discarded"


class Policy(models.TextChoices):
    """What the background may do with a firm's own work."""

    OFF = "off"
    PROPOSE = "propose"  # a better plan becomes a draft
    PUBLISH = "publish"  # a better plan lands by itself


class Draft(models.Model):
    """A named list of edits on the plan as it was after row `base`; the first `done` of them are in force, the others
    were undone. `version` counts its changes: who changes another version than the newest is told so."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tenant = models.UUIDField()
    cluster = models.UUIDField()
    name = models.CharField(max_length=120)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    version = models.PositiveIntegerField(default=1)
    base = models.PositiveBigIntegerField()
    edits = models.JSONField(default=list)
    done = models.PositiveIntegerField(default=0)
    proposed = models.BooleanField(default=False)  # by the background, not by a person
    made = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)
    changed_by = models.UUIDField(null=True)

    class Meta:
        db_table = "klynge_draft"
        indexes: ClassVar = [models.Index("tenant", "state", "changed", name="draft_by_state")]

    def __str__(self) -> str:
        return self.name


class Lock(models.Model):
    """An operation that stays where it is until unlocked: nothing that Klynge computes moves it without need."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tenant = models.UUIDField()
    cluster = models.UUIDField()
    job = models.CharField(max_length=120)
    operation = models.CharField(max_length=120)
    made = models.DateTimeField(auto_now_add=True)
    made_by = models.UUIDField(null=True)

    class Meta:
        db_table = "klynge_lock"
        constraints: ClassVar = [
            models.UniqueConstraint("tenant", "cluster", "job", "operation", name="one_lock_an_operation")
        ]

    def __str__(self) -> str:
        return f"{self.job} {self.operation}"


class Rule(models.Model):
    """One a firm: work at its own places that starts before `frozen_until` stays, and how far its plan improves
    itself."""

    tenant = models.UUIDField(primary_key=True)
    cluster = models.UUIDField()
    frozen_until = models.DateTimeField(null=True)
    frozen_changed = models.DateTimeField(null=True)
    frozen_by = models.UUIDField(null=True)
    improve = models.CharField(max_length=7, choices=Policy.choices, default=Policy.OFF)
    improve_changed = models.DateTimeField(null=True)
    improve_by = models.UUIDField(null=True)

    class Meta:
        db_table = "klynge_planning_rule"

    def __str__(self) -> str:
        return f"{self.tenant} {self.improve}"


class Improvement(models.Model):
    """A better plan that landed or was proposed, as its firm may know it: its own orders alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tenant = models.UUIDField()
    cluster = models.UUIDField()
    at = models.DateTimeField(auto_now_add=True)
    sequence = models.PositiveBigIntegerField()
    draft = models.UUIDField(null=True)
    orders = models.PositiveIntegerField()  # that stand otherwise
    sooner_s = models.BigIntegerField()  # seconds of lateness less, over them
    dropped = models.PositiveIntegerField()  # moves that no longer fit

    class Meta:
        db_table = "klynge_improvement"
        indexes: ClassVar = [models.Index("tenant", "at", name="improvement_by_time")]

    def __str__(self) -> str:
        return f"{self.sequence} {self.orders}"
