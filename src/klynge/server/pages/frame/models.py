# SPDX-License-Identifier: Apache-2.0
"""Saved views: a page's address with its filters, by a name, for oneself or for all in the organisation."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class SavedView(models.Model):
    """`path` is the page's, `query` what stands after its question mark."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tenant = models.UUIDField()
    owner = models.UUIDField()
    path = models.CharField(max_length=200)
    query = models.CharField(max_length=2000)
    name = models.CharField(max_length=80)
    shared = models.BooleanField(default=False)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "klynge_saved_view"
        constraints: ClassVar = [models.UniqueConstraint("tenant", "owner", "path", "name", name="one_view_a_name")]
        indexes: ClassVar = [models.Index("tenant", "path", name="saved_view_by_page")]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """Where it leads."""
        return f"{self.path}?{self.query}"
