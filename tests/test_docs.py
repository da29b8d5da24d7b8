# SPDX-License-Identifier: Apache-2.0
"""What the documentation says is so: its commands run, its links lead somewhere, its make targets exist."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest
from tests.support.command import klynge

from klynge.reading import read_network

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
STEPS = re.compile(r"^([^\n]*)\n```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"`([\w./-]+\.(?:yaml|csv))`:$")
LOOSE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def blocks(path: Path, language: str) -> list[str]:
    """The fenced blocks of a page that are written in a language."""
    return [text for name, text in FENCE.findall(path.read_text("utf-8")) if name == language]


def having(language: str) -> list[Path]:
    return [path for path in PAGES if blocks(path, language)]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", having("python"), ids=name)
def test_python_blocks_run(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Python of a page runs from top to bottom, in a folder that has the examples."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for text in blocks(path, "python"):
        exec(compile(text, name(path), "exec"), names)


@pytest.mark.parametrize("path", having("console"), ids=name)
def test_console_blocks_run(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands of a page, written after `$`, run in order and print what the page shows (`...` for any text).

    A block right after a line that ends with the name of a file in backquotes and a colon is that file.
    """
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    for before, language, text in STEPS.findall(path.read_text("utf-8")):
        if file := FILE.search(before):
            Path(file[1]).parent.mkdir(parents=True, exist_ok=True)
            Path(file[1]).write_text(text, "utf-8")
        if language != "console":
            continue
        for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            program, *arguments = shlex.split(command)
            assert program == "klynge", command
            said = klynge(*arguments)
            assert said.code == 0 or said.err == "", said.err
            wanted = "\n".join(line.rstrip() for line in shown.splitlines())
            matches = doctest.OutputChecker().check_output(wanted, said.out + said.err, LOOSE)
            assert matches or not shown.strip(), f"$ {command}\n{said.out}{said.err}"


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_links_lead_somewhere(path: Path) -> None:
    """Links within the repository point at files that are there."""
    for link in re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text("utf-8")):
        assert link.startswith("https://") or (path.parent / link).exists(), link


def test_make_targets_exist() -> None:
    """Every `make` command of a page is a target of the Makefile, or a benchmark that there is."""
    targets = set(re.findall(r"^([a-z%-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    targets |= {f"bench-{file.stem}" for file in (ROOT / "benchmarks").glob("*.py")}
    for path in PAGES:
        used = re.findall(r"(?:`|^)make ([a-z_-]+)", path.read_text("utf-8"), re.MULTILINE)
        assert set(used) <= targets | {"bench-"}, path


def test_readme_names_every_command() -> None:
    """A newcomer finds what the README promises: its two commands, and a summary in Norwegian."""
    text = (ROOT / "README.md").read_text("utf-8")
    assert "make demo" in text
    assert "make test" in text
    assert "## På norsk" in text


def test_the_demo_asks_for_what_exists() -> None:
    """`make demo` promises an item that its example makes, in a region that it delivers to."""
    asked = re.search(r"klynge promise (\S+) --item (\S+) .*--region (\S+)", (ROOT / "Makefile").read_text("utf-8"))
    assert asked
    network = read_network(ROOT / asked[1])
    assert asked[2] in network.routings
    assert asked[3] in {lane.destination for lane in network.lanes.values()}
