# SPDX-License-Identifier: Apache-2.0
"""A whole cluster folder read in a process of its own: `python -m klynge.server.imports.checking FOLDER`.

It prints its problems as JSON: file, row, column, message, remedy, and the Norwegian of both where the network's own
texts do not have it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from klynge.network import FolderError
from klynge.reading import read_network


def main(folder: Path) -> None:
    """Read the folder and print what is wrong."""
    try:
        read_network(folder)
        problems = []
    except FolderError as error:
        problems = [
            [one.file, one.row, one.column, one.message, one.remedy, one.norwegian] for one in error.problems[:1000]
        ]
    print(json.dumps(problems))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
