# SPDX-License-Identifier: Apache-2.0
"""Verbs of choosing: the products, a screen of choices, days beside options, the least change, codes, comparing.

Every question carries all choices; what was reckoned for them before is kept. Nothing is reserved.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from klynge.configure import ChoiceError, Session
from klynge.configure.work import Configuration, ConfigurationError, Value, read_code, reopen
from klynge.configure.work import Desk as Work
from klynge.inquiry import UnknownNameError
from klynge.server.products.actions import keep
from klynge.server.products.queries import configuration_by_code
from klynge.server.roles import Ability
from klynge.server.trustee.answering import desk_of
from klynge.server.trustee.asking import Choices, Chosen, Word
from klynge.server.trustee.buying_texts import problem
from klynge.server.trustee.desk import Desk, Desks, now
from klynge.server.trustee.offered import may_have, not_whole
from klynge.server.trustee.products import Catalogue, Kept, as_typed, for_a_moment
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.screens import changed, quoted, repaired, screen, titled, unfit, value_titled
from klynge.server.trustee.service import Problem, Verb

Quantity = Annotated[int, Field(ge=1, le=1_000_000)]


class Anything(BaseModel):
    """No arguments."""

    model_config = ConfigDict(extra="forbid")


class Choosing(BaseModel):
    """Choices for a product, in the order in which they were made."""

    model_config = ConfigDict(extra="forbid")
    product: Word
    choices: Choices = Field(default_factory=dict)
    quantity: Quantity = 1


class Dating(Choosing):
    """The same, delivered to a region."""

    region: Word
    by: Literal["cheapest", "earliest"] = "cheapest"


class Changing(Choosing):
    """One choice more (None: one fewer), whatever must be given up for it."""

    variable: Word
    value: Chosen | None


class Completing(Choosing):
    """All that is left open decided, the best way by one measure."""

    by: Literal["cheapest", "lightest", "greenest", "likeliest"] = "cheapest"


class Reopening(BaseModel):
    """A code as somebody typed it."""

    model_config = ConfigDict(extra="forbid")
    code: Annotated[str, StringConstraints(min_length=12, max_length=40)]


class Comparing(BaseModel):
    """Two sets of choices, perhaps for two products."""

    model_config = ConfigDict(extra="forbid")
    left: Choosing
    right: Choosing


def verbs(desks: Desks) -> list[Verb]:
    """All that can be asked of products."""
    asking = _Asking(desks)
    return [
        Verb("products", Ability.ASK, Anything, asking.products),
        Verb("configure", Ability.ASK, Choosing, asking.configure),
        Verb("days", Ability.ASK, Dating, asking.days),
        Verb("change", Ability.ASK, Changing, asking.change),
        Verb("complete", Ability.ASK, Completing, asking.complete),
        Verb("save", Ability.ASK, Choosing, asking.save),
        Verb("reopen", Ability.ASK, Reopening, asking.reopen),
        Verb("compare", Ability.ASK, Comparing, asking.compare),
    ]


def warm_products(desks: Desks) -> None:
    """Compile every cluster's products, so that the first customer does not wait for it."""
    for desk in desks:
        desk.catalogue.warm(desk.catalogue.now(desk.plan.state.network, now()))


class _Asking:
    def __init__(self, desks: Desks) -> None:
        self._desks = desks

    def products(self, asker: Asker, _asked: Anything, _key: str) -> dict[str, Any]:
        desk, catalogue, kept = self._place(asker)
        lang = _language(asker)
        network = desk.plan.state.network
        found = []
        for model in kept.models.values():
            if asker.kind == "customer" or (asker.kind == "member" and model.owner == asker.code):
                cheapest = catalogue.chosen(kept, model.id, {}, 1).session
                with catalogue.choosing():
                    amount = cheapest.view().cheapest
                member = network.members.get(model.owner)
                found.append(
                    {
                        "product": model.id,
                        "version": model.version,
                        "name": model.texts[lang],
                        "seller": model.owner if member is None else member.name,
                        "unit": model.unit,
                        "from_ore": None if amount is None else amount.number,
                        "variables": len(model.variables),
                        "synthetic": model.synthetic,
                    }
                )
        return {
            "products": sorted(found, key=lambda one: one["name"]),
            "regions": list(network.regions),
            "region_names": network.region_names(),
            "postcodes": [[one.first, one.last, one.region] for one in kept.postcodes.stretches],
        }

    def configure(self, asker: Asker, asked: Choosing, _key: str) -> dict[str, Any]:
        desk, catalogue, kept = self._place(asker, asked.product)
        found = catalogue.chosen(kept, asked.product, asked.choices, asked.quantity)
        with catalogue.choosing():
            told = screen(found, _language(asker))
            cheapest = found.session.complete_by("cheapest")
            completion = {} if cheapest is None else dict(cheapest.choices)
            told |= {"completion": completion, "made": None}
            member = desk.plan.state.network.members.get(found.session.product.model.owner)
            told["seller"] = found.session.product.model.owner if member is None else member.name
            if found.session.complete and not found.aside:
                told["made"] = self._made(desk, kept, found.session, asker)
        return told

    def days(self, asker: Asker, asked: Dating, _key: str) -> dict[str, Any]:
        desk, catalogue, kept = self._place(asker, asked.product)
        regions = desk.plan.state.network.regions
        if asked.region not in regions:
            raise Problem(404, "not-found", UnknownNameError("region", asked.region, regions).words(asker.language))
        session = catalogue.chosen(kept, asked.product, asked.choices, asked.quantity).session
        return quoted(catalogue.quote(kept, desk.plan, session, asked.region, now(), asked.by))

    def change(self, asker: Asker, asked: Changing, _key: str) -> dict[str, Any]:
        _, catalogue, kept = self._place(asker, asked.product)
        session = catalogue.chosen(kept, asked.product, asked.choices, asked.quantity).session
        lang = _language(asker)
        with catalogue.choosing():
            try:
                if asked.value is None:
                    after = session.withdraw(asked.variable)
                else:
                    value = as_typed(session.product.model, asked.variable, asked.value)
                    after = repaired(session, asked.variable, value)
                    if after is session:
                        raise problem("cannot-change", lang, _why(session, asked.variable, value, lang))
            except ChoiceError:
                detail = unfit(session.product.model, asked.variable, asked.value or "", lang)
                raise problem("cannot-change", lang, detail) from None
            gave_up = [] if asked.value is None else changed(session, after, lang)
            return {"choices": dict(after.choices), "gave_up": gave_up}

    def complete(self, asker: Asker, asked: Completing, _key: str) -> dict[str, Any]:
        _, catalogue, kept = self._place(asker, asked.product)
        session = catalogue.chosen(kept, asked.product, asked.choices, asked.quantity).session
        with catalogue.choosing():
            found = session.complete_by(asked.by)
        if found is None:
            raise problem("cannot-change", asker.language)
        asked_for = set(found.choices) - {
            name for name, one in session.view().variables.items() if one.standing.value == "not-asked"
        }
        kept_first = {name: session.choices[name] for name in session.choices}
        more = {name: value for name, value in found.choices.items() if name in asked_for and name not in kept_first}
        return {"choices": kept_first | more, "price_ore": found.price}

    def save(self, asker: Asker, asked: Choosing, _key: str) -> dict[str, Any]:
        desk, catalogue, kept = self._place(asker, asked.product)
        with catalogue.choosing():
            try:
                made = kept.choosing.configuration(asked.product, asked.choices)
            except ConfigurationError as error:
                raise not_whole(error, asker) from None
            with for_a_moment():
                keep(desk.cluster, [asker.organisation], kept.choosing, made)
            return {"code": made.code, "item": made.item, "name": kept.choosing.name(made, _language(asker))}

    def reopen(self, asker: Asker, asked: Reopening, _key: str) -> dict[str, Any]:
        desk, catalogue, kept = self._place(asker)
        code = read_code(asked.code.rpartition("/")[2])
        with for_a_moment():
            saved = None if code is None else configuration_by_code(asker.organisation, desk.cluster, code)
        if saved is None or saved.product not in kept.models:
            raise problem("no-code", asker.language)
        may_have(kept, saved.product, asker)
        before = Configuration(saved.product, saved.version, saved.choices)
        with catalogue.choosing():
            found = reopen(kept.choosing, before)
            now_made = found.configuration
            choices = {} if now_made is None else _asked_of(kept.choosing, now_made)
        return {
            "product": saved.product,
            "choices": choices,
            "same": found.kept and now_made is not None and now_made.item == saved.item,
            "account": [] if not found.changes else found.words(_language(asker)).splitlines(),
        }

    def compare(self, asker: Asker, asked: Comparing, _key: str) -> dict[str, Any]:
        lang = _language(asker)
        sides = []
        for one in (asked.left, asked.right):
            _, catalogue, kept = self._place(asker, one.product)
            session = catalogue.chosen(kept, one.product, one.choices, one.quantity).session
            with catalogue.choosing():
                found = session.complete_by("cheapest")
            sides.append((session, {} if found is None else found.choices, found))
        rows: dict[str, dict[str, Any]] = {}
        for at, (session, values, _) in zip(("left", "right"), sides, strict=True):
            model = session.product.model
            for name in model.variables:
                value = values.get(name, session.choices.get(name))
                row = rows.setdefault(name, {"variable": name, "title": titled(model, name, lang)})
                row[at] = None if value in (None, "") else value_titled(model, name, value, lang)
                row[f"{at}_chosen"] = name in session.choices
        lines = [
            {"left": None, "right": None, "left_chosen": False, "right_chosen": False} | row for row in rows.values()
        ]
        told = [
            found and {"price_ore": found.price, "weight_g": found.weight_g, "completion": dict(found.choices)}
            for *_, found in sides
        ]
        return {"rows": [line | {"differs": line["left"] != line["right"]} for line in lines], "sides": told}

    def _place(self, asker: Asker, product: str = "") -> tuple[Desk, Catalogue, Kept]:
        desk = desk_of(self._desks, asker)
        kept = desk.catalogue.now(desk.plan.state.network, now())
        if product:
            may_have(kept, product, asker)
        return desk, desk.catalogue, kept

    def _made(self, desk: Desk, kept: Kept, session: Session, asker: Asker) -> dict[str, Any] | None:
        """What a complete configuration comes to; its bill to its owner alone."""
        lang = _language(asker)
        work = kept.choosing
        model = session.product.model
        try:
            made = work.configuration(model.id, session.values())
            price = work.price(made, session.quantity)
            told: dict[str, Any] = {
                "item": made.item,
                "code": made.code,
                "name": work.name(made, lang),
                "choices": dict(made.choices),
                "weight_g": work.weight_g(made),
                "lines": [
                    {"id": line.id, "text": line.texts[lang], "ore": line.ore, "per_order": line.per_order}
                    for line in price.lines
                ],
                "piece_ore": price.piece_ore,
                "order_ore": price.order_ore,
                "total_ore": price.total_ore,
                "bill": None,
            }
            if asker.kind == "member" and asker.code == model.owner:
                bill = work.bill(made, session.quantity, desk.plan.state.network.items, lang)
                told["bill"] = bill.words(lang).splitlines()
        except ConfigurationError:
            return None
        return told


def _asked_of(desk: Work, made: Configuration) -> dict[str, Value]:
    """All choices of a configuration, those too that its code leaves out since older versions did not ask them."""
    work = desk.work(made.product)
    values = desk.values(made)
    asked = {
        name: values[name]
        for name, variable in work.model.variables.items()
        if variable.when is None or work.evaluator.visible(name)(values)
    }
    return {name: value for name, value in asked.items() if value != ""}


def _why(session: Session, variable: str, value: Value, language: Literal["nb", "en"]) -> str:
    found = session.why_not(variable, value)
    return "" if found is None else found.sentence(language)


def _language(asker: Asker) -> Literal["nb", "en"]:
    return "en" if asker.language == "en" else "nb"
