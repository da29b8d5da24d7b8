# SPDX-License-Identifier: Apache-2.0
"""What an operator does to an installation: take a backup, restore one, ask what is wrong and how to mend it."""

from .backup import back_up
from .doctor import Report, examine
from .errors import OperateError
from .prepare import prepare
from .restore import restore, restore_into

__all__ = ["OperateError", "Report", "back_up", "examine", "prepare", "restore", "restore_into"]
