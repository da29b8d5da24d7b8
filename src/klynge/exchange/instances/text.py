# SPDX-License-Identifier: Apache-2.0
"""A file as text, also when it is packed or was written on another system."""

from __future__ import annotations

import bz2
import codecs
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .errors import InstanceError, Said

MOST_BYTES = 2_000_000_000
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
OPENERS: dict[bytes, Callable[..., Any]] = {b"\x1f\x8b": gzip.open, b"BZh": bz2.open, b"\xfd7zXZ": lzma.open}


def text_of(path: Path) -> str:
    """What the file says: unpacked (zip, gz, bz2, xz: one file inside), any usual encoding, without a byte order mark.

    Raises OSError as `open` does, and InstanceError for what is no text.
    """
    raw = path.read_bytes()
    try:
        raw = _unpacked(raw)
    except (
        OSError,
        EOFError,
        zlib.error,
        lzma.LZMAError,
        zipfile.BadZipFile,
        RuntimeError,  # a packing that Python does not know, or a password
    ) as why:
        raise InstanceError([Said("the packed file cannot be unpacked ({why}): pack it anew", why=why)]) from None
    encoding = "utf-16" if raw.startswith(UTF16) else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    if "\0" in text:
        raise InstanceError([Said("this is no text file: give an instance as plain text, or one packed as zip or gz")])
    return text


def _unpacked(raw: bytes) -> bytes:
    """The bytes of the one file inside, or those given when nothing is packed."""
    if raw.startswith(b"PK\x03\x04") or raw.startswith(b"PK\x05\x06"):
        return _member(raw)
    for magic, opened in OPENERS.items():
        if raw.startswith(magic):
            with opened(io.BytesIO(raw), "rb") as packed:
                return _limited(packed.read(MOST_BYTES + 1))
    return raw


def _member(raw: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        inside = [one for one in archive.infolist() if not one.is_dir() and "__MACOSX" not in one.filename]
        if len(inside) != 1:
            some = ", ".join(one.filename for one in inside[:5])
            said = "the zip file holds {count} files ({some}): unpack it and give one of them"
            raise InstanceError([Said(said, count=len(inside), some=some)])
        with archive.open(inside[0]) as packed:
            return _limited(packed.read(MOST_BYTES + 1))


def _limited(raw: bytes) -> bytes:
    if len(raw) > MOST_BYTES:
        raise InstanceError([Said("the file unpacks to more than {gb} GB: unpack it and give a part", gb=2)])
    return raw
