# SPDX-License-Identifier: Apache-2.0
"""Writes: a folder's products become the current versions of their owners'; configurations are kept once."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from uuid import UUID

from klynge.configure import ProductModel
from klynge.configure.work import Configuration as Made
from klynge.configure.work import ConfigurationError, Desk, parse_choices
from klynge.job import Job
from klynge.server.products.models import ClusterFile, Configuration, ProductVersion

POSTCODES = "postcodes.csv"
Owners = Mapping[str, UUID]
"""The tenant of each member, by its code."""


def files_of(model: ProductModel, folder: Path) -> dict[str, str]:
    """The texts of a product's file and of the tables beside it, by name."""
    tables = model.tables.values()
    names = {model.place.file, *(table.place.file for table in tables)}
    names |= {row.place.file for table in tables for row in table.rows}
    found = {Path(name).name: folder / "products" / Path(name).name for name in names}
    return {name: path.read_text("utf-8-sig") for name, path in sorted(found.items()) if path.is_file()}


def digest_of(files: Mapping[str, str]) -> str:
    """The SHA-256 of a product's files."""
    return hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()


def store(cluster: UUID, owners: Owners, models: Iterable[ProductModel], folder: Path) -> int:
    """Make the products of a folder current; how many are new versions. Other products stay as they are."""
    new = 0
    for model in models:
        tenant = owners.get(model.owner)
        if tenant is None:
            continue
        files = files_of(model, folder)
        digest = digest_of(files)
        mine = ProductVersion.objects.filter(tenant=tenant, cluster=cluster, product=model.id)
        if mine.filter(digest=digest, current=True).exists():
            continue
        mine.update(current=False)
        _, made = mine.update_or_create(
            tenant=tenant,
            cluster=cluster,
            product=model.id,
            digest=digest,
            defaults={"version": model.version, "files": files, "current": True},
        )
        new += made
    return new


def store_postcodes(cluster: UUID, office: UUID, folder: Path) -> None:
    """Keep where the cluster delivers to, if the folder says so."""
    path = folder / POSTCODES
    if path.is_file():
        text = path.read_text("utf-8-sig")
        ClusterFile.objects.update_or_create(tenant=office, cluster=cluster, name=POSTCODES, defaults={"text": text})


def keep(cluster: UUID, tenants: Iterable[UUID], desk: Desk, made: Made, item: str = "") -> None:
    """Note a configuration for some organisations; what is there stays."""
    try:
        names = {"nb": desk.name(made, "nb")[:300], "en": desk.name(made, "en")[:300]}
    except ConfigurationError:  # it was made by an older version
        names = dict.fromkeys(("nb", "en"), made.item)
    Configuration.objects.bulk_create(
        [
            Configuration(
                tenant=tenant,
                cluster=cluster,
                item=item or made.item,
                product=made.product,
                version=made.version,
                choices=dict(made.choices),
                name_nb=names["nb"],
                name_en=names["en"],
            )
            for tenant in tenants
        ],
        ignore_conflicts=True,
    )


def store_ordered(
    cluster: UUID, tenants: Mapping[tuple[str, str], UUID], desk: Desk, jobs: Iterable[Job], folder: Path
) -> None:
    """Keep the folder's configurations for those that sell and buy them."""
    declared = _declared(folder)
    parties: dict[str, set[UUID]] = {}
    for job in jobs:
        if job.region and job.item in declared:
            both = (("member", job.owner), ("customer", job.customer))
            parties.setdefault(job.item, set()).update(tenants[party] for party in both if party in tenants)
    for item, whose in parties.items():
        product, version, text = declared[item]
        choices, _ = desk.work(product).valuing.typed(parse_choices(text))
        keep(cluster, whose, desk, Made(product, version, choices), item)


def _declared(folder: Path) -> dict[str, tuple[str, str, str]]:
    """Product, version and choices of the items of a folder's configurations.csv, which was checked before."""
    path = folder / "configurations.csv"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["item"]: (row["product"], row["version"], row["choices"]) for row in csv.DictReader(file)}
