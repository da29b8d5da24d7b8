# SPDX-License-Identifier: Apache-2.0
"""A language that is not chosen is the browser's."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_protect")]
    operations = [
        migrations.AlterField(
            model_name="user",
            name="language",
            field=models.CharField(blank=True, choices=[("nb", "norsk"), ("en", "English")], default="", max_length=2),
        ),
    ]
