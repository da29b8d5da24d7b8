# SPDX-License-Identifier: Apache-2.0
"""The log's tables, which trustees alone read and append to."""

from django.db import migrations

from klynge.server.log.schema import statements

DROP = """
drop table log_snapshot, log_answer, log_row, cluster;
drop function log_row_stays, log_row_follows;
"""


class Migration(migrations.Migration):
    dependencies = [("orders", "0003_feed")]
    operations = [migrations.RunSQL(statements(), DROP)]
