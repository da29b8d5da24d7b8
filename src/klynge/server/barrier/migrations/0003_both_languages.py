# SPDX-License-Identifier: Apache-2.0
"""What a charter was founded with may be given in both languages; markets may have names."""

from django.db import migrations, models

COLUMNS = (
    ("act", "person_en", 120), ("marketrow", "name", 120), ("marketrow", "name_en", 120),
    ("relationshiprow", "reviewer_en", 120), ("relationshiprow", "reason_en", 300),
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = (("barrier", "0002_protect"),)
    operations = tuple(
        migrations.AddField(
            model, name, models.CharField(blank=True, default="", max_length=longest), preserve_default=False
        )
        for model, name, longest in COLUMNS
    )
