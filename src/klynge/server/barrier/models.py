# SPDX-License-Identifier: Apache-2.0
"""Rows that are only ever added. `tenant` is who wrote: the office, or a member that signs for itself.

Members are named by their code, as in the network; where row-level security has to know them, by organisation too.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from klynge.cooperation.barrier import MarketKind, Relation


class Kept(models.Model):
    """A row of a cluster's, and when it was written."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tenant = models.UUIDField()
    cluster = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        abstract = True


class Invitation(Kept):
    """A member that is to join on a day; it is one once it has signed."""

    organisation = models.UUIDField()
    member = models.CharField(max_length=100)
    name = models.CharField(max_length=120)
    joins = models.DateField()

    class Meta:
        db_table = "klynge_invitation"
        constraints: ClassVar = [
            models.UniqueConstraint("tenant", "organisation", "joins", name="one_invitation_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.member} from {self.joins}"


class Deed(models.TextChoices):
    """What an organisation does for itself."""

    SIGN = "sign"  # an invitation or an agreement
    LEAVE = "leave"  # the cluster, on `day`
    WITHDRAW = "withdraw"  # from an agreement, from `day` on
    CONSENT = "consent"  # to sums of a field that it dominates
    DISSENT = "dissent"
    STOP = "stop"  # the office: all disclosures
    RESUME = "resume"


class Act(Kept):
    """An organisation's deed about an invitation or agreement (`about`) or a field (`field`), by a named person."""

    member = models.CharField(max_length=100)
    deed = models.CharField(max_length=8, choices=Deed.choices)
    about = models.UUIDField(null=True)
    field = models.CharField(max_length=60, blank=True)
    day = models.DateField()
    person = models.CharField(max_length=120)
    person_en = models.CharField(max_length=120, blank=True)  # where it was given in both languages
    user = models.UUIDField(null=True)

    class Meta:
        db_table = "klynge_act"
        indexes: ClassVar = [models.Index("cluster", "about", name="act_by_about")]

    def __str__(self) -> str:
        return f"{self.member} {self.deed}"


class MarketRow(Kept):
    """A market in which every two members are to be reviewed."""

    code = models.CharField(max_length=60)
    name = models.CharField(max_length=120, blank=True)  # what people call it, where that is not its code
    name_en = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in MarketKind])

    class Meta:
        db_table = "klynge_market"
        constraints: ClassVar = [models.UniqueConstraint("tenant", "code", name="one_market_a_code")]

    def __str__(self) -> str:
        return self.code


class RelationshipRow(Kept):
    """What a reviewer found of two members in a market; it holds from `since` until a later one."""

    one = models.UUIDField()
    other = models.UUIDField()
    one_member = models.CharField(max_length=100)
    other_member = models.CharField(max_length=100)
    market = models.CharField(max_length=60)
    relation = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Relation])
    since = models.DateField()
    reviewer = models.CharField(max_length=120)
    reason = models.CharField(max_length=300, blank=True)
    reviewer_en = models.CharField(max_length=120, blank=True)  # where they were given in both languages
    reason_en = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "klynge_relationship"

    def __str__(self) -> str:
        return f"{self.one_member} {self.other_member} {self.market}"


class AgreementRow(Kept):
    """What `giver` shows `taker`, as one of them proposed it. In force once both have signed."""

    giver = models.UUIDField()
    taker = models.UUIDField()
    giver_member = models.CharField(max_length=100)
    taker_member = models.CharField(max_length=100)
    fields = models.JSONField(default=list)
    purpose = models.CharField(max_length=200)
    object = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField()

    class Meta:
        db_table = "klynge_disclosure_agreement"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(tenant=models.F("giver")) | models.Q(tenant=models.F("taker")),
                name="proposed_by_a_party",
            )
        ]

    def __str__(self) -> str:
        return f"{self.giver_member} to {self.taker_member}"


class ReleaseRow(Kept):
    """A figure that was asked for, and what came of it: released in a form, or withheld for a reason."""

    key = models.CharField(max_length=255)
    figure = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, blank=True)  # of work centre; empty: all
    first = models.DateField()
    last = models.DateField()
    field = models.CharField(max_length=60)
    form = models.CharField(max_length=6, blank=True)
    numerator = models.BigIntegerField(null=True)
    denominator = models.PositiveIntegerField(null=True)
    contributors = models.PositiveIntegerField(null=True)
    withheld = models.CharField(max_length=12, blank=True)
    user = models.UUIDField(null=True)

    class Meta:
        db_table = "klynge_release"
        constraints: ClassVar = [models.UniqueConstraint("tenant", "key", name="one_release_a_key")]

    def __str__(self) -> str:
        return f"{self.figure} {self.first}"


class ReleaseCells(models.Model):
    """Who is in a release, and of which periods: for the audit of the next ones, read by the trustee alone."""

    id = models.UUIDField(primary_key=True, editable=False)  # the release's
    tenant = models.UUIDField()
    cells = models.JSONField(default=list)
    isolates = models.JSONField(null=True)  # whom a withheld one would have, and to whom

    class Meta:
        db_table = "klynge_release_cells"

    def __str__(self) -> str:
        return str(self.id)


class DisclosureRow(models.Model):
    """An entry of the journal of a cluster; `tenant` is its office. `to` and `of` are the parties' organisations."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tenant = models.UUIDField()
    cluster = models.UUIDField()
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    to = models.UUIDField(null=True)
    of = models.UUIDField(null=True)
    reader = models.CharField(max_length=100)
    owner = models.CharField(max_length=100)
    field = models.CharField(max_length=60)
    about = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=200, blank=True)
    rule = models.CharField(max_length=20)
    agreement = models.CharField(max_length=60, blank=True)
    before = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        db_table = "klynge_disclosure"
        constraints: ClassVar = [models.UniqueConstraint("tenant", "number", name="one_disclosure_a_number")]

    def __str__(self) -> str:
        return f"{self.number} {self.field}"
