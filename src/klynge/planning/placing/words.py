# SPDX-License-Identifier: Apache-2.0
"""What the kernels say does not fit, as misfits that name portions, work centres and other orders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from klynge.planning.kernels import columns as col
from klynge.planning.plan import Lot, Portion
from klynge.planning.schedule import Schedule

from .kernels import columns as want
from .misfit import Misfit
from .rows import Rows

KINDS = {
    getattr(want, name): name.lower()
    for name in (
        "CLOSED", "DURATION", "WHOLE_INTERVAL", "BEFORE_PLANNING", "OUTSIDE_AGREEMENT", "CEILING", "BUSY", "FORBIDDEN",
        "SETUP_DIFFERS", "NEXT_SETUP", "POOL_USED", "POOL_STRANGE", "BATCH_UNLIKE", "BATCH_FULL", "STOCK_LATE",
        "STOCK_USED", "LOT_WINDOW", "LOT_USED", "PURCHASE_LATE", "STRANGE_PEG", "SEVERAL_MODES", "QUANTITY", "LOTS",
        "MATERIAL", "TOO_EARLY", "TOO_LATE", "NO_WAY", "SITES", "LOT_TIME_DIFFERS", "BATCH_HOLDS",
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """A kernel's verdict: why, and what it noted of it."""

    why: int
    facts: Rows

    def __getitem__(self, index: int) -> int:
        return int(self.facts[index])


def said_of_portion(schedule: Schedule, portions: Sequence[Portion], said: Said) -> Misfit:
    """Why a wanted portion does not fit."""
    portion = portions[said[want.SAID_PLACE]]
    return Misfit(KINDS[said.why], f"{portion.job} {portion.operation}", _facts(schedule, portion, said))


def said_of_operation(schedule: Schedule, said: Said) -> Misfit:
    """Why a placed operation does not fit the others of its order."""
    job, op = schedule.problem.rows[said[want.SAID_PLACE]]
    return Misfit(KINDS[said.why], f"{job.id} {op.id}", _sums(said))


def said_of_lots(schedule: Schedule, lots: Sequence[Lot], said: Said) -> Misfit:
    """Why a supply lot does not fit."""
    _, op = schedule.problem.supply_rows[said[want.SAID_PLACE]]
    zero = schedule.problem.zero_s
    facts = dict(_sums(said)) | {"is_at": said[want.SAID_A] + zero, "wanted": said[want.SAID_B] + zero}
    kind = KINDS[said.why]
    keep = ("is_at", "wanted") if kind == "lot_time_differs" else ("placed", "wanted", "pegged", "needed")
    return Misfit(kind, f"{lots[said[want.SAID_RUN]].id} {op.id}", tuple((k, v) for k, v in facts.items() if k in keep))


def who_has(schedule: Schedule, run: int) -> str:
    """Whose work a run is: the operation of an order or of a supply lot."""
    task, rows = int(schedule.state.run[run, col.RUN_TASK]), schedule.problem.rows
    if task >= len(rows):
        return _lot_of(schedule, task)
    job, op = rows[task]
    return f"{job.id} {op.id}"


def _lot_of(schedule: Schedule, task: int) -> str:
    st, problem = schedule.state, schedule.problem
    for lot in range(int(st.counter[col.N_LOT])):
        number = int(st.lot[lot, col.LOT_SUPPLY])
        first, last = (int(x) for x in problem.resources.supply[number, [col.SUP_OP0, col.SUP_OP1]])
        task0 = int(st.lot[lot, col.LOT_TASK0])
        if task0 + first <= task < task0 + last:
            return f"{problem.work.supplies[number].item} {problem.supply_rows[task - task0][1].id}"
    return ""


def _sums(said: Said) -> tuple[tuple[str, int | str], ...]:
    a, b = said[want.SAID_A], said[want.SAID_B]
    return ("placed", a), ("wanted", b), ("pegged", a), ("needed", b)


def _facts(schedule: Schedule, portion: Portion, said: Said) -> tuple[tuple[str, int | str], ...]:
    problem, a, b = schedule.problem, said[want.SAID_A], said[want.SAID_B]
    facts: dict[str, int | str] = {"work_centre": portion.work_centre, "unit": portion.unit + 1}
    kind = KINDS[said.why]
    if kind in ("busy", "next_setup", "batch_unlike"):
        facts["other"] = who_has(schedule, said[want.SAID_RUN])
    elif kind in ("duration", "setup_differs"):
        facts |= {"is_at": a + problem.zero_s, "wanted": b + problem.zero_s}
    elif kind == "ceiling":
        facts["agreement"] = list(problem.network.agreements)[b]
    elif kind in ("pool_used", "pool_strange"):
        facts |= {"need": a + 1, "pool": list(problem.network.pools)[b]}
    elif kind == "batch_full":
        facts |= {"load": a, "capacity": b}
    elif kind in ("stock_late", "stock_used"):
        facts |= {"id": problem.stock_ids[a], "quantity": b}
    elif kind == "lot_used":
        facts["quantity"] = b
    return tuple(facts.items())


def facts_of_run(schedule: Schedule, run: int) -> Mapping[str, int | str]:
    """Where a run is and whose it is, for texts."""
    row = schedule.state.run[run]
    wc = int(row[col.RUN_WC])
    unit = int(row[col.RUN_UNIT]) - int(schedule.problem.resources.wc[wc, col.WC_UNIT0]) + 1
    return {
        "work_centre": list(schedule.problem.network.work_centres)[wc],
        "unit": unit,
        "other": who_has(schedule, run),
    }
