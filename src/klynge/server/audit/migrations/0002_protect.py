# SPDX-License-Identifier: Apache-2.0
"""An organisation sees its own events; nobody changes one."""

from django.db import migrations

from klynge.server.tenancy.sql import append_only, protected


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [
        protected("klynge_audit", web="select, insert", trustee="select, insert"),
        append_only("klynge_audit"),
    ]
