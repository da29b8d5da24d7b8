# SPDX-License-Identifier: Apache-2.0
"""The tables as they were first: products are read by the trustee alone, configurations by whose they are."""

import uuid

from django.db import migrations, models

from klynge.server.tenancy.sql import protected


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ClusterFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("tenant", models.UUIDField()),
                ("cluster", models.UUIDField()),
                ("name", models.CharField(max_length=60)),
                ("text", models.TextField()),
            ],
            options={
                "db_table": "klynge_cluster_file",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("tenant"), models.F("cluster"), models.F("name"), name="one_file_a_name"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Configuration",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("tenant", models.UUIDField()),
                ("cluster", models.UUIDField()),
                ("item", models.CharField(max_length=140)),
                ("product", models.CharField(max_length=120)),
                ("version", models.CharField(max_length=60)),
                ("choices", models.JSONField()),
                ("name_nb", models.CharField(max_length=300)),
                ("name_en", models.CharField(max_length=300)),
                ("made", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "db_table": "klynge_configuration",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("tenant"), models.F("cluster"), models.F("item"), name="one_configuration_an_item"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProductVersion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("tenant", models.UUIDField()),
                ("cluster", models.UUIDField()),
                ("product", models.CharField(max_length=120)),
                ("version", models.CharField(max_length=60)),
                ("digest", models.CharField(max_length=64)),
                ("files", models.JSONField()),
                ("current", models.BooleanField(default=True)),
                ("since", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "db_table": "klynge_product",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("tenant"),
                        models.F("cluster"),
                        models.F("product"),
                        models.F("digest"),
                        name="one_product_a_digest",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("current", True)),
                        fields=("tenant", "cluster", "product"),
                        name="one_current_product",
                    ),
                ],
            },
        ),
        protected("klynge_product", trustee="select, insert, update"),
        protected("klynge_cluster_file", trustee="select, insert, update"),
        protected("klynge_configuration", web="select", trustee="select, insert"),
    ]
