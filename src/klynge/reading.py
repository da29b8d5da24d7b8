# SPDX-License-Identifier: Apache-2.0
"""A cluster folder with its products: where reading the network and configuring meet.

`klynge.network` knows no products and takes what makes rows of configurations as an argument; everything that reads
folders takes it from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from klynge.network import Network, read_folder
from klynge.network.articles import ArticleRows, Declared, Expander
from klynge.network.problem import Findings

if TYPE_CHECKING:
    from klynge.configure.work import Desk


def read_network(folder: str | Path) -> Network:
    """The network of a cluster folder, with what its configurations are made of.

    Raises klynge.FolderError with every problem of the folder and its products at once.
    """
    return read_folder(folder, expander())


def read_with_products(folder: str | Path) -> tuple[Network, Desk | None]:
    """The same, and the folder's products on the day on which planning begins; None when it has none."""
    expanding = _Expanding()
    network = read_folder(folder, expanding)
    return network, expanding.desk


def expander() -> Expander:
    """What makes rows of a folder's configurations."""
    return _Expanding()


class _Expanding:
    """Folders without products and configurations need nothing of the room that makes rows of them."""

    def __init__(self) -> None:
        self.desk: Desk | None = None

    def __call__(
        self, folder: Path, day: date, declared: Sequence[Declared], findings: Findings
    ) -> Iterable[tuple[Declared, ArticleRows]]:
        if not declared and not (folder / "products").is_dir():
            return ()
        from klynge.configure.work import Expanding

        expanding = Expanding()
        found = list(expanding(folder, day, declared, findings))
        self.desk = expanding.desk
        return found
