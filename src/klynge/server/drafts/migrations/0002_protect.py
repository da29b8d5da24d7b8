# SPDX-License-Identifier: Apache-2.0
"""A firm reads its own locks, rules and improvements; drafts are the trustee's, which tells what may be seen."""

from django.db import migrations

from klynge.server.tenancy.sql import protected

RIGHTS = "select, insert, update, delete"


class Migration(migrations.Migration):
    dependencies = [("drafts", "0001_initial")]
    operations = [
        protected("klynge_draft", trustee=RIGHTS),  # an edit may hold where others' work was
        *(
            protected(table, web="select", trustee=RIGHTS)
            for table in ("klynge_lock", "klynge_planning_rule", "klynge_improvement")
        ),
    ]
