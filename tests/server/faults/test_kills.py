# SPDX-License-Identifier: Apache-2.0
"""Whatever is killed while clients go on: nothing accepted is lost, nothing is half, and it serves again by itself."""

from __future__ import annotations

import os
import random

from tests.support.faults import judging
from tests.support.faults.clients import Task
from tests.support.faults.killing import TARGETS, served
from tests.support.faults.processes import buyers, clients, free_port
from tests.support.faults.running_out import running_out
from tests.support.faults.settling import settled
from tests.support.installation import Installation

from klynge.planning.fold import fold

KILLS = int(os.environ.get("KLYNGE_KILLS", "10"))
PROBED = "Skolen"


def test_ten_kills(installation: Installation) -> None:
    """kill -9 of every part and of the server itself: what was answered is in the log, once, each order's history is
    linearizable, and the server stops in order."""
    draw = random.Random(1)
    targets = [*draw.sample(TARGETS, len(TARGETS)), *(draw.choice(TARGETS) for _ in range(KILLS))][: KILLS - 1]
    tokens, stop = buyers(installation), installation.folder / "stop"
    probing = tokens.pop(PROBED)
    with served(installation, free_port(beside=1), probing) as server, installation.database() as database:
        task = Task(
            [server.port], list(tokens.values()), ["shelf", "box"], ["Oslo", "Bergen"], 4, 10**6, 1, str(stop), 0.1
        )
        with running_out(database, 1) as ran_out, clients(installation, [task]) as files:
            try:
                killed = [server.kill(target) for target in targets] + [server.kill_the_parent()]
            finally:
                stop.touch()
        cluster, rows, told = settled(database, [installation.folder / "run" / "trustee.sock"])
        history = judging.read(files, ran_out)
        assert len(killed) == KILLS
        assert None not in killed
        assert len(history.accepted) > KILLS
        assert judging.breaches(history, rows, told, cluster, PROBED) == []
        assert judging.untrue_rows(database, fold(rows)) == []
        assert {status for _, status in history.statuses} <= {0, 200, 201, 404, 409, 422, 503}
