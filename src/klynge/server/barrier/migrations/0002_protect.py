# SPDX-License-Identifier: Apache-2.0
"""Who reads what: the office all but whom a figure is made of, members what concerns them. Nobody changes a row."""

from django.db import migrations

from klynge.server.tenancy.sql import TENANT, append_only, protected, readable

ADD = "select, insert"
HERE = "exists (select from klynge_organisation o where o.id = {tenant} and o.cluster_id = {table}.cluster and {kinds})"
KEPT = ("klynge_invitation", "klynge_act", "klynge_market", "klynge_relationship", "klynge_disclosure_agreement",
        "klynge_release", "klynge_disclosure")  # fmt: skip


def here(table: str, kinds: str) -> str:
    """Whether who asks is an organisation of these kinds in the row's cluster."""
    return HERE.format(tenant=TENANT, table=table, kinds=f"o.kind in ({kinds})")


PARTY = f"giver = {TENANT} or taker = {TENANT}"
OURS = (
    "exists (select from klynge_disclosure_agreement a where a.id = klynge_act.about and "
    "(a.giver = {0} or a.taker = {0}))"
)
OFFICE, MEMBER = "'office'", "'member'"
CHARTER = "exists (select from klynge_invitation i where i.id = klynge_act.about)"
# signatures of the charter are for all members, those of an agreement for its parties; the office keeps all
ACTS = (
    f"{here('klynge_act', OFFICE)} or ({here('klynge_act', MEMBER)} and "
    f"(deed in ('leave', 'stop', 'resume') or {CHARTER} or {OURS.format(TENANT)}))"
)
READERS = {
    "klynge_invitation": here("klynge_invitation", MEMBER),
    "klynge_act": ACTS,
    "klynge_market": here("klynge_market", MEMBER),
    "klynge_relationship": f"one = {TENANT} or other = {TENANT}",
    "klynge_disclosure_agreement": f"{PARTY} or {here('klynge_disclosure_agreement', OFFICE)}",
    "klynge_release": here("klynge_release", MEMBER),
    "klynge_disclosure": f'"to" = {TENANT} or "of" = {TENANT}',
}


class Migration(migrations.Migration):
    dependencies = [("barrier", "0001_initial"), ("accounts", "0002_protect")]
    operations = [
        protected("klynge_invitation", web=ADD, trustee=ADD),
        protected("klynge_act", web=ADD, trustee=ADD),
        protected("klynge_market", web=ADD, trustee=ADD),
        protected("klynge_relationship", web=ADD, trustee=ADD),
        protected("klynge_disclosure_agreement", web=ADD, trustee=ADD),
        protected("klynge_release", web="select", trustee=ADD),
        protected("klynge_release_cells", trustee=ADD),
        protected("klynge_disclosure", web="select", trustee=ADD),
        *(readable(table, condition) for table, condition in READERS.items()),
        *(append_only(table) for table in (*KEPT, "klynge_release_cells")),
    ]
