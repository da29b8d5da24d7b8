# SPDX-License-Identifier: Apache-2.0
"""Problems in Norwegian: every text that the modules can make has its template, and templates are filled right."""

from __future__ import annotations

import ast
import json
import re
import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
import typer
from tests.network.test_broken import BROKEN
from typer.testing import CliRunner

from klynge.cli_check import register
from klynge.network import FolderError, Problem, read_folder
from klynge.network.norwegian import PLACE, TEMPLATES, in_norwegian

SOURCES = Path(__file__).parents[2] / "src" / "klynge"
MODULES = [*SOURCES.glob("network/*.py"), *SOURCES.glob("exchange/*.py")]
# The calls that make problems, and how many arguments end in (message, remedy) or, for the last, in message alone.
MAKERS = {("UnfitError", 2), ("Problem", 5), ("add", 5), ("problem", 2), ("problem", 3)}
PASSED_ON = {"error.message", "error.remedy", "problem.message"} | {
    *(f"in_norwegian(self.{text})" for text in ("message", "remedy")),
    *(f"self.norwegian[{place}]" for place in (0, 1)),  # of rooms that keep their own
}
TAKE_TEXTS = {"__init__", "add", "problem", "note", "_of_centre"}  # functions whose arguments are a message or a remedy

Known = dict[str, list[ast.expr]]


def test_only_known_functions_take_messages() -> None:
    """A new way to make problems must be named here, or the next test would miss its texts."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and {"message", "remedy"} & {arg.arg for arg in node.args.args}:
                assert node.name in TAKE_TEXTS, f"{path.name}: {node.name}"


def test_every_text_has_a_norwegian_one() -> None:
    """What the modules can say and what is translated are the same, `{}` standing for what is filled in."""
    said = {text for path in MODULES for text in texts_of(ast.parse(path.read_text("utf-8")))}
    assert len(said) > 250
    translated = {PLACE.sub("{}", english) for english in TEMPLATES}
    assert said - translated == set()
    assert translated - said == set()


@pytest.mark.parametrize("english", TEMPLATES)
def test_templates_are_found_again(english: str) -> None:
    """A filled text is matched by its own template; both languages have the same places."""
    norwegian = TEMPLATES[english]
    assert sorted(PLACE.findall(english)) == sorted(PLACE.findall(norwegian))
    assert in_norwegian(PLACE.sub(r"x-\1", english)) == PLACE.sub(r"x-\1", norwegian)


@pytest.mark.parametrize("kind", BROKEN)
def test_problems_of_broken_folders_are_translated(tmp_path: Path, small: Path, kind: str) -> None:
    """Message and remedy are other texts, without a place left open; the place in the files is the same."""
    folder = Path(shutil.copytree(small, tmp_path / "small"))
    BROKEN[kind][0](folder)
    with pytest.raises(FolderError) as caught:
        read_folder(folder)
    for problem in caught.value.problems:
        said = problem.words("nb")
        assert problem.words("en") == problem
        assert (said.file, said.row, said.column) == (problem.file, problem.row, problem.column)
        for english, norwegian in ((problem.message, said.message), (problem.remedy, said.remedy)):
            assert norwegian != english
            assert not PLACE.search(norwegian)
            assert "“" not in norwegian
            unquoted = re.sub("«.*?»", "", norwegian)  # what is quoted is the file's, or the YAML reader's own
            assert not {"the", "is", "not", "or", "and"} & set(unquoted.split()), norwegian


@pytest.mark.parametrize(
    ("english", "norwegian"),
    [
        (
            "“Olso” is not in sites.csv or the regions of cluster.yaml",
            "«Olso» finnes ikke i sites.csv eller regionene i cluster.yaml",
        ),
        ("“a” and “b” is already in row 12", "«a» og «b» står allerede i rad 12"),
        (
            "the step takes 1 day, 1:00:00 without a pause, saw is open for 8:00:00 at most",
            "steget tar 1 dag, 1:00:00 uten pause, saw er åpen i høyst 8:00:00",
        ),
        ("“the column x is unknown” is a formula", "«the column x is unknown» er en formel"),
        ("use one of: a, b, c, …", "bruk en av: a, b, c, …"),
        ("what nobody ever wrote", "what nobody ever wrote"),
    ],
)
def test_some_texts(english: str, norwegian: str) -> None:
    """Klynge's own words in a place are translated, those of the files are not; the unknown stays."""
    assert in_norwegian(english) == norwegian


def test_a_long_text_takes_no_long_time() -> None:
    """A text that nearly fits a template with many places is given up at once, not tried in every way."""
    text = "no lane leads from " + " (" * 30_000 + ") to " * 30_000
    assert in_norwegian(text) == text


def test_a_problem_on_one_line() -> None:
    """File and column stay, the rest is Norwegian."""
    problem = Problem("orders.csv", 3, "customer", "the cell is empty", "fill it in")
    assert str(problem) == "orders.csv row 3, customer: the cell is empty (fill it in)"
    assert problem.line("nb") == "orders.csv rad 3, customer: cellen er tom (fyll den ut)"


def test_the_command_shows_the_language(tmp_path: Path) -> None:
    """The table is Norwegian; JSON keeps the English texts and has the Norwegian beside them."""
    app = typer.Typer()
    register(app)
    asked = ["check", str(tmp_path / "none"), "--language", "nb"]
    assert "mappen finnes ikke" in CliRunner().invoke(app, asked).stderr
    (problem,) = json.loads(CliRunner().invoke(app, [*asked, "--json"]).stdout)["problems"]
    assert problem["message"] == "there is no such folder"
    assert problem["message_nb"] == "mappen finnes ikke"
    assert problem["remedy_nb"] == "oppgi en mappe med cluster.yaml i"


def texts_of(tree: ast.Module) -> Iterator[str]:
    """The texts given to the calls that make problems, and what `nearest` answers."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        known = assigned(function)
        taken = {arg.arg for arg in function.args.args} if function.name in TAKE_TEXTS else set()
        for node in ast.walk(function):
            if function.name == "nearest" and isinstance(node, ast.Return) and node.value:
                yield from spelt(node.value, known)
            for given in given_texts(node):
                if not (isinstance(given, ast.Name) and given.id in taken):
                    yield from spelt(given, known)


def given_texts(node: ast.AST) -> list[ast.expr]:
    """The messages and remedies among the arguments of a call."""
    if not isinstance(node, ast.Call):
        return []
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    named = [keyword.value for keyword in node.keywords if keyword.arg in ("message", "remedy")]
    if (name, len(node.args)) in MAKERS:
        return [*node.args[-2:], *named]
    return [node.args[-1], *named] if name == "_of_centre" else named


def assigned(function: ast.FunctionDef) -> Known:
    """What each name of a function may have been given."""
    known: Known = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                pairs = [(target, node.value)]
                if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    pairs = list(zip(target.elts, node.value.elts, strict=True))
                for name, value in pairs:
                    if isinstance(name, ast.Name):
                        known.setdefault(name.id, []).append(value)
    return known


def spelt(node: ast.expr, known: Known) -> list[str]:
    """The texts that an expression may come to; one that cannot be told fails the test."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.JoinedStr(values=parts):
            return ["".join(some) for some in product(*(part_of(part, known) for part in parts))]
        case ast.IfExp(body=one, orelse=other):
            return spelt(one, known) + spelt(other, known)
        case ast.Name(id=name) if name in known:
            return [text for value in known[name] for text in spelt(value, known)]
        case ast.Call(func=ast.Attribute(attr="get"), args=[_, default]):
            return spelt(default, known)
        case ast.Call(func=ast.Name(id="nearest")):
            return []
    assert ast.unparse(node) in PASSED_ON, f"how is this text made: {ast.unparse(node)}?"
    return []


def part_of(part: ast.expr, known: Known) -> list[str]:
    """A part of an f-string: its text, the texts of a name or choice in it, else a place, quoted if `shown` is."""
    if isinstance(part, ast.Constant):
        return [str(part.value)]
    assert isinstance(part, ast.FormattedValue)
    value = part.value
    values = known.get(value.id, []) if isinstance(value, ast.Name) else [value]
    if values and all(made_here(one) for one in values):
        return [text for one in values for text in spelt(one, known)]
    values = values or [value]
    quoted = all(isinstance(one, ast.Call) and getattr(one.func, "id", "") == "shown" for one in values)
    return ["“{}”"] if quoted else ["{}"]


def made_here(node: ast.expr) -> bool:
    """Whether an expression is a text or a choice of texts."""
    if isinstance(node, ast.IfExp):
        return made_here(node.body) and made_here(node.orelse)
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))
