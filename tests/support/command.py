# SPDX-License-Identifier: Apache-2.0
"""Run the command as a person does, in this process."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from unittest.mock import patch

from klynge.cli import main


@dataclass(frozen=True)
class Said:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


def klynge(*arguments: object) -> Said:
    """`klynge ARGUMENTS`: exit code, standard output and standard error."""
    out, err = io.StringIO(), io.StringIO()
    with patch.object(sys, "argv", ["klynge", *map(str, arguments)]), redirect_stdout(out), redirect_stderr(err):
        try:
            main()
            code = 0
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 0 if stop.code is None else 1
    return Said(code, out.getvalue(), err.getvalue())
