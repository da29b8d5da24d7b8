# SPDX-License-Identifier: Apache-2.0
"""The tables as they were first."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Scenario",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("tenant", models.UUIDField()),
                ("cluster", models.UUIDField()),
                ("name", models.CharField(max_length=120)),
                ("changes", models.JSONField()),
                ("job", models.UUIDField()),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("made_by", models.UUIDField(null=True)),
            ],
            options={
                "db_table": "klynge_scenario",
                "indexes": [models.Index(models.F("tenant"), models.F("made"), name="scenario_by_time")],
            },
        ),
    ]
