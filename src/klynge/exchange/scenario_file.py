# SPDX-License-Identifier: Apache-2.0
"""Scenarios as files: `scenario.yaml` (JSON will do as well), by docs/reference/scenario.schema.json."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from klynge.exchange.write_whole import write_whole
from klynge.planning.scenario import Scenario, ScenarioError, Trouble, from_data, to_data
from klynge.planning.scenario.data import KINDS

LARGEST = 4_000_000  # bytes; a scenario is some lines


class _Loader(yaml.SafeLoader):
    """Keeps what is written as text, which the shape of a scenario makes numbers, days and times of.

    YAML itself would read 14:00 as a number of minutes.
    """


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag == "tag:yaml.org,2002:null"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_scenario(path: Path) -> Scenario:
    """The scenario in a file.

    Raises ScenarioError with all that is wrong with its shape, OSError when the file cannot be read.
    """
    return parse_scenario(path.read_bytes(), path.name, path.stem)


def parse_scenario(text: bytes, name: str, identifier: str) -> Scenario:
    """The scenario in a text, YAML or JSON; `name` is what errors call it, `identifier` its id when it says none.

    Raises ScenarioError with all that is wrong with its shape.
    """
    if len(text) > LARGEST:
        raise ScenarioError([_trouble(name, 0, "too_large", most=LARGEST // 1_000_000)])
    try:
        tree: Any = yaml.load(text.decode("utf-8-sig"), _Loader)  # a SafeLoader: it makes plain values only
    except UnicodeDecodeError:
        raise ScenarioError([_trouble(name, 0, "encoding")]) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        raise ScenarioError(
            [_trouble(name, 0, "yaml", line=line, what=getattr(error, "problem", None) or "")]
        ) from None
    except RecursionError:
        raise ScenarioError([_trouble(name, 0, "yaml", line=0, what="nested too deeply")]) from None
    if not isinstance(tree, dict):
        raise ScenarioError([_trouble(name, 0, "no_mapping")])
    tree.setdefault("id", identifier)
    try:
        return from_data(tree)
    except ValidationError as error:
        raise ScenarioError([_of(name, tree, found) for found in error.errors()]) from None


def write_scenario(path: Path, scenario: Scenario) -> None:
    """Write a scenario as YAML, whole or not at all."""
    with write_whole(path) as out:
        out.write(yaml.safe_dump(to_data(scenario), allow_unicode=True, sort_keys=False, width=120))


def _trouble(file: str, number: int, code: str, change: str = "", **facts: object) -> Trouble:
    return Trouble(file, number, change, code, tuple((key, str(value)) for key, value in facts.items()))


def _of(name: str, tree: dict[str, Any], found: Any) -> Trouble:
    """What pydantic found, as a trouble of the change it stands in."""
    place = list(found["loc"])
    number, kind = 0, ""
    if place[:1] == ["changes"] and len(place) > 1 and isinstance(place[1], int):
        number = place[1] + 1
        change = tree["changes"][place[1]]
        kind = str(change.get("change", "?")) if isinstance(change, dict) else "?"
        place = place[3:] if len(place) > 2 and place[2] == kind else place[2:]
    where = ".".join(str(part) for part in place) or "change"
    sort = found["type"]
    if sort == "missing":
        return _trouble(name, number, "missing", kind, field=where)
    if sort in ("unexpected_keyword_argument", "extra_forbidden"):
        return _trouble(name, number, "unexpected", kind, field=where)
    if sort in ("union_tag_invalid", "union_tag_not_found"):
        code = "no_kind" if sort == "union_tag_not_found" else "other_kind_of_change"
        return _trouble(name, number, code, kind, name=kind, known=", ".join(KINDS))
    about = found.get("ctx", {})
    limit = next((about[key] for key in ("ge", "le", "expected") if key in about), "")
    return _trouble(name, number, "misfit", kind, field=where, value=str(found["input"])[:60], sort=sort, limit=limit)
