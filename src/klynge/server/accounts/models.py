# SPDX-License-Identifier: Apache-2.0
"""Organisations, people, roles and tokens. Identifiers are random, so that none tells how many there are."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from klynge.server.roles import Role


class Cluster(models.Model):
    """One cluster: one plan, one log."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)

    class Meta:
        db_table = "klynge_cluster"

    def __str__(self) -> str:
        return self.name


class Kind(models.TextChoices):
    MEMBER = "member"
    CUSTOMER = "customer"
    OFFICE = "office"
    OPERATOR = "operator"


class Organisation(models.Model):
    """A firm, a customer, the cluster's office or its operator: the tenant of every row that has one.

    `code` is the member's identifier in the network, or the customer's in its orders.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    code = models.CharField(max_length=100)
    name = models.CharField(max_length=120)

    class Meta:
        db_table = "klynge_organisation"
        constraints: ClassVar = [models.UniqueConstraint("cluster", "kind", "code", name="one_organisation_a_code")]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Makes users; addresses are kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A user, with a password that cannot be used when there is none."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who logs in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=2, choices=[("nb", "norsk"), ("en", "English")], default="", blank=True)
    is_active = models.BooleanField(default=True)
    joined = models.DateTimeField(auto_now_add=True)
    handed = models.DateTimeField(null=True, blank=True)  # when a link to the password was last shown to someone else

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        db_table = "klynge_user"
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="one_user_an_address")]

    def __str__(self) -> str:
        return self.email


class Place(models.Model):
    """A user's role in an organisation, from `since` until it is removed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, db_column="tenant")
    user = models.ForeignKey(User, on_delete=models.CASCADE)
    role = models.CharField(max_length=10, choices=[(role.value, role.value) for role in Role])
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "klynge_place"
        constraints: ClassVar = [models.UniqueConstraint("organisation", "user", "role", name="one_place_a_role")]

    def __str__(self) -> str:
        return f"{self.role} {self.user_id}"


class Token(models.Model):
    """A program's key to the API, for one role of one organisation. Only its SHA-256 is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, db_column="tenant")
    user = models.ForeignKey(User, on_delete=models.CASCADE)
    role = models.CharField(max_length=10, choices=[(role.value, role.value) for role in Role])
    scopes = models.JSONField(default=list)  # abilities; a part of the role's
    name = models.CharField(max_length=80)
    hash = models.CharField(max_length=64, db_index=True)
    created = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    revoked = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "klynge_token"
        constraints: ClassVar = [models.UniqueConstraint("organisation", "hash", name="one_token_a_hash")]

    def __str__(self) -> str:
        return self.name
