# SPDX-License-Identifier: Apache-2.0
"""A product's YAML as a tree of texts, lists and fields, each with its line and its key.

Every scalar stays the text that was written, so that `no` is an option and not a boolean. Anchors, aliases and tags
are refused: a model needs none, and small files that unfold to enormous ones are made of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import yaml

from klynge.configure.model import Place
from klynge.configure.reading.problem import Report
from klynge.network.problem import UnfitError, nearest
from klynge.network.table import likely_encoding

T = TypeVar("T")

LARGEST_FILE = 2_000_000
DEEPEST = 20
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # only its events are used: no object is ever made
_STARTS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


@dataclass(slots=True)
class Entry:
    """A node: `text`, or `items` of a list, or `named` fields; `report` takes what is wrong here."""

    report: Report
    place: Place
    text: str | None = None
    items: list[Entry] | None = None
    named: dict[str, Entry] | None = None
    misspelt: bool = False  # whether it has fields that are unknown, so that what seems to be missing may be these
    cut: bool = False  # whether a comma cut it short, which is told already

    def say(self, code: str, **facts: object) -> None:
        """Note a problem at this node."""
        self.report.say(self.place, code, **facts)

    def at(self, key: str) -> Place:
        """The place of something in this node."""
        return Place(self.place.file, self.place.line, f"{self.place.key}.{key}" if self.place.key else key)

    @property
    def blank(self) -> bool:
        """Whether nothing is written here."""
        return self.text is not None and self.text.strip() in ("", "~", "null")

    def fields(self, known: tuple[str, ...] = ()) -> Mapping[str, Entry]:
        """The fields by name; notes those that are not `known` (when given)."""
        if self.named is None:
            if not self.blank:
                self.say("no_fields")
            return {}
        unknown = [name for name in self.named if name not in known] if known else []
        self.misspelt = bool(unknown)
        if unknown and self._cut_by_comma():
            return self.named
        for name in unknown:
            self.named[name].say("unknown_key", name=name, near=nearest(name, known))
        return self.named

    def _cut_by_comma(self) -> bool:
        """Note a field within braces whose brackets are open: a comma in an expression without quotes ended it."""
        for entry in (self.named or {}).values():
            if entry.text is not None and entry.text.count("(") > entry.text.count(")"):
                if not entry.cut:
                    entry.say("cut_by_comma", text=entry.text)
                entry.cut = True
        return any(entry.cut for entry in (self.named or {}).values())

    def lacks(self, code: str = "missing_key", **facts: object) -> None:
        """Note that fields are missing, unless what is here is told already."""
        if self.named is not None and not self.misspelt:
            self.say(code, **facts)

    def entries(self) -> Iterator[Entry]:
        """The items of a list; one text is a list of one."""
        if self.items is not None:
            yield from self.items
        elif self.text is not None:
            if not self.blank:
                yield self
        else:
            self.say("no_list")

    def value(self, parse: Callable[[str], T]) -> T | None:
        """The text as a value, or None with the problem noted."""
        if self.cut:
            return None
        if self.text is None or not self.text.strip():
            self.say("no_value")
            return None
        try:
            return parse(self.text.strip())
        except UnfitError as error:
            self.report.unfit(self.place, error)
            return None


def read_tree(path: Path, file: str, report: Report) -> Entry | None:
    """The file as a tree, or None with the problem noted."""
    whole = Place(file)
    if not path.is_file():
        report.say(whole, "no_file")
        return None
    if path.stat().st_size > LARGEST_FILE:
        report.say(whole, "large_file", megabytes=LARGEST_FILE // 1_000_000)
        return None
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        encoding = likely_encoding(content)
        report.say(Place(file, line), "packed" if content[:2] == b"PK" else "encoding", encoding=encoding)
        return None
    try:
        tree = _Builder(file, report).build(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        report.say(Place(file, mark.line + 1 if mark else 0), "yaml", cause=error.problem or error.context or "?")
        return None
    except yaml.YAMLError as error:  # a character that YAML does not allow
        line = text.count("\n", 0, getattr(error, "position", 0) or 0) + 1
        report.say(Place(file, line), "yaml", cause=str(getattr(error, "reason", "") or "?"))
        return None
    except _RefusedError:  # noted where it was found
        return None
    if tree is None or tree.blank:
        report.say(whole, "empty_file")
        return None
    return tree


def _line(event: yaml.Event) -> int:
    """The line that an event begins on, counted from 1."""
    return event.start_mark.line + 1 if event.start_mark is not None else 0


class _RefusedError(Exception):
    """The file holds something that no product file may hold."""


@dataclass(slots=True)
class _Builder:
    """Makes the tree from the parser's events without recursion."""

    file: str
    report: Report
    root: Entry | None = None
    open: list[Entry] = field(default_factory=list)
    key: list[Entry | None] = field(default_factory=list)  # the key that waits for its value, a level each

    def build(self, events: Iterator[yaml.Event]) -> Entry | None:
        for event in events:
            if isinstance(event, _ENDS):
                self.open.pop()
                self.key.pop()
            elif isinstance(event, (yaml.AliasEvent, yaml.ScalarEvent, *_STARTS)):
                self._node(event)
        return self.root

    def _refuse(self, event: yaml.Event, code: str, **facts: object) -> None:
        self.report.say(Place(self.file, _line(event), self._path("")), code, **facts)
        raise _RefusedError

    def _path(self, name: str) -> str:
        above = self.open[-1].place.key if self.open else ""
        return f"{above}.{name[:60]}" if above and name else above or name[:60]

    def _node(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._refuse(event, "alias")
        tag = getattr(event, "tag", None)
        if tag not in (None, "!"):
            self._refuse(event, "tag", tag=tag)
        if self.root is not None and not self.open:
            self._refuse(event, "documents")
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
            return
        entry = Entry(self.report, self._place(event))
        if isinstance(event, yaml.MappingStartEvent):
            entry.named = {}
        else:
            entry.items = []
        self._put(event, entry)
        self.open.append(entry)
        self.key.append(None)
        if len(self.open) > DEEPEST:
            self._refuse(event, "deep", levels=DEEPEST)

    def _place(self, event: yaml.Event) -> Place:
        # `|` and `>` open a block that begins on the next line.
        line = _line(event) + (1 if getattr(event, "style", None) in ("|", ">") else 0)
        parent = self.open[-1] if self.open else None
        waiting = self.key[-1] if self.key else None
        if waiting is not None and isinstance(event, _STARTS):
            line = waiting.place.line  # what has a name is looked for where its name stands
        if parent is not None and parent.items is not None:
            return Place(self.file, line, self._path(str(len(parent.items) + 1)))
        return Place(self.file, line, self._path(waiting.text or "" if waiting else ""))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        parent = self.open[-1] if self.open else None
        if parent is not None and parent.named is not None and self.key[-1] is None:
            place = Place(self.file, _line(event), self._path(event.value))
            self.key[-1] = Entry(self.report, place, text=event.value)
            return
        self._put(event, Entry(self.report, self._place(event), text=event.value))

    def _put(self, event: yaml.Event, entry: Entry) -> None:
        if not self.open:
            self.root = entry
            return
        parent = self.open[-1]
        if parent.items is not None:
            parent.items.append(entry)
            return
        assert parent.named is not None, "only lists and mappings are open"
        key = self.key[-1]
        if key is None:
            self._refuse(event, "odd_key")
            return
        self.key[-1] = None
        name = key.text or ""
        if name in parent.named:
            key.say("key_twice", name=name)
        elif not name.strip():
            key.say("odd_key")
        else:
            parent.named[name] = entry
