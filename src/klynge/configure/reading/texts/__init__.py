# SPDX-License-Identifier: Apache-2.0
"""What can be wrong with a product's files, and how to mend it, in Norwegian bokmål and English: by code."""

from __future__ import annotations

from .expressions import STATEMENTS, SYNTAX, TYPES
from .files import FILES, NAMES
from .tables import TABLES
from .variables import VARIABLES
from .words import Words

MESSAGES: dict[str, Words] = {**FILES, **NAMES, **VARIABLES, **TABLES, **SYNTAX, **TYPES, **STATEMENTS}

__all__ = ["MESSAGES", "Words"]
