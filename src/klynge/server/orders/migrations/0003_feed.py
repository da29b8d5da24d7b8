# SPDX-License-Identifier: Apache-2.0
"""The feeds of live updates."""

import uuid

from django.db import migrations, models

from klynge.server.tenancy.sql import protected


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0002_protect"),
    ]

    operations = [
        migrations.CreateModel(
            name="Feed",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("tenant", models.UUIDField()),
                ("number", models.PositiveBigIntegerField()),
                ("kind", models.CharField(max_length=10)),
                ("about", models.UUIDField(null=True)),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "db_table": "klynge_feed",
                "constraints": [
                    models.UniqueConstraint(models.F("tenant"), models.F("number"), name="one_entry_a_number")
                ],
            },
        ),
        protected("klynge_feed", web="select", trustee="select, insert, delete"),
    ]
