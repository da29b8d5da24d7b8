# SPDX-License-Identifier: Apache-2.0
"""When a link by which the password can be chosen was last shown to someone else than the person."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_language")]
    operations = [migrations.AddField("User", "handed", models.DateTimeField(null=True, blank=True))]
