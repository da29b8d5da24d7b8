# SPDX-License-Identifier: Apache-2.0
"""The jobs that are done in the background, by kind."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from klynge.server.background.lines import work_through
from klynge.server.jobs.actions import Kind, work_once
from klynge.server.operate.background import KINDS as OPERATING
from klynge.server.scenarios.planning import KIND, plan_scenario
from klynge.server.trustee.desk import Desks


def kinds(desks: Desks) -> dict[str, Kind]:
    """What is done for each kind of job."""
    return {KIND: plan_scenario(desks), **OPERATING}


def work_until(ending: threading.Event, known: Mapping[str, Kind]) -> None:
    """Do what is in line, until told to end."""
    work_through(ending, lambda: work_once(known), "a job could not be done")
