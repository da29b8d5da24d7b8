# SPDX-License-Identifier: Apache-2.0
"""A quotation sent by mail: a link shows the row of its secret; the background process reads what to follow up."""

from django.db import migrations, models

from klynge.server.database import TRUSTEE
from klynge.server.tenancy.sql import TOKEN, readable


class Migration(migrations.Migration):
    dependencies = [
        ("quotes", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="quote",
            name="answered",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="quote",
            name="answered_by",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="quote",
            name="email",
            field=models.EmailField(blank=True, max_length=254),
        ),
        migrations.AddField(
            model_name="quote",
            name="language",
            field=models.CharField(blank=True, max_length=2),
        ),
        migrations.AddField(
            model_name="quote",
            name="link",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="quote",
            name="round",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name="quote",
            index=models.Index(models.F("link"), condition=models.Q(("link", ""), _negated=True), name="quote_by_link"),
        ),
        readable("klynge_quote", f"link = {TOKEN}"),
        migrations.RunSQL(
            f"grant select on klynge_quote to {TRUSTEE}", f"revoke select on klynge_quote from {TRUSTEE}"
        ),
    ]
