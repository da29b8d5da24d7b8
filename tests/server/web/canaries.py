# SPDX-License-Identifier: Apache-2.0
"""A firm's secrets as words that occur nowhere else: in a cluster's folder, and in every text of every table."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from random import randint
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

from django.apps import apps
from django.db import connections, models, transaction
from django.utils import timezone
from pypdf import PdfReader

from klynge.server.accounts.models import Organisation

FIRM, OTHER = "fjell", "vidda"  # whose secrets they are, and the other member of the same cluster
CUSTOMER, OTHER_CUSTOMER = "Butikken", "Hotellet"
CHARTER, REGISTER = "charter", "register"
CANARY = re.compile(r"kanari-[a-z-]+-c0ffee")
_COLUMNS = {  # what is planted where, for rows that are the firm's
    ("work_centres.csv", "name"): "centre",
    ("routings.csv", "name"): "step",
    ("items.csv", "name"): "item",
    ("orders.csv", "customer"): "customer",
    ("people.csv", "person"): "person",
}
_OWNER = ("member", "site", "item", "work_centre")


def word(kind: str) -> str:
    """The canary of a kind of secret."""
    return f"kanari-{kind}-c0ffee"


def canaries_in(text: str) -> set[str]:
    """The kinds whose canary a text holds."""
    return {found.removeprefix("kanari-").removesuffix("-c0ffee") for found in CANARY.findall(text)}


def text_of(answer: Any) -> str:
    """What an answer says, a workbook's sheets and a PDF's pages too."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body.startswith(b"%PDF"):
        return _text_of_pdf(body)
    if not body.startswith(b"PK"):
        return str(body.decode("utf-8", "replace"))
    with ZipFile(BytesIO(body)) as book:
        return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())


def _text_of_pdf(body: bytes) -> str:
    """The words of the pages as they stand, and once more without the breaks of lines, which may go through a word."""
    found = PdfReader(BytesIO(body))
    pages = "\n".join(page.extract_text() for page in found.pages)
    about = "\n".join(map(str, (found.metadata or {}).values()))
    return f"{about}\n{pages}\n{''.join(pages.split())}"


def unasked(text: str, path: str) -> str:
    """The text without the words that the reader itself put into the address."""
    for word_of_it in re.findall(r"kanari-[\w-]+", path):
        text = text.replace(word_of_it, "")
    return text


def plant_folder(source: Path, folder: Path) -> None:
    """A copy of a cluster's folder in which the firm's names are canaries, and its work centres' identifiers too."""
    shutil.copytree(source, folder)
    firms = _owners(folder)
    centres = {
        name: f"{word('centre')}-{name}"
        for (kind, name), firm in firms.items()
        if kind == "work_centre" and firm == FIRM
    }
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            firm = next((firms[key, row[key]] for key in _OWNER if (key, row.get(key, "")) in firms), "")
            if path.name == "routings.csv" and row["work_centre"] not in centres:
                firm = OTHER  # what is to be done at another's work centre, that one reads
            for name, value in row.items():
                kind = _COLUMNS.get((path.name, name))
                if kind and value and firm == FIRM and value != CUSTOMER:
                    row[name] = f"{word(kind)}-{value}"
                elif name == "work_centre":
                    row[name] = centres.get(value, value)
        _write(path, rows)
    for path in sorted((folder / "products").glob("*.yaml")):
        text = path.read_text("utf-8")
        path.write_text(re.sub(r"(?<=work_centre: )\w+", lambda m: centres.get(m[0], m[0]), text), "utf-8")


def _owners(folder: Path) -> dict[tuple[str, str], str]:
    """The firm of each site, item and work centre."""
    found: dict[tuple[str, str], str] = {("member", FIRM): FIRM, ("member", OTHER): OTHER}
    for kind, key in (("sites", "site"), ("items", "item"), ("work_centres", "work_centre")):
        with (folder / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found[key, row[key]] = row.get("member") or found["site", row["site"]]
    return found


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    if rows:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


FAULT = ("file", "column", "message", "remedy")
Planting = Callable[[Organisation], dict[str, Any]]
PLANTING: dict[str, Planting] = {
    "accounts.Token": lambda _: {"scopes": ["ask"], "name": word("token")},
    "orders.OrderView": lambda _: {"state": "committed"},
    # an operator sees which jobs there are and the kind of their trouble, not what it quotes
    "jobs.BackgroundJob": lambda _: {"kind": "kept", "worker": "here", "trouble": f"ValueError: {word('row')}"},
    "barrier.AgreementRow": lambda firm: {"giver": firm.id, "giver_member": firm.code, "fields": ["order.reason"]},
    "barrier.RelationshipRow": lambda firm: {"one": firm.id, "one_member": firm.code},
    "barrier.DisclosureRow": lambda firm: {"of": firm.id, "number": 1},
    "barrier.ReleaseRow": lambda _: {"figure": "kept", "kind": "", "form": "sum", "withheld": ""},
    "imports.Import": lambda _: {"told": {"problems": [{"row": 2} | {k: word("row") for k in FAULT}]}},
}
"""Fields of a table that cannot just hold anything, by the model's label: of the firm, as a row is to have them."""
PLANTED_AS = {
    "barrier.Invitation": CHARTER,
    "barrier.MarketRow": CHARTER,
    "barrier.ReleaseRow": CHARTER,
    "barrier.Act": REGISTER,
    "barrier.AgreementRow": REGISTER,
    "barrier.RelationshipRow": REGISTER,
    "barrier.DisclosureRow": REGISTER,
}
"""The kind of secret, where it is not the firm's alone: the charter is every member's, the register the office's."""
LEFT = {"accounts.Place": "it holds no text of a firm's, and a row would give someone a role"}
"""Tables of tenants in which nothing is planted, and why that is right."""


def tenant_models() -> list[type[models.Model]]:
    """The tables of ours whose rows are an organisation's."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("klynge.server")]
    return [model for model in ours if any(f.column == "tenant" for f in model._meta.concrete_fields)]


def plant_rows(firm: Organisation, user: Any) -> int:
    """A row of the firm's in every table of tenants, with a canary in each text; how many."""
    planted = 0
    for model in tenant_models():
        label = model._meta.label
        if label in LEFT:
            continue
        given, kind = PLANTING[label](firm) if label in PLANTING else {}, PLANTED_AS.get(label, "row")
        row = {f.attname: given.get(f.name, _value(f, firm, user, kind)) for f in model._meta.concrete_fields}
        plant(model(**row))
        planted += 1
    return planted


def plant(row: models.Model) -> None:
    """Insert a row, whatever the serving roles may do; the owner of the tables is held by their policies as well."""
    table = row._meta.db_table
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute(f"alter table {table} no force row level security")
        type(row)._base_manager.using("owner").bulk_create([row])
        cursor.execute(f"alter table {table} force row level security")


def _value(field: Any, firm: Organisation, user: Any, kind: str) -> Any:
    """Something that the field can hold."""
    if field.column == "tenant":
        return firm.id
    if field.column in ("cluster", "cluster_id"):
        return firm.cluster_id
    if field.is_relation:
        return user.id if field.name == "user" else None
    if field.choices:
        return field.choices[0][0]
    if isinstance(field, models.UUIDField):
        return uuid4()
    if isinstance(field, models.CharField | models.TextField):
        return word(kind)[: field.max_length]
    if isinstance(field, models.JSONField):
        return {"text": word(kind)}
    if isinstance(field, models.BinaryField):
        return word(kind).encode()
    if isinstance(field, models.DateTimeField):
        return timezone.now()
    if isinstance(field, models.DateField):
        return date(2026, 1, 5)
    return False if isinstance(field, models.BooleanField) else randint(20_000, 30_000)
