# SPDX-License-Identifier: Apache-2.0
"""The page of figures."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

WANTED = {"menu": 50, "hold and commit": 50, "list": 150}


class Sent(Protocol):
    """What was sent together, and what came of each kind."""

    @property
    def rates(self) -> dict[str, float]: ...
    @property
    def took(self) -> dict[str, list[float]]: ...
    @property
    def amiss(self) -> dict[str, dict[str, int]]: ...


def written(
    where: str, given: argparse.Namespace, loads: Sequence[Sent], live: dict[str, Any], memory: dict[str, float]
) -> str:
    """The page in Markdown."""
    rows = [row for load in loads for row in _rows(load)]
    told = [
        "# Load on a running server",
        "",
        f"`make bench-server_load`. {where}; examples/{given.cluster.name}, {given.seconds:g} s of each load.",
        "",
        "An open loop: the moments at which requests come are fixed in advance (Poisson), and waiting counts. The load",
        "generator, PostgreSQL, the trustee, two web processes and the live process share the machine. Milliseconds",
        "from the planned moment to the last byte; *hold and commit* is both, one after the other, each durable.",
        "",
        "| load | requests | a second | p50 | p99 | max | wanted p99 | no success |",
        "|---|---|---|---|---|---|---|---|",
        *rows,
    ]
    if live:
        p50, p99, most = np.percentile(live["took"] or [0.0], [50, 99, 100])
        told += [
            "",
            f"**Live**: {live['clients']} clients, {live['commits']} commits one after another, each heard by all:",
            f"from sending the commit to the event at a client p50 {p50:.0f} ms, p99 {p99:.0f} ms, max {most:.0f} ms",
            f"(wanted p99 1000 ms); {live['lost']} events not heard.",
        ]
    if memory:
        parts = ", ".join(f"{name} {held:.0f}" for name, held in sorted(memory.items(), key=lambda each: -each[1]))
        told += ["", f"**Memory** at the end, MB, shared pages in parts: {parts}."]
    return "\n".join(told) + "\n"


def _rows(load: Sent) -> list[str]:
    found = []
    together = len(load.rates) > 1
    for name, rate in load.rates.items():
        took, amiss = load.took[name], load.amiss[name]
        p50, p99, most = np.percentile(took or [0.0], [50, 99, 100])
        said = ", ".join(f"{count} × {what}" for what, count in sorted(amiss.items())) or "0"
        label = f"{name}, all at once" if together else f"{name}, alone"
        found.append(
            f"| {label} | {len(took) + sum(amiss.values())} | {rate:g} | {p50:.0f} | {p99:.0f} | {most:.0f} |"
            f" {WANTED[name]} | {said} |"
        )
    return found
