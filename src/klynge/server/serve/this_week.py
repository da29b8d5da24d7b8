# SPDX-License-Identifier: Apache-2.0
"""The example clusters as if they had been written this week: a demonstration whose plan is long over shows nothing.

All dates of a cluster's tables, hours and founding move by the same whole number of weeks, so that weekdays stay what
they are; public holidays are the calendar's, and products are as they are.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

DATE = re.compile(r"(?<![\w-])\d{4}-\d\d-\d\d(?!\d|-)")
"""A date, or the date of a moment."""


@contextmanager
def in_this_week(folders: Sequence[Path], today: date) -> Iterator[list[Path]]:
    """Copies of cluster folders, under their names, whose plans start in the week of a day."""
    if not folders:
        yield []
        return
    with TemporaryDirectory(prefix="klynge-examples-") as place:
        Path(place).chmod(0o755)
        yield [moved(folder, Path(place) / folder.name, today) for folder in folders]


def moved(folder: Path, into: Path, today: date) -> Path:
    """A copy of a cluster folder whose plan starts in the week of a day, on the weekday on which it starts."""
    start = yaml.safe_load((folder / "cluster.yaml").read_text("utf-8"))["start"]
    by = timedelta(weeks=(_monday(today) - _monday(start)).days // 7)
    shutil.copytree(folder, into)
    for file in sorted(into.iterdir()):
        if file.suffix in (".csv", ".yaml"):
            file.write_text(_moved(file.read_text("utf-8"), by), "utf-8")
    return into


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _moved(text: str, by: timedelta) -> str:
    return DATE.sub(lambda found: (date.fromisoformat(found[0]) + by).isoformat(), text)
