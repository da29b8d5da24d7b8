# SPDX-License-Identifier: Apache-2.0
"""What a synthetic cluster has beside machines, set-ups and transport, and how often."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Features:
    """Shares in thousandths: of operations, or of what a field's comment says."""

    people: int = 0
    batch: int = 0
    stock: int = 0  # material from stock and receipts
    bought: int = 0  # material from stock or a supplier
    lots: int = 0  # material from supply lots
    unattended: int = 0  # on machines; ovens always run unattended
    whole: int = 0
    split: int = 0
    scrap: int = 0  # a yield below one
    agreements: int = 0  # one more alternative, at another member's site
    min_lag: int = 0  # of links
    max_lag: int = 0  # of links
    overlap: int = 0  # of links
    two_sites: int = 0  # of articles, and so of orders
    committed: int = 0  # of orders


PLAIN = Features()
FULL = Features(
    people=300,
    batch=100,
    stock=100,
    bought=50,
    lots=50,
    unattended=50,
    whole=100,
    split=50,
    scrap=100,
    agreements=20,
    min_lag=100,
    max_lag=50,
    overlap=100,
    two_sites=50,
    committed=50,
)
