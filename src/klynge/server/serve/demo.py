# SPDX-License-Identifier: Apache-2.0
"""The example clusters as a running installation: `python -m klynge.server.serve.demo [--worked FOLDER]... FOLDER...`.

Each cluster gets an organisation for every member and customer, an office, and a user for each role. What was to be
done in a `--worked` one until now is reported.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from uuid import UUID

import django

os.environ["KLYNGE_ROLE"] = "trustee"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klynge.server.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.hashers import make_password  # noqa: E402
from django.db import connection, transaction  # noqa: E402

import klynge  # noqa: E402
from klynge.api import Cluster as Read  # noqa: E402
from klynge.cooperation.barrier import read_founding  # noqa: E402
from klynge.job import Job, Status  # noqa: E402
from klynge.planning.fold import PlanState, Row, changes_between, fold, to_json  # noqa: E402
from klynge.planning.fold.rows import Snapshot  # noqa: E402
from klynge.server.accounts.models import Cluster, Kind, Organisation, Place, User  # noqa: E402
from klynge.server.barrier.founding import store  # noqa: E402
from klynge.server.log.store import append, open_cluster, save_snapshot  # noqa: E402
from klynge.server.products.actions import store as store_products  # noqa: E402
from klynge.server.products.actions import store_ordered, store_postcodes  # noqa: E402
from klynge.server.roles import Role  # noqa: E402
from klynge.server.serve.start import PASSWORD  # noqa: E402
from klynge.server.serve.worked import rows_of_work  # noqa: E402
from klynge.server.trustee.projection import views, write  # noqa: E402

OF_A_MEMBER = (Role.SALES, Role.PLANNER, Role.FLOOR, Role.MANAGER)


def load(folder: Path, worked_until: datetime | None = None) -> list[str]:
    """Plan a cluster's folder and open its log with the plan, and with work as if it had been worked to until then; the
    addresses of its users. Nothing when it is there."""
    slug = folder.name
    if Cluster.objects.filter(slug=slug).exists():
        return []
    cluster = klynge.read(folder)
    founding = read_founding(folder, cluster.network.members)
    planned = klynge.plan(cluster)
    opened = fold([_first(cluster)])
    row = Row(sequence=2, changes=changes_between(opened, cluster.network, cluster.work, planned.plan))
    state = fold([row], opened)
    worked = [] if worked_until is None else rows_of_work(state, worked_until)
    rows, state = [row, *(each for each, _ in worked)], worked[-1][1] if worked else state
    with transaction.atomic():  # a trustee that looks sees all of it or nothing
        connection.ensure_connection()
        with connection.connection.cursor() as cursor:
            cursor.execute("set local idle_in_transaction_session_timeout = 0")  # a slow machine computes for long
            identifier = open_cluster(cursor, cluster.network, cluster.work.supplies)
            with connection.connection.pipeline():
                append(cursor, identifier, [(each.sequence, to_json(each)) for each in rows])
            save_snapshot(cursor, identifier, state)
            made = Cluster.objects.create(id=identifier, slug=slug, name=cluster.network.name)
            organisations = _organisations(made, cluster)
            members = {
                code: (each.id, each.name) for (kind, code), each in organisations.items() if kind == Kind.MEMBER
            }
            store(founding, identifier, organisations[Kind.OFFICE, "office"].id, members)
            _products(identifier, cluster, _ids(organisations), folder)
            secret = settings.SECRET_KEY.encode()
            write(cursor, views(identifier, secret, _ids(organisations), state, state.orders, {}))
        return _users(organisations, slug, promised_most(cluster.work.jobs))


def _first(cluster: Read) -> Row:
    opened = PlanState.opened(cluster.network, cluster.work.supplies)
    return Row(sequence=1, changes=(Snapshot(state=opened.to_data()),))


def _organisations(made: Cluster, cluster: Read) -> dict[tuple[str, str], Organisation]:
    """All members, all customers of orders, the office and the operator."""
    names = {(Kind.MEMBER.value, member.id): member.name for member in cluster.network.members.values()}
    names |= {(Kind.CUSTOMER.value, job.customer): job.customer for job in cluster.work.jobs if job.customer}
    names |= {(Kind.OFFICE.value, "office"): cluster.network.name, (Kind.OPERATOR.value, "operator"): "Drift"}
    found = {
        (kind, code): Organisation(cluster=made, kind=kind, code=code, name=name[:120])
        for (kind, code), name in names.items()
    }
    Organisation.objects.bulk_create(found.values())
    return found


def _products(identifier: UUID, cluster: Read, tenants: dict[tuple[str, str], UUID], folder: Path) -> None:
    """The members' products, where the cluster delivers to, and the configurations that are ordered already."""
    owners = {code: tenant for (kind, code), tenant in tenants.items() if kind == Kind.MEMBER}
    if cluster.desk is not None:
        store_products(identifier, owners, cluster.desk.products.values(), folder)
        store_ordered(identifier, tenants, cluster.desk, cluster.work.jobs, folder)
    store_postcodes(identifier, tenants[Kind.OFFICE.value, "office"], folder)


def _ids(organisations: dict[tuple[str, str], Organisation]) -> dict[tuple[str, str], UUID]:
    return {key: organisation.id for key, organisation in organisations.items()}


def promised_most(jobs: Iterable[Job]) -> str:
    """The customer to whom the most orders are promised: of the others there is less to see. The first of several."""
    promised = {job.customer: 0 for job in jobs if job.customer}
    for job in jobs:
        if job.customer and job.status is Status.COMMITTED:
            promised[job.customer] += 1
    return max(promised, key=promised.__getitem__)


def _users(organisations: dict[tuple[str, str], Organisation], slug: str, customer: str) -> list[str]:
    """A user for each role: all of a member's at the first member, one of the customer's, the office's."""
    first_member = next(each for (kind, _), each in organisations.items() if kind == Kind.MEMBER)
    places = [(role, first_member) for role in OF_A_MEMBER]
    places += [
        (Role.CUSTOMER, organisations[Kind.CUSTOMER, customer]),
        (Role.OFFICE, organisations[Kind.OFFICE, "office"]),
        (Role.OPERATOR, organisations[Kind.OPERATOR, "operator"]),
    ]
    found = []
    for role, organisation in places:
        user = User.objects.create(email=f"{role.value}@{slug}.example".lower(), name=role.value, password=_hashed())
        Place.objects.create(organisation=organisation, user=user, role=role)
        found.append(f"{user.email} ({organisation.name})")
    return found


@cache
def _hashed() -> str:
    """The password that everyone knows, as it is stored: a salt for each user would hide nothing, and takes long."""
    return make_password(PASSWORD)


def main(arguments: Sequence[str] | None = None) -> None:
    """Load all, and print the users' addresses."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--worked", type=Path, action="append", default=[], metavar="FOLDER")
    parser.add_argument("folders", type=Path, nargs="*", metavar="FOLDER")
    asked = parser.parse_args(arguments)
    clock = datetime.now(UTC)
    for folder, until in [*((each, clock) for each in asked.worked), *((each, None) for each in asked.folders)]:
        for address in load(folder, until):
            print(f"  {address}")


if __name__ == "__main__":
    main()
