# SPDX-License-Identifier: Apache-2.0
"""The jobs that are done in the background, by kind."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping

from django.db import connection

from klynge.server.jobs.actions import Kind, work_once
from klynge.server.operate.background import KINDS as OPERATING
from klynge.server.scenarios.planning import KIND, plan_scenario
from klynge.server.trustee.desk import Desks

logger = logging.getLogger("klynge.server.background")
TICK_S = 0.5


def kinds(desks: Desks) -> dict[str, Kind]:
    """What is done for each kind of job."""
    return {KIND: plan_scenario(desks), **OPERATING}


def work_until(ending: threading.Event, known: Mapping[str, Kind]) -> None:
    """Do what is in line, until told to end."""
    while not ending.is_set():
        try:
            done = work_once(known)
        except Exception:
            logger.exception("a job could not be done")
            done = False
        if not done:
            connection.close()
            ending.wait(TICK_S)
