# SPDX-License-Identifier: Apache-2.0
"""Writes: bringing a file in."""

from __future__ import annotations

import hashlib
from typing import Protocol

from klynge.server.api.problem import ProblemError
from klynge.server.imports.models import Import
from klynge.server.imports.unpacking import ENDINGS, LARGEST
from klynge.server.tenancy.middleware import Standing
from klynge.server.texts import say


class Upload(Protocol):
    """A file as a form brings it."""

    @property
    def name(self) -> str | None:
        """As it was called."""

    @property
    def size(self) -> int | None:
        """In bytes."""

    def read(self) -> bytes:
        """All of it."""


def bring_in(standing: Standing, upload: Upload) -> Import:
    """Keep a file of the organisation. Raises ProblemError for one of another kind, an empty or a very large one."""
    name = (upload.name or "").rpartition("/")[2][-200:]
    if not name.lower().endswith(ENDINGS):
        raise ProblemError(
            422,
            "not-a-table",
            say("The file is neither a .zip of a cluster folder nor an .xlsx workbook."),
            remedy=say("Pack the folder as .zip, or save the tables as .xlsx."),
        )
    if not upload.size or upload.size > LARGEST:
        raise ProblemError(
            422,
            "size",
            say("The file is empty or larger than {size} MB.", size=LARGEST // 1_000_000),
            remedy=say("Bring in the tables that changed alone."),
        )
    content = upload.read()
    return Import.objects.create(
        tenant=standing.organisation,
        cluster=standing.cluster,
        user=standing.user,
        name="".join(char for char in name if char.isprintable()),
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        content=content,
    )
