# SPDX-License-Identifier: Apache-2.0
"""Verbs of bringing in and taking out: check a file and show what it would change, apply it, one's own tables."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from klynge.configure import ProductModel
from klynge.configure.work import Configuration as Made
from klynge.configure.work import ConfigurationError, Expanding, format_choices, parse_choices
from klynge.configure.work import Desk as Making
from klynge.exchange.workbook_in import in_book
from klynge.network import FolderError, Problem
from klynge.network.adding import Articles
from klynge.network.articles import ArticleRows, Declared
from klynge.network.partial import Part, read_part
from klynge.network.problem import Findings
from klynge.planning.errors import PlanningError
from klynge.planning.fold import FoldError, PlanState, Replica, Row
from klynge.planning.replan import DisturbanceError, Replanned, replan
from klynge.server.database import Executes
from klynge.server.imports.models import Import, State
from klynge.server.imports.rows import write_applied
from klynge.server.imports.unpacking import unpack
from klynge.server.log import Beside, Proposed, Request
from klynge.server.products.actions import digest_of, files_of
from klynge.server.products.models import Configuration, ProductVersion
from klynge.server.products.rows import write_configuration, write_product
from klynge.server.roles import Ability
from klynge.server.trustee.answering import desk_of, written
from klynge.server.trustee.asking import day_of
from klynge.server.trustee.changing import changes_after, new_days, why_not
from klynge.server.trustee.clock import moment_at, planning_moment
from klynge.server.trustee.desk import Desk, Desks, now
from klynge.server.trustee.import_texts import refusal, wrong
from klynge.server.trustee.imported import Comparing, Difference
from klynge.server.trustee.ordering import key_of
from klynge.server.trustee.own_tables import own_tables
from klynge.server.trustee.products import for_a_moment
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.service import Problem as Refusal
from klynge.server.trustee.service import Verb
from klynge.server.trustee.texts import problem

WHOLE_S = 20
SHOWN = 500


class Checking(BaseModel):
    """A file that was brought in. `remove`: orders of one's own that are not in its table of orders are withdrawn."""

    model_config = ConfigDict(extra="forbid")
    file: UUID
    remove: bool = False


class Anything(BaseModel):
    """No arguments."""

    model_config = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True)
class Read:
    """A file as it was read: the member's rows, what makes its configured items, its products, and the configurations
    that its orders name, each with the order's customer."""

    part: Part
    made: Mapping[str, ArticleRows]
    products: tuple[ProductModel, ...]
    files: Mapping[str, Mapping[str, str]]
    kept: tuple[tuple[str, dict[str, Any]], ...]


def verbs(desks: Desks) -> list[Verb]:
    """Bringing in and taking out."""
    asking = _Asking(desks)
    return [
        Verb("check-import", Ability.IMPORT, Checking, asking.check),
        Verb("apply-import", Ability.IMPORT, Checking, asking.apply, writes=True),
        Verb("own-tables", Ability.IMPORT, Anything, asking.tables),
    ]


class _Asking:
    def __init__(self, desks: Desks) -> None:
        self._desks = desks

    def check(self, asker: Asker, asked: Checking, _key: str) -> dict[str, Any]:
        desk, row = self._row(asker, asked)
        if row.state == State.APPLIED:
            return dict(row.told)
        try:
            found = _read(desk, asker, row)
            told = _looked(desk, asker, found, asked, now())
        except FolderError as error:
            told = {"problems": [_problem(one, asker.language) for one in error.problems[:SHOWN]], "changes": None}
        state = State.BROKEN if told["problems"] else State.CHECKED
        with for_a_moment():
            Import.objects.filter(id=row.id).exclude(state=State.APPLIED).update(state=state, told=told)
        return told

    def apply(self, asker: Asker, asked: Checking, key: str) -> dict[str, Any]:
        desk, row = self._row(asker, asked)
        if row.state != State.APPLIED:
            try:
                found = _read(desk, asker, row)
            except FolderError:
                raise _refused("broken", asker) from None
            answer = written(desk, asker, _taking_in(found, asked, asker, key, now(), desk), "cannot-be")
            desk.catalogue.forget()
            return answer
        return dict(row.told)

    def tables(self, asker: Asker, _asked: Anything, _key: str) -> dict[str, Any]:
        desk = desk_of(self._desks, asker)
        with for_a_moment():
            configured = list(Configuration.objects.filter(tenant=asker.organisation, cluster=desk.cluster))
            products = ProductVersion.objects.filter(tenant=asker.organisation, cluster=desk.cluster, current=True)
            files = {name: text for each in products for name, text in each.files.items()}
        return {"tables": own_tables(desk.plan.state, asker.code, configured), "products": files}

    def _row(self, asker: Asker, asked: Checking) -> tuple[Desk, Import]:
        desk = desk_of(self._desks, asker)
        with for_a_moment():
            row = Import.objects.filter(id=asked.file, tenant=asker.organisation, cluster=desk.cluster).first()
        if row is None or asker.kind != "member":
            raise problem("not-found", asker.language)
        return desk, row


def _read(desk: Desk, asker: Asker, row: Import) -> Read:
    """The file, wholly checked. Raises FolderError with all its problems, as places in the file."""
    with tempfile.TemporaryDirectory(prefix="klynge-import-") as place:
        folder = Path(place, "folder")
        folder.mkdir()
        lines = unpack(row.name, bytes(row.content), folder)
        try:
            if (folder / "cluster.yaml").is_file():
                _check_whole(folder, row.name)
            return _read_folder(desk, asker, folder, row.name)
        except FolderError as error:
            if row.name.lower().endswith(".xlsx"):
                raise FolderError(in_book(Path(row.name), one, lines) for one in error.problems) from None
            raise


def _check_whole(folder: Path, name: str) -> None:
    """A whole cluster is read as it stands in a process of its own: it takes long, and others are to be answered."""
    command = [sys.executable, "-m", "klynge.server.imports.checking", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=WHOLE_S, check=True)
    except subprocess.TimeoutExpired:
        raise FolderError([wrong(name, 0, "", "slow", seconds=WHOLE_S)]) from None
    except subprocess.CalledProcessError:
        raise FolderError([wrong(name, 0, "", "unchecked")]) from None
    found = [
        Problem(file, row, column, message, remedy, None if norwegian is None else (norwegian[0], norwegian[1]))
        for file, row, column, message, remedy, norwegian in json.loads(done.stdout)
    ]
    if found:
        raise FolderError(found)


def _read_folder(desk: Desk, asker: Asker, folder: Path, name: str) -> Read:
    state: PlanState = desk.plan.state
    with for_a_moment():
        saved = list(Configuration.objects.filter(tenant=asker.organisation, cluster=desk.cluster))
        current = list(ProductVersion.objects.filter(cluster=desk.cluster, current=True))
    ordered = {job.item for order in state.orders.values() for job in order.jobs if job.region}
    part = read_part(folder, state.network, asker.code, ordered | {one.item for one in saved})
    brought = sorted(path.name for path in (folder / "products").glob("*") if path.is_file())
    if not part.tables and not brought:
        raise FolderError([wrong(name, 0, "", "nothing")])
    for version in current:  # what is not brought in stays as it is
        for file, text in version.files.items():
            path = folder / "products" / file
            if not path.exists():
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, encoding="utf-8")
    declared = _declared(part, saved)
    findings, expanding = Findings(), Expanding()
    day = state.network.start.date()
    made = {one.item: rows for one, rows in expanding(folder, day, declared, findings) if one.row or rows}
    problems = [one for one in findings.problems if one.row or not one.file.startswith("configurations")]
    models = expanding.desk.products if expanding.desk is not None else {}
    own, foreign = _products(models, folder, brought, {each.product: each.digest for each in current}, asker.code)
    if problems or foreign:
        raise FolderError([*problems, *foreign])
    files = {model.id: files_of(model, folder) for model in own}
    return Read(part, made, own, files, _kept(part, declared, expanding.desk))


def _declared(part: Part, saved: Iterable[Configuration]) -> list[Declared]:
    """Configurations of the table, and saved ones that orders name without a row (row 0)."""
    orders: dict[str, list[tuple[str, int]]] = {}
    for order in part.orders.values():
        orders.setdefault(order.item, []).append((order.id, order.quantity))
    found = [
        Declared(one.row, item, one.product, one.version, one.choices, tuple(orders.get(item, ())))
        for item, one in part.configurations.items()
    ]
    found += [
        Declared(0, one.item, one.product, one.version, format_choices(one.choices), tuple(orders[one.item]))
        for one in saved
        if one.item in orders and one.item not in part.configurations
    ]
    return found


def _products(
    models: Mapping[str, ProductModel], folder: Path, brought: Iterable[str], known: Mapping[str, str], member: str
) -> tuple[tuple[ProductModel, ...], list[Problem]]:
    """The member's products that are other than they were, and what is wrong: products of others that are."""
    names, own, foreign = set(brought), [], []
    for model in models.values():
        files = files_of(model, folder)
        if names.isdisjoint(files) or known.get(model.id) == digest_of(files):
            continue
        if model.owner == member:
            own.append(model)
        else:
            foreign.append(wrong(model.place.file, model.place.line, "owner", "not-own", product=model.id))
    return tuple(own), foreign


def _difference(state: PlanState, asker: Asker, found: Read, asked: Checking) -> Difference:
    comparing = Comparing(state, asker.code, Articles(state.network), found.made)
    return comparing.difference(found.part, remove=asked.remove, products=[model.id for model in found.products])


def _proposed(
    replica: Replica, difference: Difference, asker: Asker, desk: Desk, clock: datetime
) -> tuple[Any, dict[str, Any]]:
    """The changes, and the new days they bring. Raises DisturbanceError, PlanningError and FoldError."""
    state: PlanState = replica.state
    first, trial = difference.first(state), replica
    if first:
        trial = replace(replica)
        trial.apply(Row(sequence=state.sequence + 1, changes=first))
    events = difference.events(state.network)
    told: dict[str, Any] = {"changes": difference.to_data(state.network)}
    if not events:
        return first, told | {"days": [], "new_days": [], "others_new_days": 0}
    after = replan(trial.schedule, events, planning_moment(state.network, clock))
    changes = changes_after(replica, (*first, *difference.last()), after)
    told["days"] = [_day_of(state, name, after) for name in list(difference.new)[:SHOWN]]
    return changes, told | new_days(state, after, desk, asker)


def _day_of(state: PlanState, name: str, after: Replanned) -> dict[str, Any]:
    """When a new order arrives; null when it cannot be planned."""
    delivered = after.plan.outcomes[name].delivered
    day = None if delivered is None else day_of(moment_at(state.network, delivered), state.network).isoformat()
    return {"order": name, "day": day}


def _looked(desk: Desk, asker: Asker, found: Read, asked: Checking, clock: datetime) -> dict[str, Any]:
    """What would change, without changing it. Raises FolderError."""
    difference = _difference(desk.plan.state, asker, found, asked)
    try:
        _, told = desk.plan.ask(lambda replica: _proposed(replace(replica), difference, asker, desk, clock))
    except DisturbanceError as error:
        told_in = (why_not(error, "nb"), "")
        raise FolderError([Problem("orders.csv", 0, "", why_not(error, "en"), "", norwegian=told_in)]) from None
    except (PlanningError, FoldError) as error:
        raise FolderError([Problem("orders.csv", 0, "", str(error), "")]) from None
    return {"problems": []} | told


def _taking_in(found: Read, asked: Checking, asker: Asker, key: str, clock: datetime, desk: Desk) -> Request:
    """A request that takes the file in at the head of the log."""

    def compute(replica: Replica) -> Proposed:
        try:
            difference = _difference(replica.state, asker, found, asked)
            changes, told = _proposed(replica, difference, asker, desk, clock)
        except FolderError as error:
            return Proposed((), {"refused": "cannot-be", "detail": error.problems[0].line(asker.language)})
        except DisturbanceError as error:
            return Proposed((), {"refused": "cannot-be", "detail": why_not(error, asker.language)})
        answer = told | {"problems": []}
        return Proposed(changes, answer, _beside(found, asked, asker, desk, answer))

    return Request(compute, key_of(asker, key, "apply-import", asked), may_break=True)


def _beside(found: Read, asked: Checking, asker: Asker, desk: Desk, told: Mapping[str, Any]) -> Beside:
    """Its products, its configurations and that it was applied: durable with the row of the log, or not at all."""

    def write(cursor: Executes) -> None:
        for model in found.products:
            files = found.files[model.id]
            write_product(cursor, desk.cluster, asker.organisation, model.id, model.version, digest_of(files), files)
        for customer, made in found.kept:
            buyer = desk.organisations.get(("customer", customer))
            write_configuration(cursor, desk.cluster, [asker.organisation, *([] if buyer is None else [buyer])], made)
        write_applied(cursor, asked.file, told)

    return write


def _kept(part: Part, declared: Iterable[Declared], expanded: Making | None) -> tuple[tuple[str, dict[str, Any]], ...]:
    """The configurations of the table that orders name, each with its order's customer."""
    rows = {one.item: one for one in declared if one.row}
    return tuple(
        (order.customer, _configuration(rows[order.item], expanded))
        for order in part.orders.values()
        if expanded is not None and order.item in rows and rows[order.item].product in expanded.products
    )


def _configuration(one: Declared, expanded: Making) -> dict[str, Any]:
    choices, _ = expanded.work(one.product).valuing.typed(parse_choices(one.choices))
    made = Made(one.product, one.version, choices)
    try:
        names = {"nb": expanded.name(made, "nb"), "en": expanded.name(made, "en")}
    except ConfigurationError:  # it was made by an older version
        names = dict.fromkeys(("nb", "en"), made.item)
    return {"item": one.item, "product": one.product, "version": one.version, "choices": dict(choices), "names": names}


def _problem(one: Problem, language: str) -> dict[str, Any]:
    said = one.words(language)
    file = one.file if language == "en" else one.file.replace(".xlsx, sheet ", ".xlsx, ark ")
    return {"file": file, "row": one.row, "column": one.column, "message": said.message, "remedy": said.remedy}


def _refused(kind: str, asker: Asker) -> Refusal:
    status, title, remedy = refusal(kind, asker.language)
    return Refusal(status, kind, title, "", remedy)
