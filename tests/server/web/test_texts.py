# SPDX-License-Identifier: Apache-2.0
"""Everything that pages and the API say exists in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from tests.support.people import person, visitor

from klynge.server.pages.frame.story import steps_for
from klynge.server.pages.frame.welcome import WORK
from klynge.server.roles import Role
from klynge.server.texts import NORWEGIAN

SERVER = Path(__file__).parents[3] / "src" / "klynge" / "server"


CALLS = {"say": (0,), "Column": (1,), "Choice": (1,), "Series": (0,), "Chart": (0,), "Change": (0,), "Shown": (0,)}
"""Functions that are given a text, and at which places; `say` counts only where it is the server's."""
TAGS = {"say": (0,), "many": (1, 2), "crumb": (0,), "chip": (0,), "stat": (0,), "progress": (2,), "empty": (0, 1)}
TAGS |= {"dialog": (1,), "icon": (1,), "listing": (1, 2)}
NAMED = re.compile(r'\b(?:label|hint|limit_name|action)="((?:[^"\\]|\\.)*)"')
TAG = re.compile(r"{% (\w+) (.*?) ?%}", re.DOTALL)
WORD = re.compile(r'([\w-]+=)?("(?:[^"]*)"|\S+)')


def said() -> set[str]:
    """Every text that code or a template gives to `say` or to a component, and those that are data."""
    found: set[str] = {role.value for role in Role}
    found |= {entry.text for app in apps.get_app_configs() for entry in getattr(app, "entries", ())}
    found |= set(WORK.values()) | {text for step in steps_for(None) for text in (step.title, step.text)}
    for path in SERVER.rglob("*.py"):
        text = path.read_text("utf-8")
        if (
            "klynge.server.texts import say" in text
            or "klynge.server.pages.frame" in text
            or path.parent.name == "frame"
        ):
            found |= set(_in_code(text))
    for path in SERVER.rglob("*.html"):
        found |= set(_in_template(path.read_text("utf-8")))
    return found


def _in_code(text: str) -> Iterator[str]:
    server = "from klynge.server.texts import say" in text
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        name = node.func.id
        if name not in CALLS or (name == "say" and not server):
            continue
        given = [node.args[place] for place in CALLS[name] if place < len(node.args)]
        given += [each.value for each in node.keywords if each.arg == "limit_name"]
        if name == "Choice":  # its options: (value, text)
            given += [each.elts[1] for each in ast.walk(node) if isinstance(each, ast.Tuple) and len(each.elts) == 2]
        for each in given:
            if isinstance(each, ast.Constant) and isinstance(each.value, str):
                yield each.value


def _in_template(text: str) -> Iterator[str]:
    for name, rest in TAG.findall(text):
        if name not in TAGS:
            continue
        words = WORD.findall(rest)
        plain = [word for key, word in words if not key]
        yield from (
            plain[n][1:-1] for n in TAGS[name] if n < len(plain) and plain[n].startswith('"') and plain[n] != '""'
        )
        yield from NAMED.findall(rest)


def test_no_text_is_without_norwegian_and_none_is_left_over() -> None:
    """What is said is what is translated."""
    texts = said()
    assert sorted(texts - set(NORWEGIAN)) == []  # without Norwegian
    assert sorted(set(NORWEGIAN) - texts) == []  # left over


@pytest.mark.parametrize(("language", "word"), [("nb", "logget inn"), ("en", "logged in")])
def test_the_reader_chooses_the_language(language: str, word: str) -> None:
    """A problem and a page, in the language that the browser asks for."""
    headers = {"Accept-Language": language}
    assert word in visitor().get("/api/orders", headers=headers).json()["title"]
    assert f'lang="{language}"' in person(Role.SALES).get("/", headers=headers).content.decode()


def test_the_language_that_one_chose_goes_first() -> None:
    """It is kept on the user, and goes before what the browser asks for."""
    alice = person(Role.SALES)
    alice.client.post("/language/", {"language": "en", "next": "/search/"})
    assert 'lang="en"' in alice.get("/", headers={"Accept-Language": "nb"}).content.decode()
