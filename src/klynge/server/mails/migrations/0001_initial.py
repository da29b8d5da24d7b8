# SPDX-License-Identifier: Apache-2.0
"""An organisation puts mails in line and sees its own; the background process sends them."""

import uuid

import django.utils.timezone
from django.db import migrations, models

from klynge.server.tenancy.sql import protected


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Mail",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("tenant", models.UUIDField()),
                ("key", models.CharField(max_length=200)),
                ("about", models.UUIDField()),
                ("made", models.DateTimeField(default=django.utils.timezone.now)),
                ("to", models.EmailField(max_length=254)),
                ("reply_to", models.EmailField(blank=True, max_length=254)),
                ("subject", models.CharField(max_length=200)),
                ("body", models.TextField(blank=True, max_length=20000)),
                ("file_name", models.CharField(blank=True, max_length=200)),
                ("file", models.BinaryField(default=bytes)),
                ("attempt", models.PositiveIntegerField(default=0)),
                ("next_try", models.DateTimeField(default=django.utils.timezone.now)),
                ("sent", models.DateTimeField(null=True)),
                ("given_up", models.BooleanField(default=False)),
                ("trouble", models.TextField(blank=True, max_length=500)),
            ],
            options={
                "db_table": "klynge_mail",
                "indexes": [
                    models.Index(
                        models.F("next_try"),
                        condition=models.Q(("given_up", False), ("sent", None)),
                        name="mail_by_try",
                    ),
                    models.Index(models.F("tenant"), models.F("about"), name="mail_by_what_it_is_about"),
                ],
                "constraints": [models.UniqueConstraint(models.F("tenant"), models.F("key"), name="one_mail_a_key")],
            },
        ),
        protected("klynge_mail", web="select, insert", trustee="select, insert, update"),
    ]
