# SPDX-License-Identifier: Apache-2.0
"""Scheduling problems as the literature keeps them in files: text in, a problem of `planning` out."""

from __future__ import annotations


class InstanceError(ValueError):
    """A file is no instance that can be read; `problems` say what, in which line, and how to mend it."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))
