# SPDX-License-Identifier: Apache-2.0
"""Files of events, JSON or YAML: one event, or a list of them (docs/reference/events.schema.json)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from klynge.planning.replan import Disturbance
from klynge.planning.replan.events import from_data


class EventFileError(Exception):
    """Event files that cannot be read; `problems` says what is wrong and where, one line each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_events(paths: Iterable[Path]) -> tuple[Disturbance, ...]:
    """The events of files, in order. Raises EventFileError with every problem of all files, OSError for one that cannot
    be opened."""
    problems: list[str] = []
    events: list[Disturbance] = []
    for path in paths:
        try:
            tree: Any = yaml.safe_load(path.read_text("utf-8-sig"))  # what is JSON is YAML too
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            mark = getattr(error, "problem_mark", None)
            line = f":{mark.line + 1}" if mark else ""
            said = getattr(error, "problem", None) or "it is not text in UTF-8"
            problems.append(f"{path}{line}: this is neither JSON nor YAML: {said}")
            continue
        trees = tree if isinstance(tree, list) else [tree]
        if not trees or tree is None:
            problems.append(f"{path}: there is no event in it")
            continue
        try:
            events += from_data(trees)
        except ValidationError as error:
            problems += [f"{path}: {_line(each)}" for each in error.errors(include_url=False)]
    if problems:
        raise EventFileError(problems)
    return tuple(events)


def _line(error: Any) -> str:
    place = error["loc"]
    number = f"event {place[0] + 1}" if place and isinstance(place[0], int) else "the file"
    where = ".".join(str(part) for part in place[2:])
    return f"{number}{': ' + where if where else ''}: {error['msg']}"
