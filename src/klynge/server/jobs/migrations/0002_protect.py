# SPDX-License-Identifier: Apache-2.0
"""An organisation puts jobs in line and sees its own; the trustee does them."""

from django.db import migrations

from klynge.server.tenancy.sql import protected


class Migration(migrations.Migration):
    dependencies = [("jobs", "0001_initial")]
    operations = [protected("klynge_job", web="select, insert, update", trustee="select, insert, update, delete")]
