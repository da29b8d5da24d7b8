# SPDX-License-Identifier: Apache-2.0
"""Everything that pages and the API say exists in both languages."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from tests.support.people import person, visitor

from klynge.server.roles import Role
from klynge.server.texts import NORWEGIAN

SERVER = Path(__file__).parents[3] / "src" / "klynge" / "server"


def said() -> set[str]:
    """Every text that code or a template gives to `say`, and those that are data."""
    found: set[str] = {role.value for role in Role}
    found |= {entry.text for app in apps.get_app_configs() for entry in getattr(app, "entries", ())}
    for path in SERVER.rglob("*.py"):
        text = path.read_text("utf-8")
        if "from klynge.server.texts import say" not in text:
            continue  # other words of the same name
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say" and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    for path in SERVER.rglob("*.html"):
        found |= set(re.findall(r'{% say "(.*?)" ', path.read_text("utf-8")))
    return found


def test_no_text_is_without_norwegian_and_none_is_left_over() -> None:
    """What is said is what is translated."""
    assert said() == set(NORWEGIAN)


@pytest.mark.parametrize(("language", "word"), [("nb", "logget inn"), ("en", "logged in")])
def test_the_reader_chooses_the_language(language: str, word: str) -> None:
    """A problem and a page, in the language that the browser asks for."""
    headers = {"Accept-Language": language}
    assert word in visitor().get("/api/orders", headers=headers).json()["title"]
    assert word in person(Role.SALES).get("/", headers=headers).content.decode()
