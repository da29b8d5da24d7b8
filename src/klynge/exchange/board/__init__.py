# SPDX-License-Identifier: Apache-2.0
"""The plan board: one self-contained page that shows a plan, in Norwegian and English, without any network.

In comes a network, its work, a plan and its measures; out goes an HTML file that a browser opens from the disk.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from klynge.exchange.board.content import board_content
from klynge.exchange.board.page import page
from klynge.exchange.write_whole import write_whole
from klynge.job import Work
from klynge.network.model import Network
from klynge.planning.measure import Measures, Reading
from klynge.planning.plan import Plan

__all__ = ["write_board"]

TITLES = {"nb": "Plantavle", "en": "Plan board"}


def write_board(
    path: Path, network: Network, work: Work, plan: Plan, measures: Measures, language: Literal["nb", "en"] = "nb"
) -> None:
    """Write the plan board of a plan to `path`, whole or not at all.

    `language` is what the page opens in; both are inside. Raises OSError when the file cannot be written and KeyError
    when the plan names what the network and work do not have.
    """
    content = board_content(Reading(network, work, plan), measures)
    text = page(content, f"{network.name} · {TITLES[language]}", language)
    with write_whole(path) as out:
        out.write(text)
