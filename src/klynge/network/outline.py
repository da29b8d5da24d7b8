# SPDX-License-Identifier: Apache-2.0
"""A YAML file as texts with line numbers.

Every scalar is read as the text that was written, so that `NO` is no boolean and `07:00` no number of minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import yaml

from klynge.network.problem import Findings, UnfitError, nearest, shown
from klynge.network.table import likely_encoding

T = TypeVar("T")

_LARGEST_FILE = 1_000_000


@dataclass(frozen=True, slots=True)
class Outline:
    """A node of a YAML file: a text, a list, or fields by name."""

    file: str
    findings: Findings
    node: yaml.Node
    name: str = ""

    @property
    def line(self) -> int:
        """The line in the file, counted from 1."""
        return int(self.node.start_mark.line) + 1

    def problem(self, message: str, remedy: str) -> None:
        """Note a problem at this node."""
        self.findings.add(self.file, self.line, self.name, message, remedy)

    def fields(self, known: tuple[str, ...] = ()) -> dict[str, Outline]:
        """The fields of a mapping; notes fields that are not `known` (when given), not text, or there twice."""
        if isinstance(self.node, yaml.ScalarNode) and self.node.value in ("", "~", "null"):
            return {}
        if not isinstance(self.node, yaml.MappingNode):
            self.problem("there should be names and values here", "write them as name: value")
            return {}
        fields: dict[str, Outline] = {}
        for key, value in self.node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            field = Outline(self.file, self.findings, value, name[:60])
            if known and name not in known:
                Outline(self.file, self.findings, key, name[:60]).problem(
                    f"{shown(name)} is unknown", nearest(name, known)
                )
            elif name in fields:
                Outline(self.file, self.findings, key, name[:60]).problem(
                    f"{shown(name)} is there twice", "keep one of them"
                )
            else:
                fields[name] = field
        return fields

    def items(self) -> Iterator[Outline]:
        """The entries of a list."""
        if isinstance(self.node, yaml.SequenceNode):
            for entry in self.node.value:
                yield Outline(self.file, self.findings, entry, self.name)
        else:
            self.problem("there should be a list here", "begin each entry with a dash, or write [a, b]")

    def value(self, parse: Callable[[str], T]) -> T | None:
        """The text as a value, or None with the problem noted."""
        if not isinstance(self.node, yaml.ScalarNode) or not self.node.value.strip():
            self.problem("there should be one value here", "write it after the colon")
            return None
        try:
            return parse(self.node.value.strip())
        except UnfitError as error:
            self.problem(error.message, error.remedy)
            return None


def read_outline(path: Path, findings: Findings) -> Outline | None:
    """The file as an outline, or None with the problem noted."""
    if not path.is_file():
        findings.add(
            path.name, 0, "", "the file is missing", "add it; the reference of the cluster folder shows an example"
        )
        return None
    if path.stat().st_size > _LARGEST_FILE:
        findings.add(path.name, 0, "", "the file is larger than 1 MB", "take out what does not belong here")
        return None
    content = path.read_bytes()
    try:
        node = yaml.compose(content.decode("utf-8-sig"), Loader=yaml.BaseLoader)
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        findings.add(
            path.name, row, "", f"the file is not UTF-8; it looks like {likely_encoding(content)}", "save it as UTF-8"
        )
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = shown(str(error.problem or error.context))
        findings.add(
            path.name,
            mark.line + 1 if mark else 0,
            "",
            f"this is not YAML: {what}",
            "mend the indents, colons or quotes",
        )
        return None
    except (yaml.YAMLError, RecursionError, ValueError):
        findings.add(path.name, 0, "", "this is not YAML", "write it anew after the reference's example")
        return None
    if node is None:
        findings.add(path.name, 0, "", "the file is empty", "write it after the reference's example")
        return None
    return Outline(path.name, findings, node)
