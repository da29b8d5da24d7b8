# SPDX-License-Identifier: Apache-2.0
"""What a PDF says, as a reader program finds it."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader


def words_of(pdf: bytes) -> str:
    """The text of all pages, with plain spaces."""
    pages = PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
