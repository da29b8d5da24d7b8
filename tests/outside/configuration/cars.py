# SPDX-License-Identifier: Apache-2.0
"""Car models of BR4CP with a year of sold cars, read from a folder: without an open licence they are not kept here."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from klynge.configure.diagram import Diagram, Sweep, compile
from klynge.configure.xcsp import Instance, read

FOLDER = Path(os.environ.get("KLYNGE_RENAULT") or Path(__file__).parents[4] / "shared" / "data" / "configuration")
SOURCE = "github.com/toulbar2/CFN-learn, folder renault; KLYNGE_RENAULT names where it is"


@dataclass(frozen=True)
class Cars:
    """A model, its diagram, and the sold cars: for each the literals of the variables that were recorded."""

    instance: Instance
    diagram: Diagram
    sold: npt.NDArray[np.int64]


def there(name: str) -> Path:
    """The path of a file; the test is skipped, saying so, when it is not there."""
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"NOT TESTED: {path} is missing: get it from {SOURCE}")
    return path


@cache
def cars(name: str) -> Cars:
    """The model "medium" or "big"."""
    model, sales = there(f"{name}_domainsorted.xml"), there(f"config_{name}_filtered.txt")
    instance = read(model)
    diagram = compile(instance.sizes, instance.constraints)
    header, *lines = sales.read_text("utf-8").splitlines()
    columns = [instance.names.index(word) for word in header.split()]
    values = np.array([line.split() for line in lines], np.int64)
    sold = np.empty_like(values)
    for place, column in enumerate(columns):
        literal = {value: diagram.literal_at(column, i) for i, value in enumerate(instance.values[column])}
        sold[:, place] = [literal[value] for value in values[:, place].tolist()]
    return Cars(instance, diagram, sold)


def clicks(
    sweep: Sweep, car: npt.NDArray[np.int64], draw: random.Random
) -> Iterator[tuple[int, npt.NDArray[np.bool_]]]:
    """Choose what a car has, in random order, as far as it does not follow; each choice and what is left after it.

    Stops with an assertion when the car has something that is no longer offered.
    """
    allowed = sweep.diagram.allowed()
    left = sweep.domains(allowed)
    for literal in draw.sample(car.tolist(), len(car)):
        assert left[literal], f"literal {literal} is not offered"
        variable = sweep.diagram.variable[literal]
        if left[sweep.diagram.first[variable] : sweep.diagram.first[variable + 1]].sum() > 1:
            allowed = sweep.diagram.given(allowed, literal)
            left = sweep.domains(allowed)
            yield literal, left
