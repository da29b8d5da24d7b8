# SPDX-License-Identifier: Apache-2.0
"""A lost update: someone else changed the same thing meanwhile. One is told who changed what; nothing typed is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

_NOT_KEPT = {"csrfmiddlewaretoken"}


@dataclass(frozen=True, slots=True)
class Change:
    """A field (its English text): what it is now, and what one wanted it to be."""

    field: str
    theirs: str
    yours: str

    @property
    def same(self) -> bool:
        """Whether both wanted the same."""
        return self.theirs == self.yours


@dataclass(frozen=True, slots=True)
class LostUpdate:
    """Who changed it, when, and what differs."""

    who: str
    when: datetime
    changes: Sequence[Change] = field(default_factory=tuple)


def lost_response(request: HttpRequest, lost: LostUpdate, again: str, version: str | int) -> HttpResponse:
    """409: theirs beside yours. “Use mine” sends what was typed again, to the same address, for the new `version`;
    “keep theirs” opens `again`."""
    typed = [(k, v) for k, values in request.POST.lists() if k not in {*_NOT_KEPT, "version"} for v in values]
    context = {"lost": lost, "again": again, "typed": typed, "version": version, "action": request.get_full_path()}
    return render(request, "frame/lost.html", context, status=409)
