# SPDX-License-Identifier: Apache-2.0
"""Saved views. The database itself shows a private one to its owner alone."""

import uuid

from django.db import migrations, models

from klynge.server.tenancy.sql import TENANT, USER, protected_by


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("tenant", models.UUIDField()),
                ("owner", models.UUIDField()),
                ("path", models.CharField(max_length=200)),
                ("query", models.CharField(max_length=2000)),
                ("name", models.CharField(max_length=80)),
                ("shared", models.BooleanField(default=False)),
                ("made", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "db_table": "klynge_saved_view",
                "indexes": [models.Index(models.F("tenant"), models.F("path"), name="saved_view_by_page")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("tenant"),
                        models.F("owner"),
                        models.F("path"),
                        models.F("name"),
                        name="one_view_a_name",
                    )
                ],
            },
        ),
        protected_by(
            "klynge_saved_view",
            f"tenant = {TENANT} and (shared or owner = {USER})",
            web="select, insert, update, delete",
        ),
    ]
