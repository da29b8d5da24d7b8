# SPDX-License-Identifier: Apache-2.0
"""The planner's lowest room of kernels, and the compiled types of its tables."""

from __future__ import annotations

from numba import types

from klynge.compiled import Room

from . import columns as col
from .view import TablesType

RES = TablesType(col.columns_of(col.Resources))
OPS = TablesType(col.columns_of(col.Operations))
ST = TablesType(col.columns_of(col.State))
INT = types.int64
FLAG = types.boolean

BASE = Room(__file__)
kernel, apart = BASE.kernel, BASE.apart
