# SPDX-License-Identifier: Apache-2.0
"""Versions of products, files of a cluster that say where it delivers to, and configurations."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q


class ProductVersion(models.Model):
    """A product's files by name, as its owner (`tenant`) wrote them; `digest` is their SHA-256. One version is current.

    A version that was taken out of the offer stays, without being current.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tenant = models.UUIDField()
    cluster = models.UUIDField()
    product = models.CharField(max_length=120)
    version = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    files = models.JSONField()
    current = models.BooleanField(default=True)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "klynge_product"
        constraints: ClassVar = [
            models.UniqueConstraint("tenant", "cluster", "product", "digest", name="one_product_a_digest"),
            models.UniqueConstraint(
                fields=["tenant", "cluster", "product"], condition=Q(current=True), name="one_current_product"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} {self.version}"


class ClusterFile(models.Model):
    """A file of a cluster that is no part of its network, such as postcodes.csv; `tenant` is the cluster's office."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tenant = models.UUIDField()
    cluster = models.UUIDField()
    name = models.CharField(max_length=60)
    text = models.TextField()

    class Meta:
        db_table = "klynge_cluster_file"
        constraints: ClassVar = [models.UniqueConstraint("tenant", "cluster", "name", name="one_file_a_name")]

    def __str__(self) -> str:
        return self.name


class Configuration(models.Model):
    """A configuration that an organisation ordered, sold or saved: `item` is the product and its code."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tenant = models.UUIDField()
    cluster = models.UUIDField()
    item = models.CharField(max_length=140)
    product = models.CharField(max_length=120)
    version = models.CharField(max_length=60)
    choices = models.JSONField()
    name_nb = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "klynge_configuration"
        constraints: ClassVar = [models.UniqueConstraint("tenant", "cluster", "item", name="one_configuration_an_item")]

    def __str__(self) -> str:
        return self.item

    def name(self, language: str) -> str:
        """What it is called, in "nb" or "en"."""
        return self.name_en if language == "en" else self.name_nb
