# SPDX-License-Identifier: Apache-2.0
"""One self-contained page from the parts in the folder `page`: markup, style and ES modules, inlined as they are.

The page's content security policy allows exactly its own style and script, by hash, and nothing from any network.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

from klynge.exchange.board.texts import TEXTS

_IMPORT = re.compile(r'^import (\{[^}]*\}) from "\./(\w+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?:function|const|class) (\w+)", re.MULTILINE)


def page(content: dict[str, Any], title: str, language: str) -> str:
    """The whole page as text."""
    style, script = _part("board.css"), _script()
    filled = {
        "language": language,
        "title": html.escape(title),
        "style": style,
        "style_hash": _hash(style),
        "script": script,
        "script_hash": _hash(script),
        "texts": _json(TEXTS),
        "content": _json(content),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda found: filled[found[1]], _part("board.html"))


@cache
def _script() -> str:
    """All modules in the order in which they need each other, each in a scope of its own."""
    done: dict[str, str] = {}

    def add(name: str) -> None:
        source = _part(f"{name}.js")
        for _, other in _IMPORT.findall(source):
            if other not in done:
                add(other)
        shown = ", ".join(_EXPORT.findall(source))
        body = _IMPORT.sub(r"const \1 = \2_js;\n", source).replace("\nexport ", "\n")
        done[name] = f"const {name}_js = (() => {{\n{body}return {{ {shown} }};\n}})();\n"

    add("main")
    return "".join(done.values())


def _part(name: str) -> str:
    return files(__package__).joinpath("page", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


def _json(value: Any) -> str:
    """JSON that can stand inside a script element: nothing in it can end the element."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
