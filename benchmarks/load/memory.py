# SPDX-License-Identifier: Apache-2.0
"""What a running server's processes hold in memory."""

from __future__ import annotations

import contextlib
from pathlib import Path

import psutil

from klynge.server.serve.processes import still_running, works

PARTS = {"gunicorn": "web", "uvicorn": "live", "postgres": "PostgreSQL", "server.planning": "standing ready"}


def megabytes(server: int, data: Path) -> dict[str, float]:
    """By part and in all, each page that several share counted in parts (Linux: PSS)."""
    found = dict[str, float]()
    named = {pid: name for name, noted in works(data).items() for pid in still_running(noted)}
    with contextlib.suppress(psutil.Error):
        above = psutil.Process(server)
        keepers = [each for each in psutil.process_iter() if str(data) in " ".join(_told(each)) and each != above]
        for each in {above, *above.children(recursive=True), *keepers, *(c for k in keepers for c in k.children(True))}:
            told = " ".join(_told(each))
            part = named.get(each.pid) or next((name for word, name in PARTS.items() if word in told), "the rest")
            with contextlib.suppress(psutil.Error):
                found[part] = found.get(part, 0.0) + each.memory_full_info().pss / 1e6
    return found | {"all": sum(found.values())}


def _told(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []
