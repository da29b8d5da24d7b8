# SPDX-License-Identifier: Apache-2.0
"""The tables as they were first."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="OrderView",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("tenant", models.UUIDField()),
                ("cluster", models.UUIDField()),
                ("public", models.UUIDField()),
                ("number", models.CharField(max_length=100)),
                (
                    "side",
                    models.CharField(
                        choices=[("seller", "Seller"), ("buyer", "Buyer"), ("maker", "Maker")], max_length=6
                    ),
                ),
                ("customer", models.CharField(blank=True, max_length=200)),
                ("reference", models.CharField(blank=True, max_length=200)),
                ("item", models.CharField(max_length=120)),
                ("quantity", models.PositiveBigIntegerField()),
                ("region", models.CharField(blank=True, max_length=100)),
                ("state", models.CharField(max_length=10)),
                ("first_promised", models.DateTimeField(null=True)),
                ("promised", models.DateTimeField(null=True)),
                ("expected", models.DateTimeField(null=True)),
                ("held_until", models.DateTimeField(null=True)),
                ("price_ore", models.BigIntegerField(null=True)),
                ("sequence", models.PositiveBigIntegerField()),
            ],
            options={
                "db_table": "klynge_order_view",
                "indexes": [models.Index(models.F("tenant"), models.F("promised"), name="order_view_by_day")],
                "constraints": [
                    models.UniqueConstraint(models.F("tenant"), models.F("public"), name="one_view_an_order"),
                    models.UniqueConstraint(
                        models.F("tenant"), models.F("cluster"), models.F("number"), name="one_view_a_number"
                    ),
                ],
            },
        ),
    ]
