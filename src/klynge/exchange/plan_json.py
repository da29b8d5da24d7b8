# SPDX-License-Identifier: Apache-2.0
"""A plan as `plan.json`: out without loss and back, one portion a row, so that others can verify it without Klynge.

The shape is klynge.exchange.plan_schema and docs/reference/plan.schema.json.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from klynge.exchange.plan_schema import (
    PLAN_FILE,
    Frame,
    LotRow,
    OperationRow,
    OrderRow,
    PegRow,
    PegSource,
    PlanFile,
    PoolRow,
)
from klynge.exchange.write_whole import write_whole
from klynge.job import Job, Operation, Work
from klynge.network.model import Network
from klynge.planning.measure import Measures
from klynge.planning.plan import Lot, Outcome, Peg, Plan, PoolUse, Portion


class PlanFileError(Exception):
    """A plan file that cannot be read; `problems` says what is wrong and where, one line each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def plan_to_json(network: Network, work: Work, plan: Plan, measures: Measures) -> PlanFile:
    """The plan as plain data in the shape of `plan.json`."""
    rows = _Rows(network, work, plan)
    return {
        **_frame(network, plan),
        "operations": [rows.operation(portion) for portion in plan.portions],
        "lots": [rows.lot(lot) for lot in plan.lots],
        "orders": order_rows(network, work, plan),
        "measures": measures.as_json(),
    }


def write_plan(path: Path, network: Network, work: Work, plan: Plan, measures: Measures) -> None:
    """Write `plan.json`, a row a line, whole or not at all. Memory stays at one row beyond the plan itself."""
    rows = _Rows(network, work, plan)
    with write_whole(path) as out:
        out.write("{\n" + ",\n".join(f'"{name}": {_line(value)}' for name, value in _frame(network, plan).items()))
        for name, lines in (
            ("operations", (_line(rows.operation(portion)) for portion in plan.portions)),
            ("lots", (_line(rows.lot(lot)) for lot in plan.lots)),
            ("orders", (_line(row) for row in order_rows(network, work, plan))),
        ):
            out.write(f',\n"{name}": [')
            for number, line in enumerate(lines):
                out.write(",\n" if number else "\n")
                out.write(line)
            out.write("\n]")
        out.write(f',\n"measures": {_line(measures.as_json())}\n}}\n')


Clock = Callable[[int], str]

_line = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _frame(network: Network, plan: Plan) -> Frame:
    """What stands before the rows."""
    zone = ZoneInfo(network.time_zone)
    start, end = (plan.at(seconds).astimezone(zone).isoformat() for seconds in (plan.start, plan.end))
    epoch = plan.epoch.astimezone(zone).isoformat()
    return {"format": "klynge-plan/1", "cluster": network.name, "epoch": epoch, "start": start, "end": end}


class _Rows:
    """Turns a plan's parts into rows; holds the look-ups."""

    def __init__(self, network: Network, work: Work, plan: Plan) -> None:
        self.network, self.work, self.plan = network, work, plan
        self.operations = operations_by_place(work, plan.lots)
        self.items = {job.id: job.item for job in work.jobs} | {lot.id: lot.item for lot in plan.lots}
        self.local = {site.id: _clock(plan.epoch, ZoneInfo(site.time_zone)) for site in network.sites.values()}

    def operation(self, portion: Portion) -> OperationRow:
        centre = self.network.work_centres[portion.work_centre]
        local = self.local[centre.site]
        operation = self.operations[portion.job, portion.operation]
        mode = operation.modes[portion.mode]
        pools: list[PoolRow] = [
            {"need": use.need + 1, "pool": use.pool, "amount": use.amount, "phase": mode.needs[use.need].phase.value}
            for use in portion.pools
        ]
        pegs: list[PegRow] = [
            {
                "item": peg.item,
                "quantity": peg.quantity,
                "source": cast(PegSource, peg.source),
                "id": peg.id,
                "available": local(peg.available),
            }
            for peg in portion.pegs
        ]
        return {
            "order": portion.order,
            "job": portion.job,
            "item": self.items[portion.job],
            "operation": portion.operation,
            "name": operation.name,
            "member": self.network.sites[centre.site].member,
            "site": centre.site,
            "work_centre": centre.id,
            "work_centre_kind": centre.kind.value,
            "mode": portion.mode + 1,
            "unit": portion.unit + 1,
            "batch": portion.batch,
            "quantity": portion.quantity,
            "load": mode.load_per_unit * portion.quantity,
            "family": portion.family,
            "setup_start": local(portion.setup_start),
            "start": local(portion.start),
            "end": local(portion.end),
            "pools": pools,
            "pegs": pegs,
            "agreement": mode.agreement,
            "frozen": portion.frozen,
        }

    def lot(self, lot: Lot) -> LotRow:
        local = self.local[lot.site]
        return {
            "lot": lot.id,
            "supply": lot.supply + 1,
            "item": lot.item,
            "site": lot.site,
            "quantity": lot.quantity,
            "available": local(lot.available),
            "expires": None if lot.expires is None else local(lot.expires),
        }


def order_rows(network: Network, work: Work, plan: Plan) -> list[OrderRow]:
    """The outcome of every order, in the plan's order."""
    heads: dict[str, Job] = {}
    for job in work.jobs:  # the job that goes to the customer speaks for the order
        if job.order not in heads or (job.region and not heads[job.order].region):
            heads[job.order] = job
    local = _clock(plan.epoch, ZoneInfo(network.time_zone))
    return [_order(heads[order], outcome, plan, local) for order, outcome in plan.outcomes.items()]


def _order(job: Job, outcome: Outcome, plan: Plan, local: Clock) -> OrderRow:
    due = _seconds_after(plan.epoch, job.due)
    promised = None if job.promised is None else _seconds_after(plan.epoch, job.promised)
    wanted, delivered = due if promised is None else promised, outcome.delivered
    return {
        "order": job.order,
        "member": job.owner,
        "customer": job.customer,
        "status": job.status.value,
        "item": job.item,
        "quantity": job.quantity,
        "due": local(due),
        "promised": None if promised is None else local(promised),
        "delivered": None if delivered is None else local(delivered),
        "late_s": None if delivered is None else max(0, delivered - wanted),
        "reason": outcome.reason,
        "operation": outcome.operation,
        "lanes": list(outcome.lanes),
    }


def _seconds_after(epoch: datetime, moment: datetime) -> int:
    return int(moment.timestamp()) - int(epoch.timestamp())  # a difference within one zone would count local time


def _clock(epoch: datetime, zone: ZoneInfo) -> Clock:
    """From seconds after the epoch to ISO 8601 in the zone."""
    base = epoch.timestamp()
    return lambda seconds: datetime.fromtimestamp(base + seconds, zone).isoformat()


def operations_by_place(work: Work, lots: tuple[Lot, ...]) -> dict[tuple[str, str], Operation]:
    """Every operation by its job (or lot) and its own identifier."""
    found = {(job.id, operation.id): operation for job in work.jobs for operation in job.operations}
    for lot in lots:
        found |= {(lot.id, operation.id): operation for operation in work.supplies[lot.supply].operations}
    return found


def read_plan(path: Path, network: Network, work: Work) -> Plan:
    """The plan that a file holds for this cluster and work.

    Raises PlanFileError when the file is no plan, or a plan of something else; OSError when it cannot be opened.
    """
    try:
        content = PLAN_FILE.validate_json(path.read_bytes())
    except ValidationError as error:
        raise PlanFileError([f"{path}: {_place(e['loc'])}: {e['msg']}" for e in error.errors()[:20]]) from None
    try:
        plan = _plan(content, network)
    except ValueError as error:
        raise PlanFileError([f"{path}: a moment is not ISO 8601 with an offset: {error}"]) from None
    problems = list(_strangers(content, plan, network, work))
    if problems:
        raise PlanFileError([f"{path}: {problem}" for problem in problems[:20]])
    return plan


def _place(location: tuple[int | str, ...]) -> str:
    """Where in the file, as a person would say it: `operations 3 start`, counted from 1."""
    return " ".join(str(part + 1) if isinstance(part, int) else part for part in location) or "the file"


def _plan(content: PlanFile, network: Network) -> Plan:
    def seconds(text: str) -> int:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            raise ValueError(text)
        return _seconds_after(epoch, moment)

    epoch = network.epoch
    return Plan(
        epoch=epoch,
        start=seconds(content["start"]),
        end=seconds(content["end"]),
        portions=tuple(_portion(row, seconds) for row in content["operations"]),
        lots=tuple(_lot(row, seconds) for row in content["lots"]),
        outcomes={row["order"]: _outcome(row, seconds) for row in content["orders"]},
    )


def _portion(row: OperationRow, seconds: Callable[[str], int]) -> Portion:
    return Portion(
        order=row["order"],
        job=row["job"],
        operation=row["operation"],
        mode=row["mode"] - 1,
        work_centre=row["work_centre"],
        unit=row["unit"] - 1,
        quantity=row["quantity"],
        setup_start=seconds(row["setup_start"]),
        start=seconds(row["start"]),
        end=seconds(row["end"]),
        family=row["family"],
        batch=row["batch"],
        pools=tuple(PoolUse(use["need"] - 1, use["pool"], use["amount"]) for use in row["pools"]),
        pegs=tuple(
            Peg(peg["item"], peg["quantity"], peg["source"], peg["id"], seconds(peg["available"]))
            for peg in row["pegs"]
        ),
        frozen=row["frozen"],
    )


def _lot(row: LotRow, seconds: Callable[[str], int]) -> Lot:
    expires = None if row["expires"] is None else seconds(row["expires"])
    place = (row["lot"], row["supply"] - 1, row["item"], row["site"])
    return Lot(*place, row["quantity"], seconds(row["available"]), expires)


def _outcome(row: OrderRow, seconds: Callable[[str], int]) -> Outcome:
    delivered = None if row["delivered"] is None else seconds(row["delivered"])
    return Outcome(row["order"], delivered, row["reason"], row["operation"], tuple(row.get("lanes", ())))


def _strangers(content: PlanFile, plan: Plan, network: Network, work: Work) -> Iterator[str]:
    """What the plan speaks of and the cluster does not have."""
    if content["cluster"] != network.name:
        yield f"this is a plan of {content['cluster']}, and the folder is {network.name}"
        return
    for number, lot in enumerate(plan.lots, 1):
        if lot.supply >= len(work.supplies) or work.supplies[lot.supply].item != lot.item:
            yield f"lots {number}: the cluster has no supply {lot.supply + 1} of {lot.item}"
            return
    operations = operations_by_place(work, plan.lots)
    for number, portion in enumerate(plan.portions, 1):
        operation = operations.get((portion.job, portion.operation))
        if operation is None:
            yield f"operations {number}: the cluster has no operation {portion.operation} of job {portion.job}"
        elif portion.mode >= len(operation.modes):
            yield f"operations {number}: operation {portion.operation} of {portion.job} has no mode {portion.mode + 1}"
        elif portion.work_centre not in network.work_centres:
            yield f"operations {number}: the cluster has no work centre {portion.work_centre}"
    known = {job.order for job in work.jobs}
    yield from (f"orders: the cluster has no order {order}" for order in plan.outcomes if order not in known)
