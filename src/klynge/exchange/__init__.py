# SPDX-License-Identifier: Apache-2.0
"""What goes in and out: a cluster as one workbook, a plan as JSON, a board to look at."""

from klynge.exchange.workbook_in import read_workbook
from klynge.exchange.workbook_out import write_workbook

__all__ = ["read_workbook", "write_workbook"]
