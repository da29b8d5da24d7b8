# SPDX-License-Identifier: Apache-2.0
"""Who sees organisations, places and tokens; what is shared because it only says who logs in."""

from django.db import migrations

from klynge.server.tenancy.sql import TENANT, TOKEN, USER, protect, share

ALL = "select, insert, update, delete"
LOG_IN = "it says who logs in and how, before anyone is known"

CACHE = """
create table klynge_cache (cache_key varchar(255) primary key, value text not null, expires timestamptz not null);
create index klynge_cache_expires on klynge_cache (expires)
"""


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
        protect(
            "klynge_organisation",
            tenant="id",
            also=f"exists (select from klynge_place p where p.organisation_id = klynge_organisation.id and p.user_id = {USER})",
            web="select",
            trustee="select, insert, update",
        ),
        protect("klynge_place", tenant="organisation_id", also=f"user_id = {USER}", web=ALL, trustee=ALL),
        protect(
            "klynge_token",
            tenant="organisation_id",
            also=f"hash = {TOKEN}",
            web="select, insert, update",
            trustee="select",
        ),
        protect(
            "klynge_cluster",
            also=f"exists (select from klynge_organisation o where o.cluster_id = klynge_cluster.id and o.id = {TENANT})",
            web="select",
            trustee="select, insert, update",
        ),
        migrations.RunSQL(CACHE, "drop table klynge_cache"),
        share("klynge_user", LOG_IN, web="select, insert, update", trustee="select, insert, update"),
        share("django_session", LOG_IN, web=ALL),
        share("account_emailaddress", LOG_IN, web=ALL, trustee="select, insert"),
        share("account_emailconfirmation", LOG_IN, web=ALL),
        share("mfa_authenticator", LOG_IN, web=ALL),
        share("socialaccount_socialaccount", LOG_IN, web=ALL),
        share("socialaccount_socialapp", LOG_IN, web="select"),
        share("socialaccount_socialtoken", LOG_IN, web=ALL),
        share("klynge_cache", "it counts attempts to log in, by hashes", web=ALL),
        share("django_content_type", "it names tables, and only the owner reads it"),
        share("auth_permission", "it is empty of people, and only the owner reads it"),
        share("auth_group", "it is not used, and only the owner reads it"),
        share("auth_group_permissions", "it is not used, and only the owner reads it"),
        share("django_migrations", "it says which version the tables are of, and only the owner reads it"),
    ]
