# SPDX-License-Identifier: Apache-2.0
"""Which files are photos: told by how they begin, whatever their sender says of them."""

from __future__ import annotations

LARGEST = 3 * 1024 * 1024


def photo_type(content: bytes) -> str | None:
    """The media type of a JPEG, PNG or WebP image; None for anything else. Sources: ITU T.81, W3C PNG, RFC 9649."""
    if content[:3] == b"\xff\xd8\xff":
        return "image/jpeg"
    if content[:8] == b"\x89PNG\r\n\x1a\n":
        return "image/png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return None
