# SPDX-License-Identifier: Apache-2.0
"""The tables, and who may do what with them."""

import uuid

from django.db import migrations, models

from klynge.server.tenancy.sql import protected


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Part",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("tenant", models.UUIDField()),
                ("user", models.UUIDField()),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=4)),
                ("size", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
                ("customer", models.CharField(blank=True, max_length=120)),
                ("quantity", models.PositiveIntegerField()),
                ("alloy", models.CharField(blank=True, max_length=120)),
                ("wishes", models.TextField(blank=True, max_length=2000)),
            ],
            options={
                "db_table": "klynge_part",
                "indexes": [models.Index(models.F("tenant"), models.F("at"), name="part_by_time")],
            },
        ),
        migrations.CreateModel(
            name="Quote",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("tenant", models.UUIDField()),
                ("cluster", models.UUIDField()),
                ("number", models.PositiveIntegerField()),
                ("user", models.UUIDField()),
                ("made", models.DateTimeField(auto_now_add=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("inquiry", "Inquiry"),
                            ("draft", "Draft"),
                            ("sent", "Sent"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                        ],
                        default="inquiry",
                        max_length=8,
                    ),
                ),
                ("customer", models.CharField(max_length=120)),
                ("contact", models.CharField(blank=True, max_length=200)),
                ("reference", models.CharField(blank=True, max_length=200)),
                ("item", models.CharField(blank=True, max_length=140)),
                ("product", models.CharField(blank=True, max_length=120)),
                ("choices", models.JSONField(default=dict)),
                ("name_nb", models.CharField(max_length=300)),
                ("name_en", models.CharField(max_length=300)),
                ("quantity", models.PositiveIntegerField()),
                ("region", models.CharField(max_length=100)),
                ("wanted", models.DateField(null=True)),
                ("notes", models.TextField(blank=True, max_length=2000)),
                ("message", models.TextField(blank=True, max_length=2000)),
                ("which", models.CharField(blank=True, max_length=10)),
                ("day", models.DateField(null=True)),
                ("price_ore", models.BigIntegerField(null=True)),
                ("valid_until", models.DateField(null=True)),
                ("sent", models.DateField(null=True)),
                ("follow_up", models.DateField(null=True)),
                ("order", models.UUIDField(null=True)),
                ("version", models.PositiveIntegerField(default=0)),
            ],
            options={
                "db_table": "klynge_quote",
                "indexes": [models.Index(models.F("tenant"), models.F("follow_up"), name="quote_by_follow_up")],
                "constraints": [
                    models.UniqueConstraint(models.F("tenant"), models.F("number"), name="one_quote_a_number")
                ],
            },
        ),
        protected("klynge_quote", web="select, insert, update"),
        protected("klynge_part", web="select, insert, delete"),
    ]
