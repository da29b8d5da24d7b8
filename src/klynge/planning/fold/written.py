# SPDX-License-Identifier: Apache-2.0
"""What a trial in a replica's schedule changes in the plan, read off the rows that the journal says were written.

Only the runs that were written, what stands in them, and the supply lots that were made or dropped are looked at; an
order or lot that comes out as the state has it is no change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from klynge.job import Job, Operation
from klynge.planning.kernels import columns as col
from klynge.planning.kernels.columns import BIG, Operations
from klynge.planning.plan import Outcome, Portion
from klynge.planning.plan_reader import PlanReader
from klynge.planning.written import rows_written, tasks_of_runs

from .naming import lasting_names, lot_place, names_taken, portion_named, stable_order
from .replica import Replica
from .rows import LotPlaced, OrderPlaced, Placements

Named = tuple[Job, Operation]


@dataclass
class Written:
    """What was written into a replica's schedule since its journal was opened. To be asked before it is closed."""

    replica: Replica
    _known: dict[int, str] = field(init=False)  # the supply lots of before, by row
    _reader: PlanReader = field(init=False)
    _lots: list[LotPlaced] = field(init=False)
    _gone: list[str] = field(init=False)
    _fresh: dict[int, str] = field(init=False)
    _tasks: NDArray[np.int64] = field(init=False)

    def __post_init__(self) -> None:
        schedule = self.replica.standing
        self._known = {row: name for name, row in self.replica.lots.items()}
        self._reader = PlanReader(schedule, whole=False, lots=self._known)
        self._tasks = tasks_of_runs(schedule, rows_written(schedule, "run"))
        self._read_lots()

    def placements(self, arrivals: Mapping[str, int], over: str = "", new: OrderPlaced | None = None) -> Placements:
        """The changes of all placements. `arrivals` are the orders that were placed anew, each with the engine second
        at which it arrives now; `over` is an order that is no more, `new` one that is not in the problem yet."""
        problem = self.replica.standing.problem
        tasks = [task for task in self._tasks.tolist() if task < len(problem.rows)]
        otherwise = [task for task in tasks if self._is_otherwise(task)]
        names = {problem.rows[task][0].order for task in otherwise}
        names = (names | arrivals.keys()) - {over}
        orders = [self._order(name, arrivals) for name in sorted(names, key=problem.numbers.__getitem__)]
        placed = [each for each in orders if each is not None]
        return Placements(
            orders=(*placed, *([] if new is None else [new])), lots=tuple(self._lots), lots_gone=tuple(self._gone)
        )

    def portions(self, task0: int, rows: Iterable[Named], tables: Operations) -> tuple[Portion, ...]:
        """The portions of operations from a task on, which are rows of `tables`, as the log says them."""
        return self._said(task0, rows, tables, 0)

    def _said(self, task0: int, rows: Iterable[Named], tables: Operations, row0: int) -> tuple[Portion, ...]:
        found = [
            portion_named(portion)
            for n, named in enumerate(rows)
            for portion in self._reader.portions(task0 + n, named, tables, row0 + n)
        ]
        return tuple(sorted(found, key=stable_order))

    def lots(self) -> dict[str, int]:
        """The rows of the supply lots by name, as they are after what was written."""
        if not self._gone and not self._fresh:
            return self.replica.lots
        gone = set(self._gone)
        stay = {name: row for name, row in self.replica.lots.items() if name not in gone}
        return stay | {name: row for row, name in self._fresh.items()}

    def _order(self, name: str, arrivals: Mapping[str, int]) -> OrderPlaced | None:
        """An order of the plan as it stands now; None when that is how the state has it."""
        schedule, state = self.replica.standing, self.replica.state
        problem = schedule.problem
        number = problem.numbers[name]
        arrives = arrivals.get(name, int(schedule.arrivals[number]))
        outcome = state.outcomes[name]
        if arrives < BIG:
            outcome = Outcome(name, arrives + problem.zero_s, lanes=schedule.chosen_lanes(number))
        first, last = problem.operations.order[number, [col.ORD_OP0, col.ORD_OP1]].tolist()
        rows = map(problem.rows.__getitem__, range(first, last))
        portions = self._said(first, rows, problem.operations, first)
        if outcome == state.outcomes[name] and portions == state.placements.get(name, ()):
            return None
        return OrderPlaced(outcome=outcome, portions=portions)

    def _is_otherwise(self, task: int) -> bool:
        """Whether an operation of the plan, of which a run was written, does not stand as the state has it."""
        problem = self.replica.standing.problem
        job, operation = problem.rows[task]
        placed = self.replica.state.placements.get(job.order, ())
        before = tuple(each for each in placed if each.job == job.id and each.operation == operation.id)
        return before != self._said(task, [(job, operation)], problem.operations, task)

    def _read_lots(self) -> None:
        """Name the supply lots that are new, and find those that are otherwise than the state has them, or no more."""
        state, reader, known = self.replica.state, self._reader, self._known
        rows = self._lot_rows()
        alive = [row for row in rows if self.replica.standing.state.lot[row, col.LOT_ALIVE]]
        made = {row: (lot, reader.lot_portions((row, lot))) for row in alive for lot in [reader.lot(row)]}
        stay = {row for row in alive if row in known and lot_place(*made[row]) == lot_place(*state.lots[known[row]])}
        loose = {known[row]: state.lots[known[row]] for row in rows if row in known and row not in stay}
        fresh = [row for row in alive if row not in stay]
        if fresh:
            taken = {*names_taken(state), *(state.lots.keys() - loose.keys())}
            names = lasting_names(loose, [made[row] for row in fresh], taken)
            reader.lot_ids.update(zip(fresh, names, strict=True))
        self._fresh = {row: reader.lot_ids[row] for row in fresh}
        again = set(self._fresh.values())
        self._gone = [name for name in loose if name not in again]
        self._lots = []
        for row in alive:
            lot = reader.lot(row)
            portions = tuple(sorted(map(portion_named, reader.lot_portions((row, lot))), key=stable_order))
            if state.lots.get(lot.id) != (lot, portions):
                self._lots.append(LotPlaced(lot=lot, portions=portions))

    def _lot_rows(self) -> list[int]:
        """Rows of lots that were written, or of which a run was."""
        schedule = self.replica.standing
        state, supply = schedule.state, schedule.problem.resources.supply
        found = set(rows_written(schedule, "lot").tolist())
        tasks = self._tasks[self._tasks >= len(schedule.problem.rows)].tolist()
        if not tasks:
            return sorted(found)
        lots = state.lot[: int(state.counter[col.N_LOT])]
        first = lots[:, col.LOT_TASK0] + supply[lots[:, col.LOT_SUPPLY], col.SUP_OP0]
        last = lots[:, col.LOT_TASK0] + supply[lots[:, col.LOT_SUPPLY], col.SUP_OP1]
        for task in tasks:
            there = (first <= task) & (task < last) & (lots[:, col.LOT_ALIVE] != 0)
            found.update(np.flatnonzero(there).tolist())
        return sorted(found)
