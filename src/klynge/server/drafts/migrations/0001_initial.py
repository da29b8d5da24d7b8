# SPDX-License-Identifier: Apache-2.0
"""The tables as they were first."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Rule",
            fields=[
                ("tenant", models.UUIDField(primary_key=True, serialize=False)),
                ("cluster", models.UUIDField()),
                ("frozen_until", models.DateTimeField(null=True)),
                (
                    "improve",
                    models.CharField(
                        choices=[("off", "Off"), ("propose", "Propose"), ("publish", "Publish")],
                        default="off",
                        max_length=7,
                    ),
                ),
                ("changed", models.DateTimeField(auto_now=True)),
                ("changed_by", models.UUIDField(null=True)),
            ],
            options={
                "db_table": "klynge_planning_rule",
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("tenant", models.UUIDField()),
                ("cluster", models.UUIDField()),
                ("name", models.CharField(max_length=120)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("published", "Published"), ("discarded", "Discarded")],
                        default="open",
                        max_length=9,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("base", models.PositiveBigIntegerField()),
                ("edits", models.JSONField(default=list)),
                ("done", models.PositiveIntegerField(default=0)),
                ("proposed", models.BooleanField(default=False)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("changed_by", models.UUIDField(null=True)),
            ],
            options={
                "db_table": "klynge_draft",
                "indexes": [
                    models.Index(models.F("tenant"), models.F("state"), models.F("changed"), name="draft_by_state")
                ],
            },
        ),
        migrations.CreateModel(
            name="Improvement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("tenant", models.UUIDField()),
                ("cluster", models.UUIDField()),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("sequence", models.PositiveBigIntegerField()),
                ("draft", models.UUIDField(null=True)),
                ("orders", models.PositiveIntegerField()),
                ("sooner_s", models.BigIntegerField()),
                ("dropped", models.PositiveIntegerField()),
            ],
            options={
                "db_table": "klynge_improvement",
                "indexes": [models.Index(models.F("tenant"), models.F("at"), name="improvement_by_time")],
            },
        ),
        migrations.CreateModel(
            name="Lock",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("tenant", models.UUIDField()),
                ("cluster", models.UUIDField()),
                ("job", models.CharField(max_length=120)),
                ("operation", models.CharField(max_length=120)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("made_by", models.UUIDField(null=True)),
            ],
            options={
                "db_table": "klynge_lock",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("tenant"),
                        models.F("cluster"),
                        models.F("job"),
                        models.F("operation"),
                        name="one_lock_an_operation",
                    )
                ],
            },
        ),
    ]
