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
            name="Loss",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("tenant", models.UUIDField()),
                ("key", models.CharField(max_length=255)),
                ("at", models.DateTimeField()),
                ("kind", models.CharField(choices=[("scrap", "Scrap"), ("pause", "Pause")], max_length=5)),
                ("reason", models.CharField(max_length=20)),
                ("work_centre", models.CharField(max_length=120)),
                ("job", models.CharField(max_length=120)),
                ("operation", models.CharField(max_length=120)),
                ("quantity", models.PositiveIntegerField(default=0)),
            ],
            options={
                "db_table": "klynge_loss",
                "indexes": [models.Index(models.F("tenant"), models.F("at"), name="loss_by_time")],
                "constraints": [models.UniqueConstraint(models.F("tenant"), models.F("key"), name="one_loss_a_key")],
            },
        ),
        protected("klynge_loss", web="select, insert, delete"),
    ]
