# SPDX-License-Identifier: Apache-2.0
"""The engine's tables for a plan: made empty, as large as most plans need, and made longer."""

from __future__ import annotations

import numpy as np

from .kernels import columns as col
from .kernels.columns import State, Table
from .problem import Problem


def longer(old: Table, rows: int) -> Table:
    """The same table with so many rows."""
    new = np.zeros((rows, *old.shape[1:]), np.int32)
    new[: len(old)] = old
    return new


def empty_state(problem: Problem) -> State:
    """Tables for a plan with nothing in them, as large as most plans need."""
    ops = problem.operations
    n, n_units = len(ops.op), len(problem.units)
    lots = int(np.minimum(ops.op[:, col.OP_LOTS] - 1, 3).sum()) if n else 0
    most = int((ops.order[:, col.ORD_OP1] - ops.order[:, col.ORD_OP0]).max()) if n else 0
    size = n + lots // 2 + 64 * most + 1024
    needs = int((ops.mode[:, col.MODE_NEED1] - ops.mode[:, col.MODE_NEED0]).max()) if len(ops.mode) else 0
    blocks = size // 42 + 2 * n_units + 16 * most + 256
    steps: list[tuple[int, int]] = []
    pools = []
    for profile in problem.pool_steps:
        pools.append([len(steps), len(profile), 2 * len(profile) + 16])
        steps += [*profile, *[(0, 0)] * (len(profile) + 16)]
    step = np.zeros((2 * len(steps) + (6 * n if needs else 0) + 32768, col.STEP_WIDTH), np.int32)
    if steps:
        step[: len(steps)] = steps
    has_materials = len(ops.material) > 0
    task = np.zeros((n + 256 * most + (4096 if len(problem.work.supplies) else 2048), col.TASK_WIDTH), np.int32)
    task[:] = col.TASK_EMPTY
    counter = np.zeros(col.COUNTERS, np.int32)
    counter[[col.FREE_PORTION, col.FREE_RUN, col.FREE_PEG, col.FREE_BLOCK, col.FREE_DEAL]] = col.NONE
    counter[col.N_TASK], counter[col.N_STEP] = n, len(steps)
    counter[col.MOST_STEPS] = max((p[1] for p in pools), default=0)
    unit = problem.units.copy()
    return State(
        task=task,
        portion=np.zeros((size, col.POR_WIDTH), np.int32),
        run=np.zeros((size, col.RUN_WIDTH), np.int32),
        use=np.zeros(((n // 2 * needs if needs else 0) + 2048, col.USE_WIDTH), np.int32),
        peg=np.zeros(((n if has_materials else 0) + 4096, col.PEG_WIDTH), np.int32),
        lot=np.zeros((1024, col.LOT_WIDTH), np.int32),
        key_lot=np.full(len(problem.resources.key_supply), col.NONE, np.int32),
        free_lot=np.full(max(1, len(problem.resources.supply)), col.NONE, np.int32),
        block=np.zeros((blocks * col.BLOCK, col.ENT_WIDTH), np.int32),
        block_count=np.zeros(blocks, np.int32),
        directory=np.zeros((4 * blocks + 8 * n_units + 64, col.DIR_WIDTH), np.int32),
        unit=unit,
        pool=np.array(pools, np.int32).reshape(-1, col.POOL_WIDTH),
        step=step,
        stock_left=problem.stock_left.copy(),
        agreement_used=np.zeros(len(problem.resources.agreement), np.int32),
        counter=counter,
        found=np.zeros(8, np.int32),
        chosen=np.zeros(col.NEEDS, np.int32),
        group_site=np.full(col.GROUPS, col.NONE, np.int32),
        portion_terms=np.zeros((size if has_batches(problem) else 0, col.TERM_WIDTH), np.int32),
        deal=np.zeros((first_deals(problem), col.DEAL_WIDTH), np.int32),
        task_lanes=np.zeros(0, np.int32),
        lane_pick=np.zeros((0, col.PICK_WIDTH), np.int32),
    )


def has_batches(problem: Problem) -> bool:
    """Whether portions may share a run, so that the terms of each must be known when it leaves."""
    return bool((problem.resources.wc[:, col.WC_KIND] == col.BATCH).any())


def first_deals(problem: Problem) -> int:
    """Rows of the table of agreements of batches at first."""
    return 256 if len(problem.resources.agreement) and has_batches(problem) else 0
