# SPDX-License-Identifier: Apache-2.0
"""The jobs of an order that is over, as text: it is kept for good, and seldom read again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, overload

from klynge.job import Job

from .network_data import adapter


class SealedJobs(Sequence[Job]):
    """Reads as the tuple that it was made of, which it makes anew each time. A process that starts reads the text and
    no more, and holds a tenth of the memory."""

    __slots__ = ("ids", "text")

    def __init__(self, ids: tuple[str, ...], text: str) -> None:
        self.ids, self.text = ids, text

    @classmethod
    def of(cls, jobs: Sequence[Job]) -> SealedJobs:
        """Jobs as text; what has its default value is left out of it."""
        if isinstance(jobs, cls):
            return jobs
        tree = adapter(tuple[Job, ...]).dump_python(tuple(jobs), mode="json", exclude_defaults=True)
        return cls(tuple(job.id for job in jobs), canonical(tree))

    @classmethod
    def from_data(cls, tree: Any) -> SealedJobs:
        """From `to_data`, or from jobs as plain data. Raises ValidationError, KeyError or TypeError for neither."""
        if isinstance(tree, dict):
            return cls(tuple(tree["ids"]), str(tree["text"]))
        return cls.of(adapter(tuple[Job, ...]).validate_python(tree))

    def to_data(self) -> dict[str, Any]:
        """Plain data."""
        return {"ids": list(self.ids), "text": self.text}

    def opened(self) -> tuple[Job, ...]:
        """The jobs."""
        found: tuple[Job, ...] = adapter(tuple[Job, ...]).validate_json(self.text)
        return found

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[Job]:
        return iter(self.opened())

    @overload
    def __getitem__(self, at: int) -> Job: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Job, ...]: ...
    def __getitem__(self, at: int | slice) -> Job | tuple[Job, ...]:
        return self.opened()[at]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, SealedJobs):
            return self.text == other.text
        return self.opened() == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.ids)


def canonical(tree: Any) -> str:
    """Plain data as the one text that all write of it."""
    return json.dumps(tree, ensure_ascii=True, separators=(",", ":"), sort_keys=True)


def ids_of(jobs: Sequence[Job]) -> Sequence[str]:
    """What jobs are called, sealed or not."""
    return jobs.ids if isinstance(jobs, SealedJobs) else [job.id for job in jobs]
