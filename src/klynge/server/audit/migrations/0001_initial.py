# SPDX-License-Identifier: Apache-2.0
"""The tables as they were first."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("tenant", models.UUIDField()),
                ("number", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("user", models.UUIDField(null=True)),
                ("verb", models.CharField(max_length=60)),
                ("object", models.CharField(max_length=200)),
                ("facts", models.JSONField(default=dict)),
                ("before", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "klynge_audit",
                "constraints": [
                    models.UniqueConstraint(models.F("tenant"), models.F("number"), name="one_event_a_number")
                ],
            },
        ),
    ]
