# SPDX-License-Identifier: Apache-2.0
"""An organisation keeps its own; the trustee, who plans them, reads them."""

from django.db import migrations

from klynge.server.tenancy.sql import protected


class Migration(migrations.Migration):
    dependencies = [("scenarios", "0001_initial")]
    operations = [protected("klynge_scenario", web="select, insert, update, delete", trustee="select")]
