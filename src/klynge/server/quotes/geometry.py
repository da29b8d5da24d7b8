# SPDX-License-Identifier: Apache-2.0
"""Which files are parts in three dimensions: told by their content, whatever they are called."""

from __future__ import annotations

from io import BytesIO
from zipfile import BadZipFile, ZipFile

LARGEST = 20 * 1024 * 1024
_HEAD, _FACET = 84, 50  # bytes of a binary STL's head and of each triangle


def geometry_kind(content: bytes) -> str:
    """ "step", "stl" or "3mf"; empty for anything else.

    Sources: ISO 10303-21 (clear text encoding), 3D Systems' StereoLithography Interface Specification, and the 3MF Core
    Specification on the Open Packaging Conventions.
    """
    if content.lstrip(b"\xef\xbb\xbf \r\n\t")[:13] == b"ISO-10303-21;":
        return "step"
    if content[:2] == b"PK":
        return "3mf" if _has_model(content) else ""
    if len(content) > _HEAD and len(content) == _HEAD + _FACET * int.from_bytes(content[80:84], "little"):
        return "stl"  # before the text form: some programs begin binary files with "solid" too
    written = content[:2000].lstrip().lower()
    return "stl" if written.startswith(b"solid") and b"facet" in written else ""


def _has_model(content: bytes) -> bool:
    """Whether an archive lists a model; nothing of it is unpacked."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = [name.lower() for name in archive.namelist()]
    except (BadZipFile, ValueError, RuntimeError):  # the last for a version of the format that Python does not read
        return False
    return "[content_types].xml" in names and any(name.endswith(".model") for name in names)
