# SPDX-License-Identifier: Apache-2.0
"""An organisation reads its own; the trustee, who knows the plan, writes them."""

from django.db import migrations

from klynge.server.tenancy.sql import protected

TABLES = ("klynge_draft", "klynge_lock", "klynge_planning_rule", "klynge_improvement")


class Migration(migrations.Migration):
    dependencies = [("drafts", "0001_initial")]
    operations = [protected(table, web="select", trustee="select, insert, update, delete") for table in TABLES]
