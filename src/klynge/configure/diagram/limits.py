# SPDX-License-Identifier: Apache-2.0
"""When to stop compiling."""

from __future__ import annotations


class TooWideError(Exception):
    """The constraints are too entangled to be compiled: joining them passed `nodes` states."""

    def __init__(self, nodes: int) -> None:
        super().__init__(
            f"the rules are too entangled to be compiled: more than {nodes} states. Split the rules and tables "
            "that have many variables, or let fewer of them share the same variables"
        )
        self.nodes = nodes
