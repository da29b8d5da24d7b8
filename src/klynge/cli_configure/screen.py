# SPDX-License-Identifier: Apache-2.0
"""The dialogue on a terminal: variables to the left, what can be chosen to the right, keys below.

Days are asked for in the background, one question at a time, so keys answer at once. Ctrl-C ends it and leaves
nothing half written.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from prompt_toolkit.application import Application, get_app
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import ConditionalContainer, FormattedTextControl, HSplit, Layout, VSplit, Window
from prompt_toolkit.layout.dimension import Dimension
from prompt_toolkit.output import Output
from prompt_toolkit.styles import Style

from klynge.offers import Quote

from . import lines
from .dialogue import Dialogue, Looking

LEFT = 36
MESSAGE = 6
STYLE = Style.from_dict(
    {
        "title": "bold",
        "heading": "bold underline",
        "dim": "#888888",
        "chosen": "bold",
        "forced": "italic",
        "cursor": "reverse",
        "message": "",
        "search": "italic",
        "keys": "#888888",
        "line": "#888888",
    }
)
Rows = Callable[[Dialogue, int], list[lines.Line]]


class Screen:
    """The application; `run` returns when the person is done."""

    def __init__(self, dialogue: Dialogue, input: Input | None = None, output: Output | None = None) -> None:
        self.dialogue = dialogue
        self.interrupted = False
        self._worker = ThreadPoolExecutor(1)
        self._asking: object = None
        self.app: Application[None] = Application(
            layout=self._layout(), key_bindings=self._keys(), style=STYLE, full_screen=True, input=input, output=output
        )
        self.app.ttimeoutlen = self.app.timeoutlen = 0.1  # so that Esc alone answers at once

    def run(self) -> None:
        """Show it until the person is done."""
        asyncio.run(self.show())

    async def show(self) -> None:
        """The same within a running loop."""
        try:
            await self.app.run_async(pre_run=self._ask, set_exception_handler=False)
        finally:
            self._asking = None
            self._worker.shutdown(wait=True, cancel_futures=True)

    def _layout(self) -> Layout:
        overview = Condition(lambda: self.dialogue.looking is Looking.OVERVIEW)
        body = VSplit(
            [
                self._window(lines.variables, width=LEFT),
                Window(width=1, char="│", style="class:line"),
                self._window(lines.options),
            ]
        )
        return Layout(
            HSplit(
                [
                    self._window(lines.header, height=2),
                    Window(height=1, char="─", style="class:line"),
                    ConditionalContainer(body, ~overview),
                    ConditionalContainer(self._window(lines.overview), overview),
                    Window(height=1, char="─", style="class:line"),
                    self._window(self._message, height=Dimension(min=0, max=MESSAGE), fixed=True),
                    self._window(lines.keys, height=2),
                ]
            )
        )

    def _window(
        self, rows: Rows, width: int | None = None, height: Dimension | int | None = None, fixed: bool = False
    ) -> Window:
        def shown() -> StyleAndTextTuples:
            columns = get_app().output.get_size().columns
            wide = width or (columns - LEFT - 1 if rows is lines.options else columns)
            found: StyleAndTextTuples = []
            for number, line in enumerate(rows(self.dialogue, max(10, wide))):
                found += [("", "\n")] * (number > 0) + [*line]
            return found

        control = FormattedTextControl(shown, show_cursor=False, focusable=False)
        scroll = (lambda _: self.dialogue.row) if rows is lines.overview else None
        return Window(
            control,
            width=width,
            height=height,
            dont_extend_height=fixed,
            always_hide_cursor=True,
            get_vertical_scroll=scroll,
        )

    def _message(self, dialogue: Dialogue, width: int) -> list[lines.Line]:
        return lines.message(dialogue, width, MESSAGE)

    def _keys(self) -> KeyBindings:
        found, dialogue = KeyBindings(), self.dialogue

        def on(*names: str, do: Callable[[], None]) -> None:
            def handle(event: KeyPressEvent) -> None:
                try:
                    do()
                    self._ask()
                except Exception as error:  # told like any other error of the command, the terminal put right first
                    event.app.exit(exception=error)

            for name in names:
                found.add(name, eager=name != "escape")(handle)

        on("up", do=lambda: dialogue.move(-1))
        on("down", do=lambda: dialogue.move(1))
        on("pageup", do=lambda: dialogue.move(-10))
        on("pagedown", do=lambda: dialogue.move(10))
        on("enter", do=dialogue.enter)
        on("right", do=lambda: dialogue.enter() if dialogue.looking is Looking.VARIABLES else None)
        on("escape", "left", do=dialogue.back)
        on("backspace", do=dialogue.erase)
        on("delete", do=dialogue.take_back)
        on("c-z", do=dialogue.undo)
        on("f2", do=dialogue.complete)
        on("f3", do=dialogue.overview)
        on("f4", do=dialogue.switch)
        on("c-s", do=dialogue.save)
        on("?", do=lambda: dialogue.type("?") if dialogue.is_typing() else dialogue.why())

        @found.add(Keys.Any)
        def typed(event: KeyPressEvent) -> None:
            if event.data.isprintable():
                dialogue.type(event.data)

        @found.add(Keys.BracketedPaste)
        def pasted(event: KeyPressEvent) -> None:
            dialogue.type("".join(letter for letter in event.data if letter.isprintable())[:200])

        @found.add("c-c", eager=True)
        @found.add("c-q", eager=True)
        def quit_(event: KeyPressEvent) -> None:
            self.interrupted = event.key_sequence[0].key == Keys.ControlC
            event.app.exit()

        return found

    def _ask(self) -> None:
        """Ask for the days beside what is shown, unless they are there or asked for already."""
        dialogue, quoter = self.dialogue, self.dialogue.finish.quoter
        if quoter is None or not dialogue.region or dialogue.told is not None:
            return
        about = (dialogue.session, dialogue.region, dialogue.by)
        if self._asking == about:
            return
        self._asking = about

        def quote() -> Quote | None:
            if self._asking is not about:
                return None  # the person has gone on in the meantime
            return quoter.quote(about[0], about[1], about[2])

        async def answer() -> None:
            try:
                told = await asyncio.get_running_loop().run_in_executor(self._worker, quote)
            except Exception as error:
                self.app.exit(exception=error)
                return
            if self._asking is about:
                dialogue.told, self._asking = told, None
                self.app.invalidate()

        self.app.create_background_task(answer())
