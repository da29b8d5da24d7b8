# SPDX-License-Identifier: Apache-2.0
"""Any instance file, recognised by what it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from klynge.planning.project.problem import ProjectProblem
from klynge.planning.shop.problem import ShopProblem

from . import patterson, progen_max, psplib
from .errors import InstanceError, Said
from .flexible import flexible
from .job_shop import standard, taillard
from .parts import Dates, Shop, head_of
from .several import one_of
from .sheet import Sheet, sheet_of
from .text import text_of
from .worded import blocked, blocks_of, jobs_of, without_dates

ENDINGS = (".zip", ".gz", ".bz2", ".xz", ".txt", ".fjs", ".jsp", ".sm", ".mm", ".sch", ".SCH", ".rcp")
Kind = Literal["job shop", "flexible job shop", "flexible job shop with set-ups", "project"]


@dataclass(frozen=True, slots=True)
class Instance:
    """What a file holds; machines and activities count from 0 here, `first` is the file's number of the first."""

    name: str
    kind: Kind
    problem: ShopProblem | ProjectProblem
    first: int


def read_instance(path: Path | str, which: str | None = None) -> ShopProblem | ProjectProblem:
    """The problem in a file of any of the formats; `which` names one of several, or is its number from 1.

    Raises InstanceError, or OSError as `open` does.
    """
    return load(path, which).problem


def load(path: Path | str, which: str | None = None) -> Instance:
    """The same with its name, its kind and how the file numbers machines."""
    path = Path(path)
    if path.is_dir():
        raise InstanceError([Said("{path} is a folder: give one instance file", path=path)])
    name = path.name
    while Path(name).suffix in ENDINGS:
        name = Path(name).stem
    return load_text(*one_of(text_of(path), name or path.name, which))


def load_text(text: str, name: str) -> Instance:
    """An instance from its text. Raises InstanceError."""
    for form in (psplib, progen_max, patterson):
        if form.recognise(text):
            project = form.read(text, name)
            return Instance(name, "project", project, project.first)
    shop = _shop(sheet_of(text))
    problem = shop.problem
    kind: Kind = "flexible job shop" if problem.flexible else "job shop"
    if problem.setup is not None:
        kind = "flexible job shop with set-ups"
    return Instance(name, kind, problem, shop.first_machine)


def _shop(sheet: Sheet) -> Shop:
    jobs, machines = head_of(sheet)
    blocks = blocks_of(sheet)
    jobs = jobs_of(blocks, jobs)
    sheet, dates = without_dates(sheet, blocks, jobs)
    if "times" in blocks and {"machines", "routes"} & set(blocks):
        return blocked(sheet, blocks, dates)
    if len(sheet.head) == 3:  # the third is the mean number of machines to choose from
        options = flexible(sheet, jobs, machines)
        if isinstance(options, Shop):
            return _dated(options, dates)
        raise InstanceError(options)
    with_pairs = standard(sheet, jobs, machines)
    options = flexible(sheet, jobs, machines)
    if isinstance(with_pairs, Shop) and not (isinstance(options, Shop) and _is_uneven(sheet, machines)):
        return _dated(with_pairs, dates)
    if isinstance(options, Shop):
        return _dated(options, dates)
    two_blocks = taillard(sheet, jobs, machines)
    if two_blocks is not None:
        return _dated(two_blocks, dates)
    assert isinstance(with_pairs, list)
    raise InstanceError(_likeliest(sheet, jobs, machines, with_pairs, options))


def _dated(shop: Shop, dates: Dates) -> Shop:
    """The shop with what the named blocks say of its jobs."""
    problem = shop.problem
    release = problem.release if dates.release is None else dates.release
    due = problem.due if dates.due is None else dates.due
    weight = problem.weight if dates.weight is None else dates.weight
    return replace(shop, problem=replace(problem, release=release, due=due, weight=weight))


def _is_uneven(sheet: Sheet, machines: int) -> bool:
    """Whether some row has not a pair for each machine, which speaks for a flexible job shop."""
    return bool((sheet.lengths() != 2 * machines).any())


def _likeliest(
    sheet: Sheet, jobs: int, machines: int, as_pairs: Sequence[Said], as_options: Sequence[Said]
) -> Sequence[Said]:
    """The problems of the format that the file was probably meant to have."""
    if any("instance" in words.lower() for row, words in sheet.titles if row > 0):
        return [Said("the file seems to hold several instances: keep one, from its line of sizes to its last job")]
    lengths = sheet.lengths()[:jobs]
    if sum(lengths == 2 * machines) * 2 >= len(lengths):
        return as_pairs
    exact = sum(_is_options(sheet.row(row).tolist()) for row in range(min(jobs, sheet.rows)))
    return as_options if exact * 2 >= min(jobs, sheet.rows) else as_pairs


def _is_options(row: list[int]) -> bool:
    """Whether a row has just the numbers that its own counts ask for."""
    at = 1
    for _ in range(min(row[0], len(row))):
        if at >= len(row) or row[at] < 1:
            return False
        at += 1 + 2 * row[at]
    return at == len(row)
