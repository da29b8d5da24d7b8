# SPDX-License-Identifier: Apache-2.0
"""An organisation reads the rows that the trustee wrote for it."""

from django.db import migrations

from klynge.server.tenancy.sql import protected


class Migration(migrations.Migration):
    dependencies = [("orders", "0001_initial")]
    operations = [protected("klynge_order_view", web="select", trustee="select, insert, update, delete")]
