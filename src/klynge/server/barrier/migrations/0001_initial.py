# SPDX-License-Identifier: Apache-2.0
"""The tables as they were first."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="RelationshipRow",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("tenant", models.UUIDField()),
                ("cluster", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("one", models.UUIDField()),
                ("other", models.UUIDField()),
                ("one_member", models.CharField(max_length=100)),
                ("other_member", models.CharField(max_length=100)),
                ("market", models.CharField(max_length=60)),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("competitor", "competitor"),
                            ("potential", "potential"),
                            ("vertical", "vertical"),
                            ("none", "none"),
                        ],
                        max_length=10,
                    ),
                ),
                ("since", models.DateField()),
                ("reviewer", models.CharField(max_length=120)),
                ("reason", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "db_table": "klynge_relationship",
            },
        ),
        migrations.CreateModel(
            name="ReleaseCells",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("tenant", models.UUIDField()),
                ("cells", models.JSONField(default=list)),
                ("isolates", models.JSONField(null=True)),
            ],
            options={
                "db_table": "klynge_release_cells",
            },
        ),
        migrations.CreateModel(
            name="Act",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("tenant", models.UUIDField()),
                ("cluster", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("member", models.CharField(max_length=100)),
                (
                    "deed",
                    models.CharField(
                        choices=[
                            ("sign", "Sign"),
                            ("leave", "Leave"),
                            ("withdraw", "Withdraw"),
                            ("consent", "Consent"),
                            ("dissent", "Dissent"),
                            ("stop", "Stop"),
                            ("resume", "Resume"),
                        ],
                        max_length=8,
                    ),
                ),
                ("about", models.UUIDField(null=True)),
                ("field", models.CharField(blank=True, max_length=60)),
                ("day", models.DateField()),
                ("person", models.CharField(max_length=120)),
                ("user", models.UUIDField(null=True)),
            ],
            options={
                "db_table": "klynge_act",
                "indexes": [models.Index(models.F("cluster"), models.F("about"), name="act_by_about")],
            },
        ),
        migrations.CreateModel(
            name="AgreementRow",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("tenant", models.UUIDField()),
                ("cluster", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("giver", models.UUIDField()),
                ("taker", models.UUIDField()),
                ("giver_member", models.CharField(max_length=100)),
                ("taker_member", models.CharField(max_length=100)),
                ("fields", models.JSONField(default=list)),
                ("purpose", models.CharField(max_length=200)),
                ("object", models.CharField(blank=True, max_length=200)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField()),
            ],
            options={
                "db_table": "klynge_disclosure_agreement",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tenant", models.F("giver")), ("tenant", models.F("taker")), _connector="OR"
                        ),
                        name="proposed_by_a_party",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DisclosureRow",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("tenant", models.UUIDField()),
                ("cluster", models.UUIDField()),
                ("number", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("to", models.UUIDField(null=True)),
                ("of", models.UUIDField(null=True)),
                ("reader", models.CharField(max_length=100)),
                ("owner", models.CharField(max_length=100)),
                ("field", models.CharField(max_length=60)),
                ("about", models.CharField(blank=True, max_length=200)),
                ("purpose", models.CharField(blank=True, max_length=200)),
                ("rule", models.CharField(max_length=20)),
                ("agreement", models.CharField(blank=True, max_length=60)),
                ("before", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "klynge_disclosure",
                "constraints": [
                    models.UniqueConstraint(models.F("tenant"), models.F("number"), name="one_disclosure_a_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("tenant", models.UUIDField()),
                ("cluster", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("organisation", models.UUIDField()),
                ("member", models.CharField(max_length=100)),
                ("name", models.CharField(max_length=120)),
                ("joins", models.DateField()),
            ],
            options={
                "db_table": "klynge_invitation",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("tenant"), models.F("organisation"), models.F("joins"), name="one_invitation_a_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MarketRow",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("tenant", models.UUIDField()),
                ("cluster", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("code", models.CharField(max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[("product", "product"), ("purchasing", "purchasing"), ("labour", "labour")],
                        max_length=10,
                    ),
                ),
            ],
            options={
                "db_table": "klynge_market",
                "constraints": [
                    models.UniqueConstraint(models.F("tenant"), models.F("code"), name="one_market_a_code")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReleaseRow",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("tenant", models.UUIDField()),
                ("cluster", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("key", models.CharField(max_length=255)),
                ("figure", models.CharField(max_length=40)),
                ("kind", models.CharField(blank=True, max_length=10)),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("field", models.CharField(max_length=60)),
                ("form", models.CharField(blank=True, max_length=6)),
                ("numerator", models.BigIntegerField(null=True)),
                ("denominator", models.PositiveIntegerField(null=True)),
                ("contributors", models.PositiveIntegerField(null=True)),
                ("withheld", models.CharField(blank=True, max_length=12)),
                ("user", models.UUIDField(null=True)),
            ],
            options={
                "db_table": "klynge_release",
                "constraints": [models.UniqueConstraint(models.F("tenant"), models.F("key"), name="one_release_a_key")],
            },
        ),
    ]
