# SPDX-License-Identifier: Apache-2.0
"""A saved configuration under the model as it is now: what is kept, what changed, and what has to be given up.

Names are followed through `formerly`, what was not asked then has its `absent` value, and of choices that no longer go
together as few as possible are given up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from klynge.configure.model import AnyVariable, ChoiceVariable, ProductModel, Texts

from .configuration import Configuration, Value
from .fault import ConfigurationError, Language
from .figures import kroner
from .made import Made
from .texts import say
from .values import Values

if TYPE_CHECKING:
    from klynge.configure import Session

    from .desk import Desk, Work


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as it was saved; `variable` by its present identifier where there is one."""

    variable: str
    texts: Texts

    def words(self, language: Language) -> str:
        """The change as a sentence's part."""
        return self.texts[language]


@dataclass(frozen=True, slots=True)
class VariableGone(Change):
    value: Value


@dataclass(frozen=True, slots=True)
class OptionGone(Change):
    """`after` is what it becomes; None when it is left to choose or not asked any more."""

    value: Value
    after: Value | None = None


@dataclass(frozen=True, slots=True)
class Renamed(Change):
    """A variable (`before` and `after` are identifiers of variables) or an option of `variable`."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class NewVariable(Change):
    """`value` is what it has; None when it is left to choose."""

    value: Value | None


@dataclass(frozen=True, slots=True)
class NotAsked(Change):
    value: Value


@dataclass(frozen=True, slots=True)
class GivenUp(Change):
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class PriceChanged(Change):
    before_ore: int
    after_ore: int


@dataclass(frozen=True, slots=True)
class WorkChanged(Change):
    added: tuple[str, ...]  # steps
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    materials: bool


@dataclass(frozen=True, slots=True)
class Reopened:
    """`configuration` is by the present model and valid; None when nothing valid can be reached.

    `kept` says whether every choice that was saved still stands, under whatever name.
    """

    saved: Configuration
    configuration: Configuration | None
    changes: tuple[Change, ...]

    @property
    def kept(self) -> bool:
        return self.configuration is not None and not any(
            isinstance(change, VariableGone | OptionGone | GivenUp) for change in self.changes
        )

    def words(self, language: Language) -> str:
        """The account of what changed, a line each."""
        lines = [_sentence(change.words(language)) for change in self.changes]
        if self.configuration is None:
            lines.append(say("nothing-fits")[language])
        return "\n".join(lines or [say("nothing-changed")[language]])


def reopen(desk: Desk, saved: Configuration, before: ProductModel | None = None) -> Reopened:
    """The saved configuration under the desk's model of its product.

    With the model as it was, prices and work are compared too. Raises ConfigurationError when the product is gone.
    """
    work = desk.work(saved.product)
    now, changes = carried(work, saved.choices, saved.version)
    values, faults = work.valuing.faults(now.choices, desk.on)
    if faults:
        found = _nearest(work, now.choices)
        if found is None:
            return Reopened(saved, None, tuple(changes))
        changes += _differing(work, now.choices, found, {one.key: one.message for one in faults})
        values = found
    configuration = work.valuing.canonical(values)
    changes = [_now(work, change, configuration) for change in changes]
    told = {change.variable for change in changes}
    changes += [
        NewVariable(name, say("variable-new", variable=_texts(work.model, name), value=values[name]), values[name])
        for name in configuration.choices
        if name not in told and name not in now.choices
    ]
    if before is not None:
        changes += _compared(desk, saved, before, configuration)
    return Reopened(saved, configuration, tuple(changes))


def carried(work: Work, saved: Mapping[str, Value], version: str) -> tuple[Configuration, list[Change]]:
    """The choices by the present names, without those that there are no more, and the changes that makes.

    They need not be complete or go together.
    """
    model = work.model
    kept: Values = {}
    changes: list[Change] = []
    names = {old: one.id for one in model.variables.values() for old in one.formerly}
    for name, value in saved.items():
        variable = model.variables.get(name) or model.variables.get(names.get(name, ""))
        if variable is None:
            changes.append(VariableGone(name, say("variable-gone", variable=name, value=value), value))
            continue
        texts = _texts(model, variable.id)
        if variable.id != name:
            changes.append(Renamed(variable.id, say("variable-renamed", before=name, after=texts), name, variable.id))
        now = _option(variable, value)
        if now != value:
            said = say("option-renamed", before=value, after=now, variable=texts)
            changes.append(Renamed(variable.id, said, str(value), str(now)))
        typed, faults = work.valuing.typed({variable.id: now})
        if faults:
            changes.append(OptionGone(variable.id, say("option-gone", variable=texts, value=value), value))
        else:
            kept |= typed
    values, missing = work.valuing.complete(kept)
    for name in [name for name in kept if name in values and values[name] != kept[name]]:
        said = say("not-asked-any-more", variable=_texts(model, name), value=kept[name])
        changes.append(NotAsked(name, said, kept.pop(name)))
    told = {change.variable for change in changes}
    changes += [
        NewVariable(name, say("variable-open", variable=_texts(model, name)), None)
        for name in missing
        if name not in told
    ]
    return Configuration(model.id, version, kept), changes


def _now(work: Work, change: Change, configuration: Configuration) -> Change:
    """What was an option that is gone, with what it becomes."""
    if not isinstance(change, OptionGone) or change.variable not in configuration.choices:
        return change
    after = configuration.choices[change.variable]
    texts = _texts(work.model, change.variable)
    said = say("option-gone-now", variable=texts, value=change.value, after=after)
    return OptionGone(change.variable, said, change.value, after)


def _nearest(work: Work, kept: Mapping[str, Value]) -> Values | None:
    """Values that give up as few of the choices as possible, of as many rather those that the model names last.

    A number that has to change becomes the nearest; what else is open is chosen at the lowest price.
    """
    compiled = work.completing.compiled
    if compiled.empty:
        return None
    # As likely as possible, when every choice that was saved was made a million times, gives up the fewest.
    order = {name: place for place, name in enumerate(reversed(work.model.variables))}
    wanted = {(name, value): 10**6 + 10**4 * order[name] for name, value in kept.items()}
    nearest = compiled.session({}).complete_by("likeliest", counts=wanted)
    if nearest is None:
        return None
    stays = {name: value for name, value in kept.items() if nearest.choices.get(name, value) == value}
    session = compiled.session(stays)
    for name, value in kept.items():
        if name not in stays and isinstance(value, int):
            session = _with_nearest(session, name, value)
    found = session.complete_by("cheapest")
    values, missing = work.valuing.complete({**stays, **(found or nearest).choices})
    return None if missing else values


def _with_nearest(session: Session, name: str, wanted: int) -> Session:
    """The session with the possible value of a number that is nearest to one that is not."""
    from klynge.configure import NumberView, Standing

    view = session.view().variables[name]
    if view.standing is not Standing.OPEN or not isinstance(view, NumberView):
        return session
    # the values of a span on either side of the one that is wanted
    near = [
        min(max(span.low + (wanted - span.low) // span.step * span.step + more, span.low), span.high)
        for span in view.spans
        for more in (0, span.step)
    ]
    return session.choose(name, min(near, key=lambda value: (abs(value - wanted), value))) if near else session


def _differing(work: Work, kept: Mapping[str, Value], now: Values, why: Mapping[str, Texts]) -> list[Change]:
    """What was given up, with the rules that were broken before."""
    reasons: Texts = {
        language: "; ".join(texts[language] for key, texts in why.items() if key.startswith("rules."))
        for language in ("nb", "en")
    }
    return [
        GivenUp(
            name,
            say("given-up", variable=_texts(work.model, name), before=value, after=now[name], why=reasons),
            value,
            now[name],
        )
        for name, value in kept.items()
        if now[name] != value
    ]


def _compared(desk: Desk, saved: Configuration, before: ProductModel, after: Configuration) -> list[Change]:
    """How price and work differ from what they were by the model as it was."""
    from .desk import Desk

    old = Desk({**desk.products, before.id: before}, desk.on, desk.language)
    changes: list[Change] = []
    try:
        was = old.configuration(saved.product, saved.choices)
        prices = old.price(was).piece_ore, desk.price(after).piece_ore
        works = old.made(was), desk.made(after)
    except ConfigurationError:
        return []  # it was not right then either: there is nothing to compare with
    if prices[0] != prices[1]:
        first, second = ({lang: kroner(ore, lang) for lang in ("nb", "en")} for ore in prices)
        changes.append(PriceChanged("", say("price-changed", before=first, after=second), *prices))
    work = _work_changed(*works)
    return [*changes, work] if work else changes


def _work_changed(before: Made, after: Made) -> WorkChanged | None:
    old, new = ({step.id: _bare(step) for step in made.steps} for made in (before, after))
    added = tuple(name for name in new if name not in old)
    removed = tuple(name for name in old if name not in new)
    changed = tuple(name for name in new if name in old and old[name] != new[name])
    used = [sorted((one.step, one.item, one.quantity) for one in made.used) for made in (before, after)]
    materials = used[0] != used[1]
    if not (added or removed or changed or materials):
        return None
    said = [say("step-new", step=name) for name in added] + [say("step-gone", step=name) for name in removed]
    said += [say("step-changed", step=name) for name in changed] + ([say("bill-changed")] if materials else [])
    what = {language: ", ".join(one[language] for one in said) for language in ("nb", "en")}
    return WorkChanged("", say("work-changed", what=what), added, removed, changed, materials)


def _bare(step: object) -> object:
    """A step without where it is written."""
    from .made import MadeLink, MadeStep, MadeWay

    if isinstance(step, MadeStep):
        numbers = (step.yield_permille, step.max_lots, step.min_lot, step.template.same_site)
        return (*numbers, *map(_bare, step.ways), *map(_bare, step.after))
    assert isinstance(step, MadeWay | MadeLink)
    return tuple(getattr(step, name) for name in step.__slots__ if name != "place")


def _option(variable: AnyVariable, value: Value) -> Value:
    """The value by its present name."""
    if not isinstance(variable, ChoiceVariable) or any(option.id == value for option in variable.options):
        return value
    return next((option.id for option in variable.options if value in option.formerly), value)


def _texts(model: ProductModel, name: str) -> Texts:
    return model.variables[name].texts


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith(".") else ".")
