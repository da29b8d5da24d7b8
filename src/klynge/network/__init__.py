# SPDX-License-Identifier: Apache-2.0
"""The cluster as frozen data: read from a folder, checked, and expanded into the work that is to be planned.

In comes a folder (docs/reference/cluster-folder.md); out go a `Network` and the `Work` of its orders, or a
`FolderError` with every problem of every file.
"""

from klynge.network.folder import read_folder
from klynge.network.model import Network
from klynge.network.problem import FolderError, Problem
from klynge.network.work import work_of

__all__ = ["FolderError", "Network", "Problem", "read_folder", "work_of"]
