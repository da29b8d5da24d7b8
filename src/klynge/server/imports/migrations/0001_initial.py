# SPDX-License-Identifier: Apache-2.0
"""The table as it was first: an organisation brings files in, the trustee says what became of them."""

import uuid

from django.db import migrations, models

from klynge.server.tenancy.sql import protected


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Import",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("tenant", models.UUIDField()),
                ("cluster", models.UUIDField()),
                ("user", models.UUIDField()),
                ("name", models.CharField(max_length=200)),
                ("size", models.PositiveBigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("content", models.BinaryField()),
                (
                    "state",
                    models.CharField(
                        choices=[("new", "New"), ("broken", "Broken"), ("checked", "Checked"), ("applied", "Applied")],
                        default="new",
                        max_length=8,
                    ),
                ),
                ("told", models.JSONField(default=dict)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("applied", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "klynge_import",
                "indexes": [models.Index(models.F("tenant"), models.F("made"), name="import_by_time")],
            },
        ),
        protected("klynge_import", web="select, insert", trustee="select, update"),
    ]
