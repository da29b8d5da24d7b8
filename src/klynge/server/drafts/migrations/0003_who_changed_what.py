# SPDX-License-Identifier: Apache-2.0
"""The freeze and the policy of a firm each have their own last change; what was known of both is kept as each one's."""

from django.db import migrations, models

# The owner of a table sees its rows only while its policies are not forced.
TO_BOTH = """
alter table klynge_planning_rule no force row level security;
update klynge_planning_rule set improve_changed = frozen_changed, improve_by = frozen_by;
alter table klynge_planning_rule force row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("drafts", "0002_protect")]
    operations = [
        migrations.RenameField("Rule", "changed", "frozen_changed"),
        migrations.RenameField("Rule", "changed_by", "frozen_by"),
        migrations.AlterField("Rule", "frozen_changed", models.DateTimeField(null=True)),
        migrations.AddField("Rule", "improve_changed", models.DateTimeField(null=True)),
        migrations.AddField("Rule", "improve_by", models.UUIDField(null=True)),
        migrations.RunSQL(TO_BOTH, migrations.RunSQL.noop),
    ]
