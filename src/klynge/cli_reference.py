# SPDX-License-Identifier: Apache-2.0
"""The command's help as a page of the documentation: `python -m klynge.cli_reference docs/reference`."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from klynge.cli import command_in

WIDTH = 100


def page(language: str = "en") -> str:
    """Markdown with the help of every command."""
    whole = command_in(language)
    top = typer.Context(whole, info_name="klynge", max_content_width=WIDTH, terminal_width=WIDTH)
    parts = [
        "# The command\n\nWritten by `make reference` from the command itself.\n",
        _block("klynge", whole.get_help(top)),
    ]
    return "\n".join([*parts, *_below(whole, top, "klynge")])


def _below(group: typer.core.TyperGroup, context: typer.Context, path: str) -> list[str]:
    """The help of a group's commands, and of theirs."""
    parts = []
    for name, command in sorted(group.commands.items()):
        inner = typer.Context(command, info_name=name, parent=context, max_content_width=WIDTH, terminal_width=WIDTH)
        parts.append(_block(f"{path} {name}", command.get_help(inner)))
        if isinstance(command, typer.core.TyperGroup):
            parts += _below(command, inner, f"{path} {name}")
    return parts


def _block(title: str, text: str) -> str:
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return f"## {title}\n```text\n{lines}\n```\n"


if __name__ == "__main__":
    (Path(sys.argv[1]) / "command.md").write_text(page(), encoding="utf-8")
