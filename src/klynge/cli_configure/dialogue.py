# SPDX-License-Identifier: Apache-2.0
"""What a person has chosen and is looking at, and what each key does to it; knows no terminal.

The quantity and the place of delivery are asked for like variables of the product, before its own. What is typed
searches in a list, or is the value of a number or a text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from shlex import quote

from klynge.configure import (
    ChoiceError,
    ChoiceView,
    CompiledProduct,
    ImpossibleChoiceError,
    Needed,
    NumberView,
    Session,
    View,
)
from klynge.configure.model import ChoiceVariable, NumberVariable, TextVariable
from klynge.offers import By, Quote
from klynge.words import Language

from .finishing import Finish, completed, completion, is_open, still_open, ways_of
from .given import whole
from .phrases import said_of_spans, titled
from .saving import saved
from .texts import text

QUANTITY, REGION = "#quantity", "#region"


class Looking(StrEnum):
    """What the keys go to."""

    VARIABLES = "variables"
    OPTIONS = "options"
    CHANGE = "change"  # whether to give up what an impossible option needs
    COMPLETE = "complete"
    OVERVIEW = "overview"
    SAVE = "save"


@dataclass(slots=True)
class Dialogue:
    """A configuring session with a person. `finish` makes what needs more than the session: overview, saving."""

    session: Session
    language: Language
    finish: Finish
    regions: tuple[str, ...] = ()
    region: str = ""
    by: By = "cheapest"
    save_to: Path = Path("configurations.csv")
    looking: Looking = Looking.VARIABLES
    variable: str = QUANTITY
    row: int = 0
    typed: str = ""
    message: str = ""
    wanted: tuple[str, str] | None = None
    needed: Needed | None = None
    told: Quote | None = None
    page: list[str] = field(default_factory=list)
    unsaved: bool = False
    view: View = field(init=False)
    _before: list[tuple[Session, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.view = self.session.view()
        first = self.open_variable()
        self.variable = first if first else QUANTITY

    # what is shown

    @property
    def product(self) -> CompiledProduct:
        """The product that is configured."""
        return self.session.product

    def say(self, key: str, **facts: object) -> str:
        """A text in the person's language."""
        return text(self.language, key, **facts)

    def title(self, variable: str, option: str | None = None) -> str:
        """What a variable or an option is called."""
        if variable == QUANTITY:
            return self.say("quantity")
        if variable == REGION:
            return option or self.say("region")
        return titled(self.product.model, variable, self.language, option)

    def all_variables(self) -> list[str]:
        """Quantity, place, and the product's variables in the order of its groups."""
        model = self.product.model
        order = {group.id: number for number, group in enumerate(model.groups)}
        own = sorted(model.variables.values(), key=lambda one: order.get(one.group, len(order)))
        return [QUANTITY, *([REGION] if self.finish.quoter else []), *(one.id for one in own)]

    def variables(self) -> list[str]:
        """Those that the search leaves."""
        sought = self.typed.casefold() if self.looking is Looking.VARIABLES else ""
        return [one for one in self.all_variables() if sought in self.title(one).casefold() or sought in one.casefold()]

    def options(self) -> list[str]:
        """What can be chosen now: options, places or ways to complete, those that the search leaves."""
        if self.looking is Looking.COMPLETE:
            return list(ways_of(self.session))
        found = self._all_options()
        if self.looking is not Looking.OPTIONS:
            return found
        sought = self.typed.casefold()
        return [one for one in found if sought in self.title(self.variable, one).casefold() or sought in one.casefold()]

    def _all_options(self) -> list[str]:
        if self.variable == REGION:
            return list(self.regions)
        shown = self.view.variables.get(self.variable)
        return [option.id for option in shown.options] if isinstance(shown, ChoiceView) else []

    @property
    def current(self) -> str | None:
        """The option under the cursor."""
        options = self.options()
        return options[min(self.row, len(options) - 1)] if options else None

    def is_typing(self) -> bool:
        """Whether what is typed is a value, not a search."""
        if self.looking is Looking.SAVE:
            return True
        return self.looking is Looking.OPTIONS and not self._all_options()

    def open_variable(self, after: str = "") -> str | None:
        """The first variable that is asked for and not decided, of those after one if there are."""
        names = [name for name in self.all_variables() if name in self.view.variables]
        start = names.index(after) + 1 if after in names else 0
        return next((name for name in names[start:] + names[:start] if self.is_open(name)), None)

    def is_open(self, variable: str) -> bool:
        """Whether a variable of the product waits for a choice."""
        return is_open(self.session, self.view, variable)

    # what keys do

    def move(self, by: int) -> None:
        """The cursor up or down."""
        self.message = ""
        if self.looking is Looking.VARIABLES:
            names = self.variables()
            at = names.index(self.variable) if self.variable in names else -1 if by > 0 else 0
            if names:
                self.variable = names[max(0, min(len(names) - 1, at + by))]
            self._to_chosen()
        elif self.looking is Looking.OVERVIEW:
            self.row = max(0, min(len(self.page) - 1, self.row + by))
        else:
            self.row = max(0, min(len(self.options()) - 1, min(self.row, len(self.options()) - 1) + by))

    def type(self, letters: str) -> None:
        """Letters of a search or a value."""
        self.message = ""
        if self.looking is Looking.VARIABLES and self.is_value(self.variable) and letters.isdigit():
            self.looking = Looking.OPTIONS  # a digit on a number begins its value
        if self.looking in (Looking.CHANGE, Looking.OVERVIEW, Looking.COMPLETE):
            return
        self.typed += letters
        if self.looking is Looking.VARIABLES:
            names = self.variables()
            if names and self.variable not in names:
                self.variable = names[0]
                self._to_chosen()
        elif not self.is_typing():
            self.row = 0

    def is_value(self, variable: str) -> bool:
        """Whether a variable takes a number."""
        return variable == QUANTITY or isinstance(self.view.variables.get(variable), NumberView)

    def erase(self) -> None:
        """The last letter typed; without one, the choice is taken back."""
        if self.typed:
            self.typed = self.typed[:-1]
        elif self.looking in (Looking.VARIABLES, Looking.OPTIONS):
            self.take_back()

    def take_back(self) -> None:
        """Withdraw the choice of the variable under the cursor."""
        if self.variable in self.session.choices:
            self._become(self.session.withdraw(self.variable))
            self.message = self.say("taken_back", variable=self.title(self.variable))
        else:
            self.message = self.say("not_chosen", variable=self.title(self.variable))

    def undo(self) -> None:
        """Back to before the last choice."""
        if not self._before:
            self.message = self.say("nothing_to_undo")
            return
        session, self.region = self._before.pop()
        self._show(session)
        self.message = self.say("undone")

    def back(self) -> None:
        """Leave what is looked at."""
        self.message, self.typed = "", ""
        self.needed = self.wanted = None
        self.looking = Looking.VARIABLES
        self._to_chosen()

    def enter(self) -> None:
        """Go into the variable, or choose."""
        match self.looking:
            case Looking.VARIABLES:
                self.typed, self.message = "", ""
                if self.variable in self.variables():
                    self.looking = Looking.OPTIONS
                    self._to_chosen()
            case Looking.OPTIONS:
                self._choose()
            case Looking.CHANGE:
                self._change()
            case Looking.COMPLETE:
                self._complete()
            case Looking.SAVE:
                self._save()
            case Looking.OVERVIEW:
                self.back()

    def why(self) -> None:
        """Why the option under the cursor is not possible."""
        option = self.current
        if self.looking is not Looking.OPTIONS or option is None or self.variable == REGION:
            return
        name = self.title(self.variable, option)
        found = self.session.why_not(self.variable, option)
        if found is None:
            self.message = self.say("is_possible", option=name)
        else:
            self.message = self.say("why", option=name, sentence=found.sentence(self.language))

    def complete(self) -> None:
        """Ask by what the rest shall be decided."""
        self.back()
        self.looking, self.row = Looking.COMPLETE, 0

    def overview(self) -> None:
        """Show the whole configuration, or its cheapest completion."""
        self.back()
        self.page = list(
            self.finish.overview(self.session, self.region, self.language, still_open(self.session, self.language))
        )
        self.looking, self.row = Looking.OVERVIEW, 0

    def save(self) -> None:
        """Ask where a finished configuration shall be saved."""
        self.back()
        if not self.session.complete:
            self.message = self.say("save_open", variables=still_open(self.session, self.language))
            return
        self.looking, self.typed = Looking.SAVE, str(self.save_to)

    def switch(self) -> None:
        """The cheapest or the earliest way beside each option."""
        if self.finish.quoter is None or not self.region:
            self.message = self.say("need_cluster")
            return
        self.by = "earliest" if self.by == "cheapest" else "cheapest"
        self.told = None
        self.message = self.say("now_by", by=self.say(f"by_{self.by}"))

    def resume(self, product: str, arguments: str = "") -> str:
        """The command with which the choices are made again."""
        made = "".join(f" --set {quote(f'{name}={value}')}" for name, value in self.session.choices.items())
        place = f" --region {quote(self.region)}" if self.region else ""
        amount = f" --quantity {self.session.quantity}" if self.session.quantity != 1 else ""
        return f"klynge configure {quote(product)}{arguments}{place}{amount}{made}"

    def _choose(self) -> None:
        if self.variable == QUANTITY:
            self._choose_quantity()
            return
        if self.variable == REGION:
            if (region := self.current) is not None:
                self._become(self.session, region)
                self._onwards()
            return
        variable = self.product.model.variables[self.variable]
        match variable:
            case ChoiceVariable():
                value: str | int | None = self.current
            case NumberVariable():
                value = whole(self.typed)
                if value is None:
                    self.message = self.say("not_number", text=self.typed)
                    return
            case TextVariable():
                value = self.typed
        if value is None:
            return
        try:
            self._become(self.session.choose(self.variable, value))
        except ImpossibleChoiceError as error:
            self._offer_change(value, error.needed)
        except ChoiceError:
            self.message = self._unfit(value)
        else:
            self._onwards()

    def _unfit(self, value: str | int) -> str:
        """What a number or a text that is none of the variable's may be."""
        variable, shown = self.product.model.variables[self.variable], self.view.variables[self.variable]
        if isinstance(variable, NumberVariable) and isinstance(shown, NumberView):
            spans = said_of_spans(self.language, shown.spans, variable.unit)
            return self.say("bad_number", number=value, spans=spans)
        pattern = variable.pattern if isinstance(variable, TextVariable) else ""
        return self.say("bad_text", text=value, reason=self.say("pattern", pattern=pattern))

    def _choose_quantity(self) -> None:
        quantity = whole(self.typed)
        if quantity is None:
            self.message = self.say("not_number", text=self.typed)
        elif quantity < 1:
            self.message = self.say("too_few")
        else:
            self._become(self.session.with_quantity(quantity))
            self._onwards()

    def _offer_change(self, value: str | int, needed: Needed | None) -> None:
        """Say why not, and what would have to go."""
        name = self.title(self.variable, str(value))
        found = self.session.why_not(self.variable, value)
        why = self.say("why", option=name, sentence=found.sentence(self.language)) if found else ""
        if needed is None:
            self.message = why or self.say("never", option=name)
            return
        if not why:
            given_up = ", ".join(self.title(one) for one in needed.give_up)
            why = self.say("give_up", option=name, choices=given_up)
        self.message = f"{why}\n{self.say('give_up_keys')}"
        self.needed, self.wanted = needed, (self.variable, str(value))
        self.looking = Looking.CHANGE

    def _change(self) -> None:
        needed = self.needed
        self.looking = Looking.OPTIONS
        if needed is not None:
            self._become(self.session.choose(needed.variable, needed.value, giving_up=needed.give_up))
            self._onwards()

    def _complete(self) -> None:
        by = ways_of(self.session)[self.row]
        if by == "earliest" and (self.finish.quoter is None or not self.region):
            self.message = self.say("need_cluster")
            return
        choices = completion(self.session, by, self.finish, self.region)
        self.back()
        if choices is None:
            self.message = self.say("cannot_complete")
            return
        found = completed(self.session, choices)
        made = len(found.choices) - len(self.session.choices)
        self._become(found)
        self.message = self.say("completed", by=self.say(by), count=made)

    def _save(self) -> None:
        path = Path(self.typed).expanduser()
        self.back()
        try:
            item, new = saved(path, self.finish.configuration(self.session))
        except OSError as error:
            self.message = self.say("not_saved", path=path, reason=error.strerror or error)
            return
        self.save_to, self.unsaved = path, False
        self.message = self.say("saved" if new else "saved_before", item=item, path=path)

    def _onwards(self) -> None:
        """To the next variable that waits for a choice."""
        self.typed = ""
        self.needed = self.wanted = None
        self.looking = Looking.VARIABLES
        self.variable = self.open_variable(self.variable) or self.variable
        self._to_chosen()

    def _become(self, session: Session, region: str | None = None) -> None:
        self._before.append((self.session, self.region))
        self.region = self.region if region is None else region
        self.unsaved = True
        self._show(session)
        self.message = ""

    def _show(self, session: Session) -> None:
        self.session, self.view, self.told = session, session.view(), None
        self._to_chosen()

    def _to_chosen(self) -> None:
        """The cursor of the options onto the one that is chosen."""
        shown = self.view.variables.get(self.variable)
        value = self.region if self.variable == REGION else shown.value if isinstance(shown, ChoiceView) else None
        options = self._all_options()
        self.row = options.index(value) if value in options else 0


def groups_of(dialogue: Dialogue, names: list[str]) -> Iterator[tuple[str, str]]:
    """Each variable with the heading that it begins, if it does."""
    model = dialogue.product.model
    headings = {group.id: group.texts[dialogue.language] for group in model.groups}
    last = None
    for name in names:
        group = dialogue.say("order") if name.startswith("#") else headings.get(model.variables[name].group, "")
        yield name, group if group != last else ""
        last = group
