# SPDX-License-Identifier: Apache-2.0
"""The table, and who may do what with it."""

import uuid

from django.db import migrations, models

from klynge.server.tenancy.sql import protected


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Suggestion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("tenant", models.UUIDField()),
                ("key", models.CharField(max_length=255)),
                ("user", models.UUIDField(null=True)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("text", models.TextField(max_length=2000)),
                ("work_centre", models.CharField(blank=True, max_length=120)),
                ("photo", models.BinaryField(null=True)),
                ("photo_type", models.CharField(blank=True, max_length=20)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("trying", "Trying"),
                            ("adopted", "Adopted"),
                            ("declined", "Declined"),
                        ],
                        default="new",
                        max_length=8,
                    ),
                ),
                ("answer", models.TextField(blank=True, max_length=2000)),
                ("answered", models.DateTimeField(null=True)),
                ("answered_by", models.UUIDField(null=True)),
                ("version", models.PositiveIntegerField(default=0)),
            ],
            options={
                "db_table": "klynge_suggestion",
                "indexes": [models.Index(models.F("tenant"), models.F("at"), name="suggestion_by_time")],
                "constraints": [
                    models.UniqueConstraint(models.F("tenant"), models.F("key"), name="one_suggestion_a_key")
                ],
            },
        ),
        protected("klynge_suggestion", web="select, insert, update"),
    ]
