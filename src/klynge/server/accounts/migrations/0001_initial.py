# SPDX-License-Identifier: Apache-2.0
"""The tables as they were first."""

import uuid

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Cluster",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=120)),
            ],
            options={
                "db_table": "klynge_cluster",
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("name", models.CharField(blank=True, max_length=120)),
                (
                    "language",
                    models.CharField(choices=[("nb", "norsk"), ("en", "English")], default="nb", max_length=2),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("joined", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "db_table": "klynge_user",
                "constraints": [
                    models.UniqueConstraint(django.db.models.functions.text.Lower("email"), name="one_user_an_address")
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("member", "Member"),
                            ("customer", "Customer"),
                            ("office", "Office"),
                            ("operator", "Operator"),
                        ],
                        max_length=10,
                    ),
                ),
                ("code", models.CharField(max_length=100)),
                ("name", models.CharField(max_length=120)),
                ("cluster", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="accounts.cluster")),
            ],
            options={
                "db_table": "klynge_organisation",
            },
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("customer", "customer"),
                            ("sales", "sales"),
                            ("planner", "planner"),
                            ("floor", "floor"),
                            ("manager", "manager"),
                            ("office", "office"),
                            ("operator", "operator"),
                        ],
                        max_length=10,
                    ),
                ),
                ("since", models.DateTimeField(auto_now_add=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        db_column="tenant", on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"
                    ),
                ),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "db_table": "klynge_place",
            },
        ),
        migrations.CreateModel(
            name="Token",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("customer", "customer"),
                            ("sales", "sales"),
                            ("planner", "planner"),
                            ("floor", "floor"),
                            ("manager", "manager"),
                            ("office", "office"),
                            ("operator", "operator"),
                        ],
                        max_length=10,
                    ),
                ),
                ("scopes", models.JSONField(default=list)),
                ("name", models.CharField(max_length=80)),
                ("hash", models.CharField(db_index=True, max_length=64)),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("expires", models.DateTimeField()),
                ("revoked", models.DateTimeField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        db_column="tenant", on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"
                    ),
                ),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "db_table": "klynge_token",
            },
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(
                models.F("cluster"), models.F("kind"), models.F("code"), name="one_organisation_a_code"
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.UniqueConstraint(
                models.F("organisation"), models.F("user"), models.F("role"), name="one_place_a_role"
            ),
        ),
        migrations.AddConstraint(
            model_name="token",
            constraint=models.UniqueConstraint(models.F("organisation"), models.F("hash"), name="one_token_a_hash"),
        ),
    ]
