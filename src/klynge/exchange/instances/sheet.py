# SPDX-License-Identifier: Apache-2.0
"""An instance file as rows of whole numbers, with the lines of words between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from .errors import InstanceError, Said

Ints = NDArray[np.int64]
MOST = 2**53  # beyond this sums of a plan might no longer fit 64 bits

NUMBER = re.compile(r"[+-]?\d+(\.\d*)?$")


@dataclass(frozen=True, slots=True)
class Sheet:
    """`numbers` of all rows after the head; row r is `numbers[at[r]:at[r + 1]]`, in line `lines[r]` (from 1).

    `head` is the first row that has numbers, in line `head_line`; `titles` are lines of words: before which row.
    """

    head: tuple[float, ...]
    head_line: int
    numbers: Ints
    at: Ints
    lines: Ints
    titles: tuple[tuple[int, str], ...]

    @property
    def rows(self) -> int:
        """How many rows of numbers follow the head."""
        return len(self.lines)

    def row(self, number: int) -> Ints:
        """The numbers of one row."""
        return self.numbers[self.at[number] : self.at[number + 1]]

    def lengths(self) -> Ints:
        """How many numbers each row has."""
        return np.diff(self.at)

    def line_of(self, position: int) -> int:
        """The line that a number stands in."""
        return int(self.lines[np.searchsorted(self.at, position, side="right") - 1]) if len(self.lines) else 1


def sheet_of(text: str) -> Sheet:
    """Rows of a text; `#` and `//` begin a comment, commas and semicolons part numbers as blanks do.

    Raises InstanceError for numbers that are not whole, and for a text without numbers.
    """
    tokens: list[list[str]] = []
    lines: list[int] = []
    titles: list[tuple[int, str]] = []
    plain = re.search(r"[^\d\s]", text) is None
    for number, line in enumerate(text.splitlines(), 1):
        if plain:
            found = line.split()
        else:
            words, found = _parted(line)
            if words:
                titles.append((len(tokens) - 1, words))
        if found:
            tokens.append(found)
            lines.append(number)
    if not tokens:
        raise InstanceError(
            [Said("the file has no numbers: it should begin with how many jobs and machines there are")]
        )
    numbers = _whole(tokens[1:], lines[1:])
    at = np.zeros(len(tokens), np.int64)
    np.cumsum([len(found) for found in tokens[1:]], out=at[1:])
    head = _head(tokens[0], lines[0])
    titles = [(max(row, 0), words) for row, words in titles if row >= 0]
    return Sheet(head, lines[0], numbers, at, np.array(lines[1:], np.int64), tuple(titles))


def _head(words: list[str], line: int) -> tuple[float, ...]:
    """The numbers of the first row, which may be fractions such as the mean number of machines."""
    wrong = [word for word in words if not NUMBER.match(word)]
    if wrong:
        raise InstanceError([Said("line {line}: {word!r} is no number", line=line, word=word) for word in wrong])
    return tuple(float(word) for word in words)


def _parted(line: str) -> tuple[str, list[str]]:
    """The words and the numbers of a line: `Due dates: 3 4` has both, a line with other words has no numbers."""
    line = line.partition("#")[0].partition("//")[0]
    found = line.replace(",", " ").replace(";", " ").split()
    if all(NUMBER.match(word) for word in found):
        return "", found
    if line.count(":") == 1:
        words, _, rest = line.partition(":")
        found = rest.replace(",", " ").replace(";", " ").split()
        if found and all(NUMBER.match(word) for word in found):
            return words.strip(), found
    if found and NUMBER.match(found[0]) and sum(map(bool, map(NUMBER.match, found))) * 2 > len(found):
        return "", found  # a row of numbers with something wrong in it
    return line.strip(), []


def _whole(tokens: list[list[str]], lines: list[int]) -> Ints:
    """All numbers of the rows, in order."""
    try:
        numbers = np.fromiter(map(int, chain.from_iterable(tokens)), np.int64)
    except (ValueError, OverflowError):
        numbers = _with_decimals(tokens, lines)
    beyond = np.flatnonzero(np.abs(numbers) > MOST)
    if len(beyond):
        ends = np.cumsum([len(row) for row in tokens])
        line = lines[int(np.searchsorted(ends, beyond[0], side="right"))]
        raise InstanceError([_too_large(line, numbers[beyond[0]])])
    return numbers


def _too_large(line: int, number: object) -> Said:
    return Said("line {line}: {number} is too large: use a coarser unit of time", line=line, number=number)


def _with_decimals(tokens: list[list[str]], lines: list[int]) -> Ints:
    """The same where `3.0` stands for 3."""
    numbers: list[int] = []
    problems: list[str] = []
    for row, line in zip(tokens, lines, strict=True):
        for word in row:
            try:
                value = int(word) if "." not in word else float(word)
            except ValueError:
                problems.append(Said("line {line}: {word!r} is no number", line=line, word=word))
                continue
            if abs(value) > MOST:
                problems.append(_too_large(line, word))
            elif value != int(value):
                said = "line {line}: {word} is no whole number: give all times in a finer unit (times 10, 100 ...)"
                problems.append(Said(said, line=line, word=word))
            else:
                numbers.append(int(value))
    if problems:
        raise InstanceError(problems)
    return np.array(numbers, np.int64)
