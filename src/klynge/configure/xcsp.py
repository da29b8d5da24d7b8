# SPDX-License-Identifier: Apache-2.0
"""Constraint models in XCSP 2.1 whose constraints are given by relations of allowed or forbidden tuples.

Organising committee of the Third International Competition of CSP Solvers: XML Representation of Constraint Networks,
Format XCSP 2.1, arXiv:0902.2362, sections 2.1 to 2.6. Weighted models, predicates and global constraints are refused.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from .diagram.constraints import Table

T = TypeVar("T")
SEMANTICS = {"supports": True, "conflicts": False}


class XcspError(ValueError):
    """A file that is no extensional XCSP 2.1 instance: what, where, and how to mend it."""


@dataclass(frozen=True, slots=True)
class Instance:
    """A model: its variables' names, the values of each in the file's order, and its constraints by value number."""

    names: tuple[str, ...]
    values: tuple[tuple[int, ...], ...]
    constraints: tuple[Table, ...]
    titles: tuple[str, ...]

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many values each variable has."""
        return tuple(len(values) for values in self.values)


def read(path: Path) -> Instance:
    """The instance in a file; XcspError names the file and the element that cannot be used."""
    try:
        return parse(path.read_bytes())
    except XcspError as error:
        raise XcspError(f"{path}: {error}") from None


def parse(text: bytes | str) -> Instance:
    """The instance in a text; XcspError names the element that cannot be used."""
    try:
        root = ElementTree.XML(text, ElementTree.XMLParser(target=_NoDoctype()))
    except ElementTree.ParseError as error:
        raise XcspError(f"not well-formed XML ({error}): give an XCSP 2.1 file") from None
    if root.tag != "instance":
        raise XcspError(f"the outermost element is <{root.tag}>, not <instance>: give an XCSP 2.1 file")
    for part in root:
        if part.tag not in {"presentation", "domains", "variables", "relations", "constraints"}:
            raise XcspError(f"<{part.tag}> is not supported: only relations of supports or conflicts are")
    domains = {_text(one, "name"): _values(one) for one in _listed(root, "domains", "domain")}
    variables = _listed(root, "variables", "variable")
    names = tuple(_text(one, "name") for one in variables)
    if len(set(names)) < len(names):
        raise XcspError("two variables have the same name: names must differ")
    values = tuple(_known(domains, one, "domain") for one in variables)
    relations = {_text(one, "name"): _relation(one) for one in _listed(root, "relations", "relation", False)}
    places = {name: i for i, name in enumerate(names)}
    index = [{value: i for i, value in enumerate(of)} for of in values]
    tables, titles = [], []
    for one in _listed(root, "constraints", "constraint", False):
        scope = tuple(_place(places, one, name) for name in _text(one, "scope").split())
        tables.append(_table(one, scope, _known(relations, one, "reference"), index))
        titles.append(_text(one, "name"))
    return Instance(names, values, tuple(tables), tuple(titles))


class _NoDoctype(ElementTree.TreeBuilder):
    """Refuses document types, and with them entities, which could make a small file a huge one."""

    def doctype(self, *_: object) -> None:
        raise XcspError("the file has a DOCTYPE: take it out")


def _where(element: ElementTree.Element) -> str:
    return f'<{element.tag} name="{element.get("name", "?")}">'


def _text(element: ElementTree.Element, name: str) -> str:
    found = element.get(name)
    if found is None:
        raise XcspError(f"{_where(element)} has no attribute {name}")
    return found


def _listed(root: ElementTree.Element, group: str, tag: str, needed: bool = True) -> list[ElementTree.Element]:
    part = root.find(group)
    if part is None:
        if needed:
            raise XcspError(f"there is no <{group}>: the file is not complete")
        return []
    for element in part:
        if element.tag != tag:
            raise XcspError(f"<{element.tag}> within <{group}> is not supported: only <{tag}> is")
    return list(part)


def _known(found: dict[str, T], element: ElementTree.Element, attribute: str) -> T:
    name = _text(element, attribute)
    if name not in found:
        raise XcspError(f'{_where(element)}: {attribute} "{name}" is not defined in the file')
    return found[name]


def _place(places: dict[str, int], element: ElementTree.Element, name: str) -> int:
    if name not in places:
        raise XcspError(f'{_where(element)}: variable "{name}" is not defined in the file')
    return places[name]


def _values(domain: ElementTree.Element) -> tuple[int, ...]:
    values: list[int] = []
    for word in (domain.text or "").split():
        first, _, last = word.partition("..")
        try:
            values.extend(range(int(first), int(last or first) + 1))
        except ValueError:
            raise XcspError(f'{_where(domain)}: "{word}" is neither a number nor a range a..b') from None
    if len(set(values)) < len(values):
        raise XcspError(f"{_where(domain)}: a value stands twice")
    if not values:
        raise XcspError(f"{_where(domain)} has no values")
    return tuple(values)


def _relation(relation: ElementTree.Element) -> tuple[bool, npt.NDArray[np.int64]]:
    """Whether its tuples are allowed, and the tuples, one a row."""
    semantics = _text(relation, "semantics")
    if semantics not in SEMANTICS:
        raise XcspError(
            f'{_where(relation)}: semantics "{semantics}" is not supported, only supports and conflicts are'
        )
    text, wide = relation.text or "", _text(relation, "arity")
    try:
        arity = int(wide)
        numbers = np.array(text.replace("|", " ").split(), np.int64)
    except ValueError:
        raise XcspError(f"{_where(relation)}: a tuple or the arity is not made of whole numbers") from None
    rows = text.count("|") + 1 if text.strip() else 0
    if arity < 1 or len(numbers) != rows * arity:
        raise XcspError(f"{_where(relation)}: {len(numbers)} numbers in {rows} tuples are not {arity} for each")
    return SEMANTICS[semantics], numbers.reshape(-1, arity)


def _table(
    constraint: ElementTree.Element,
    scope: tuple[int, ...],
    relation: tuple[bool, npt.NDArray[np.int64]],
    index: list[dict[int, int]],
) -> Table:
    """The relation on these variables, by value number; tuples with values that a variable lacks say nothing."""
    allowed, tuples = relation
    if tuples.shape[1] != len(scope) and len(tuples):
        raise XcspError(f"{_where(constraint)}: {len(scope)} variables for tuples of {tuples.shape[1]}")
    if len(set(scope)) < len(scope):
        raise XcspError(f"{_where(constraint)}: a variable stands twice in its scope")
    rows = np.empty_like(tuples)
    for column, variable in enumerate(scope):
        found, back = np.unique(tuples[:, column], return_inverse=True)
        rows[:, column] = np.array([index[variable].get(int(value), -1) for value in found], np.int64)[back]
    return Table(scope, rows[(rows >= 0).all(1)], allowed)
