# SPDX-License-Identifier: Apache-2.0
"""Who sees organisations, places and tokens; what is shared because it only says who logs in."""

from django.db import migrations

from klynge.server.tenancy.sql import SHARED, TENANT, TOKEN, USER, protected, protected_by, shared

ALL = "select, insert, update, delete"
WEB = {
    "klynge_user": "select, insert, update",
    "django_session": ALL,
    "account_emailaddress": ALL,
    "account_emailconfirmation": ALL,
    "mfa_authenticator": ALL,
    "socialaccount_socialaccount": ALL,
    "socialaccount_socialapp": "select",
    "socialaccount_socialtoken": ALL,
    "klynge_cache": ALL,
}
TRUSTEE = {"klynge_user": "select, insert, update", "account_emailaddress": "select, insert"}

CACHE = """
create table klynge_cache (cache_key varchar(255) primary key, value text not null, expires timestamptz not null);
create index klynge_cache_expires on klynge_cache (expires)
"""
MINE = f"exists (select from klynge_place p where p.tenant = klynge_organisation.id and p.user_id = {USER})"
OURS = f"exists (select from klynge_organisation o where o.cluster_id = klynge_cluster.id and o.id = {TENANT})"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
        ("sessions", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        protected_by(
            "klynge_organisation", f"id = {TENANT} or {MINE}", web="select", trustee="select, insert, update"
        ),
        protected_by("klynge_cluster", OURS, web="select", trustee="select, insert, update"),
        protected("klynge_place", also=f"user_id = {USER}", web=ALL, trustee=ALL),
        protected("klynge_token", also=f"hash = {TOKEN}", web="select, insert, update", trustee="select"),
        migrations.RunSQL(CACHE, "drop table klynge_cache"),
        *(shared(table, web=WEB.get(table, ""), trustee=TRUSTEE.get(table, "")) for table in SHARED
          if table in WEB or table in TRUSTEE),
    ]  # fmt: skip
