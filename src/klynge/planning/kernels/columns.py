# SPDX-License-Identifier: Apache-2.0
"""The layout of the engine's tables: one int32 matrix a kind of thing, one named column a field.

Rows keep what belongs together in one or two cache lines, and few arrays keep the signatures of the kernels short
(they are passed by value). int32 seconds reach 68 years; arithmetic is int64. All times are seconds since the
engine's own zero (`Problem.zero_s` after the network's epoch), so that reported work lies at or after 0.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.int32]

BIG = 2**31 - 1
NONE = -1

MACHINE, BATCH, EXTERNAL = 0, 1, 2
RESUMABLE, WHOLE, UNATTENDED = 0, 1, 2
SETUP, RUN = 0, 1

# why an order could not be placed
OK, NO_MODE, NO_TIME, NO_LANE, NO_MATERIAL, NO_LAG, NO_SUPPLY = 0, 1, 2, 3, 4, 5, 6

# Resources.wc
WC_KIND, WC_UNIT0, WC_UNITS, WC_CAL, WC_CAPACITY, WC_SITE, WC_MATRIX, WC_FAMILIES = range(8)
WC_WIDTH = 8
# Resources.cal: slices of the interval and bucket arrays
CAL_IV0, CAL_IV1, CAL_TB0, CAL_WB0, CAL_TOTAL, CAL_LONGEST = range(6)
CAL_WIDTH = 6
# Resources.lane
LANE_LEAD, LANE_DEP0, LANE_DEP1, LANE_ORE, LANE_ORE_KG = range(5)
LANE_WIDTH = 5
# Resources.agreement
AGR_FROM, AGR_TO, AGR_CEILING, AGR_ORE_H = range(4)
AGR_WIDTH = 4
# Resources.item, Resources.stock, Resources.supply
ITEM_LEAD, ITEM_ORE = range(2)
ITEM_WIDTH = 2
STOCK_TIME, STOCK_EXPIRES = range(2)
STOCK_WIDTH = 2
SUP_OP0, SUP_OP1, SUP_LOT, SUP_SHELF, SUP_WORK = range(5)
SUP_WIDTH = 5

# Operations.mode
(
    MODE_WC,
    MODE_FIXED,
    MODE_UNIT_MS,
    MODE_PAUSE,
    MODE_FAMILY,
    MODE_LOAD,
    MODE_NEED0,
    MODE_NEED1,
    MODE_AGREEMENT,
    MODE_SIGNATURE,
    MODE_ORE,
    MODE_ORE_UNIT,
    MODE_ORE_H,
) = range(13)
MODE_WIDTH = 13
# Operations.need
NEED_PHASE, NEED_AMOUNT, NEED_POOL0, NEED_POOL1 = range(4)
NEED_WIDTH = 4
# Operations.op; OP_DEST: region (after the sites), -1 inside an order, -2 an end without transport
(
    OP_QUANTITY,
    OP_MODE0,
    OP_MODE1,
    OP_EDGE0,
    OP_EDGE1,
    OP_MAT0,
    OP_MAT1,
    OP_LOTS,
    OP_MIN_LOT,
    OP_GROUP,
    OP_RELEASE,
    OP_LEFT,
    OP_FORCED,
    OP_DEST,
) = range(14)
OP_WIDTH = 14
# Operations.edge (grouped by the operation that comes after)
EDGE_PRED, EDGE_MIN, EDGE_MAX, EDGE_TRANSFER = range(4)
EDGE_WIDTH = 4
# Operations.material
MAT_ITEM, MAT_QUANTITY, MAT_PER, MAT_LOT = range(4)
MAT_WIDTH = 4
# Operations.order
ORD_OP0, ORD_OP1, ORD_DUE, ORD_GROUPS, ORD_AGREEMENTS = range(5)
ORD_WIDTH = 5

# State.task (one an operation, or an operation of a supply lot)
# TASK_BOUND and TASK_LEAST: starts no earlier (by a maximum lag; by a search); TASK_WISH: the mode to take, -1 or STAYS
TASK_HEAD, TASK_MODE, TASK_END, TASK_FIRST_END, TASK_BOUND, TASK_SITE, TASK_LEAST, TASK_WISH = range(8)
TASK_WIDTH = 8
STAYS = -2  # as a wish: the operation is not to be moved
TASK_EMPTY = (-1, -1, 0, BIG, 0, -1, 0, -1)
# State.portion
POR_RUN, POR_QUANTITY, POR_NEXT, POR_START, POR_END, POR_PEG, POR_LOAD, POR_ORE = range(8)
POR_WIDTH = 8
# State.run: what occupies a unit, one portion or a batch; RUN_TASK is the task of the portion that came last,
# RUN_ORE_H the highest of the portions' øre an hour (-1 - it in a batch in which they differ)
(
    RUN_UNIT,
    RUN_WC,
    RUN_FROM,
    RUN_START,
    RUN_END,
    RUN_FAMILY,
    RUN_SECONDS,
    RUN_PAUSE,
    RUN_LOAD,
    RUN_COUNT,
    RUN_AGREEMENT,
    RUN_FROZEN,
    RUN_SIGNATURE,
    RUN_USE0,
    RUN_USES,
    RUN_USE_ROOM,
    RUN_SETUP,
    RUN_ORE_H,
    RUN_ORE,
    RUN_TASK,
) = range(20)
RUN_WIDTH = 20
# State.use: a chosen pool
USE_POOL, USE_AMOUNT, USE_PHASE, USE_NEED = range(4)
USE_WIDTH = 4
# State.peg
PEG_KIND, PEG_ROW, PEG_QUANTITY, PEG_NEXT, PEG_MATERIAL = range(5)
PEG_WIDTH = 5
FROM_STOCK, FROM_LOT, FROM_SUPPLIER = 0, 1, 2
# State.lot
LOT_SUPPLY, LOT_TIME, LOT_EXPIRES, LOT_LEFT, LOT_TASK0, LOT_NEXT, LOT_ALIVE, LOT_KEY = range(8)
LOT_WIDTH = 8
# State.block: 64 entries sorted by start (from, to, run); State.directory: a unit's blocks
BLOCK = 64
ENT_FROM, ENT_TO, ENT_RUN = range(3)
ENT_WIDTH = 3
DIR_BLOCK, DIR_FIRST, DIR_GAP = range(3)
DIR_WIDTH = 3
UNIT_DIR0, UNIT_COUNT, UNIT_ROOM, UNIT_STATE, UNIT_WC = range(5)
UNIT_WIDTH = 5
# State.pool and its steps (time, free)
POOL_0, POOL_COUNT, POOL_ROOM = range(3)
POOL_WIDTH = 3
STEP_TIME, STEP_FREE = range(2)
STEP_WIDTH = 2
# State.lane_pick: lanes that orders have chosen; both PICK_NEXT and State.task_lanes are 1 + a row, 0 for none
# (in State.task_lanes negative: a search has put the order's lanes aside, since it was late by them)
PICK_LANE, PICK_NEXT = range(2)
PICK_WIDTH = 2
# State.portion_terms: øre an hour of a portion's mode, and its agreement
TERM_ORE_H, TERM_AGREEMENT = range(2)
TERM_WIDTH = 2
# State.deal: agreements of batches in which not all portions are under one (see `deals.py`); RUN_AGREEMENT of such a
# run is LISTED minus the first row
DEAL_AGREEMENT, DEAL_COUNT, DEAL_LOAD, DEAL_NEXT = range(4)
DEAL_WIDTH = 4
LISTED = -2
# State.counter
(
    N_PORTION,
    N_RUN,
    N_USE,
    N_PEG,
    N_LOT,
    N_TASK,
    N_BLOCK,
    N_DIR,
    N_STEP,
    FREE_PORTION,
    FREE_RUN,
    FREE_PEG,
    FREE_BLOCK,
    FAILED_OP,
    FAILED_WHY,
    OVERFLOW,
    LAG_PRED,
    LAG_SHIFT,
    MOST_STEPS,
    MONEY_LOW,
    MONEY_HIGH,
    N_PICK,
    N_DEAL,
    FREE_DEAL,
) = range(24)
COUNTERS = 24


# State.found
FOUND_END, FOUND_UNIT, FOUND_WORK, FOUND_JOIN, FOUND_READY, FOUND_LEAST, FOUND_LATEST, FOUND_BY = range(8)
NEEDS = 16  # most needs of a mode
GROUPS = 16  # most same-site groups of an order


class Resources(NamedTuple):
    """What is there: never changed while planning."""

    span: Table  # planning start, horizon end, number of destinations, number of sites, now (from when work is placed)
    wc: Table
    setup_s: Table  # matrices one after the other, -1 = forbidden
    setup_ore: Table
    pool_ore_h: Table
    cal: Table
    iv_open: Table
    iv_close: Table
    iv_work: Table
    time_bucket: Table
    work_bucket: Table
    pair_lane0: Table  # (site, destination) -> first lane; lanes are grouped by pair
    lane: Table
    departure: Table
    agreement: Table
    item: Table
    key_stock0: Table  # (item, site) -> first stock row
    stock: Table
    key_supply: Table  # (item, site) -> supply or -1
    supply: Table


class Operations(NamedTuple):
    """What is to be placed."""

    mode: Table
    need: Table
    need_pool: Table
    op: Table
    edge: Table
    succ0: Table
    succ: Table
    material: Table
    order: Table


class State(NamedTuple):
    """What is placed: the plan as the kernels see it."""

    task: Table
    portion: Table
    run: Table
    use: Table
    peg: Table
    lot: Table
    key_lot: Table
    free_lot: Table  # by supply: rows of dropped lots, chained by LOT_NEXT
    block: Table
    block_count: Table
    directory: Table
    unit: Table
    pool: Table
    step: Table
    stock_left: Table
    agreement_used: Table
    counter: Table
    found: Table  # what the last search found; see FOUND_
    chosen: Table  # pools chosen by the last search
    group_site: Table  # the site each same-site group of the order is at
    portion_terms: Table  # no rows where there are no batches
    deal: Table  # no rows where there are no batches or no agreements
    task_lanes: Table  # by operation: the first of the lanes that its order has chosen; no rows before one has
    lane_pick: Table


WIDTHS = {
    "wc": WC_WIDTH, "cal": CAL_WIDTH, "lane": LANE_WIDTH, "agreement": AGR_WIDTH, "item": ITEM_WIDTH,
    "stock": STOCK_WIDTH, "supply": SUP_WIDTH, "mode": MODE_WIDTH, "need": NEED_WIDTH, "op": OP_WIDTH,
    "edge": EDGE_WIDTH, "material": MAT_WIDTH, "order": ORD_WIDTH, "task": TASK_WIDTH, "portion": POR_WIDTH,
    "run": RUN_WIDTH, "use": USE_WIDTH, "peg": PEG_WIDTH, "lot": LOT_WIDTH, "block": ENT_WIDTH,
    "portion_terms": TERM_WIDTH, "deal": DEAL_WIDTH, "lane_pick": PICK_WIDTH,
    "directory": DIR_WIDTH, "unit": UNIT_WIDTH, "pool": POOL_WIDTH, "step": STEP_WIDTH,
}  # fmt: skip


def columns_of(tables: type[Any]) -> tuple[tuple[str, int], ...]:
    """Names and widths of the tables of a named tuple; those not listed have one column."""
    return tuple((name, WIDTHS.get(name, 1)) for name in tables._fields)
