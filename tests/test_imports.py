# SPDX-License-Identifier: Apache-2.0
"""The rooms of the design: imports point one way."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCES = Path(__file__).parents[1] / "src" / "klynge"

MAY_IMPORT = {
    "words_of_instances": set(),
    "words": {"words_of_instances"},
    "later": set(),
    "cached": set(),
    "compiled": {"cached"},
    "client_answers": set(),
    "client": {"client_answers"},
    "client_planner": {"client"},
    "job": set(),
    "network": {"job"},
    "configure": {"job", "network", "compiled"},
    "casting": {"job", "network"},
    "planning": {"job", "network", "compiled", "later"},
    "economics": {"planning", "job", "network"},
    "offers": {"configure", "casting", "economics", "planning", "job", "network", "later"},
    "cooperation": {"economics", "planning", "job", "network"},
    "exchange": {"economics", "planning", "job", "network"},
}
TOP = {
    "__init__",
    "api",
    "api_offers",
    "api_promise",
    "api_repair",
    "inquiry",
    "reading",
    *(path.stem for path in SOURCES.glob("cli*")),
    "warm_up",
    "server",
}  # these may import all but the server
OF_THE_SERVER = {"cli_serve", "cli_operate"}  # and these the server too, once their command is called
NOT_IN_PLANNING = {
    "django", "sqlite3", "psycopg", "http", "urllib", "socket", "requests", "csv", "yaml", "openpyxl", "pathlib", "io",
}  # fmt: skip


def modules() -> list[Path]:
    return sorted(SOURCES.rglob("*.py"))


def room_of(path: Path) -> str:
    """The first part of the module's name below klynge."""
    return path.relative_to(SOURCES).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Full names of the modules that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            package = ("klynge", *path.relative_to(SOURCES).parts)[: -node.level] if node.level else ()
            module = ".".join([*package, *filter(None, [node.module])])
            found |= {f"{module}.{name.name}" for name in node.names}
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCES)))
def test_rooms_import_only_what_lies_below(path: Path) -> None:
    """Every module stays within its room and the rooms that the design puts below it."""
    room = room_of(path)
    rooms = {name.split(".")[1] for name in imported(path) if name.startswith("klynge.")}
    if room in OF_THE_SERVER:
        own = ast.parse(path.read_text(encoding="utf-8")).body
        assert not [each for each in own if isinstance(each, ast.ImportFrom) and "klynge.server" in (each.module or "")]
    elif room in TOP:
        assert "server" not in rooms - {room}
    else:
        assert rooms <= MAY_IMPORT[room] | {room}


@pytest.mark.parametrize("path", sorted((SOURCES / "planning").rglob("*.py")), ids=lambda path: path.name)
def test_planning_reads_no_files_and_knows_no_web(path: Path) -> None:
    """The engine takes plain data: no web, no database, no file reading."""
    assert not {name.split(".")[0] for name in imported(path)} & NOT_IN_PLANNING
    called = {node.func.id for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)
              and isinstance(node.func, ast.Name)}  # fmt: skip
    assert "open" not in called


def test_the_checker_shares_nothing_with_the_engine() -> None:
    """`planning.check` imports the data types alone, so a mistake in the engine cannot hide in it."""
    for path in (SOURCES / "planning" / "check").rglob("*.py"):
        for name in imported(path):
            shared = name.startswith("klynge.planning") and not name.startswith("klynge.planning.check")
            assert not shared or name.startswith("klynge.planning.plan."), f"{path.name} imports {name}"
            assert name.split(".")[0] not in {"numpy", "numba"}


def test_every_file_names_its_licence() -> None:
    """The first line of every Python file is the licence."""
    root = SOURCES.parents[1]
    for folder in ("src", "tests", "examples", "benchmarks"):
        for path in (root / folder).rglob("*.py"):
            assert path.read_text("utf-8").startswith("# SPDX-License-Identifier: Apache-2.0\n"), path
