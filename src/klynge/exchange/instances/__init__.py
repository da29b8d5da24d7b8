# SPDX-License-Identifier: Apache-2.0
"""Scheduling problems as the literature keeps them in files: text in, a problem of `planning` out.

`load` reads any of the formats, recognised by what the file holds; docs/reference/instances.md describes them.
"""

from __future__ import annotations

from .errors import InstanceError, Said
from .reading import Instance, Kind, load, load_text, read_instance

__all__ = ["Instance", "InstanceError", "Kind", "Said", "load", "load_text", "read_instance"]
