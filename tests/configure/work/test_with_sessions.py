# SPDX-License-Identifier: Apache-2.0
"""What a session offers is what is made of it: the same products are valid, at the same price and weight."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from tests.configure.work.conftest import DAY, SMALL

from klynge.configure import CompiledProduct, compile_product
from klynge.configure.model import TextVariable
from klynge.configure.reading import read_products
from klynge.configure.work import Configuration, Desk, Value

ROOT = SMALL.parent
TEXTS = ("", "RAL 9010", "1234567", "Hilsen")
PRODUCTS = [
    (folder.name, product)
    for folder in sorted(ROOT.iterdir())
    if (folder / "products").is_dir()
    for product in read_products(folder)
]


@pytest.fixture(scope="module", params=PRODUCTS, ids="/".join)
def offered(request: pytest.FixtureRequest) -> tuple[Desk, CompiledProduct]:
    """Every product of the examples, for work and for sessions."""
    folder, product = request.param
    desk = Desk(read_products(ROOT / folder), DAY, "en")
    return desk, compile_product(desk.products[product], DAY)


def with_texts(desk: Desk, product: str, choices: Mapping[str, Value]) -> dict[str, Value]:
    """The choices with some text for each variable that asks for one."""
    model = desk.products[product]
    missing = desk.work(product).valuing.complete(choices)[1]
    asked = {name: one for name in missing if isinstance(one := model.variables[name], TextVariable)}
    return {
        **choices,
        **{name: next(text for text in TEXTS if re.fullmatch(one.pattern, text)) for name, one in asked.items()},
    }


@pytest.mark.parametrize("quantity", [1, 7])
def test_samples_are_valid_and_cost_what_was_said(offered: tuple[Desk, CompiledProduct], quantity: int) -> None:
    """A completion's price and weight are those of the configuration; a sample can be made, with rows for its work."""
    desk, product = offered
    session = product.session(quantity=quantity)
    for sample in session.sample(12, seed=quantity):
        chosen = product.session(sample, quantity=quantity)
        completion = chosen.complete_by("cheapest")
        assert completion is not None
        made = desk.configuration(product.model.id, with_texts(desk, product.model.id, completion.choices))
        assert desk.price(made, quantity).total_ore == completion.price
        assert desk.weight_g(made) == (completion.weight_g or 0)
        assert desk.rows(made, quantity).item == made.item


def test_what_breaks_a_rule_is_refused_by_both(offered: tuple[Desk, CompiledProduct]) -> None:
    """Two samples mixed are valid here exactly when sessions say so."""
    desk, product = offered
    first, second = product.session().sample(2, seed=3)
    for name in first:
        choices = with_texts(desk, product.model.id, {**first, name: second[name]})
        wrong = desk.check(Configuration(product.model.id, product.model.version, choices))
        assert (not wrong) == product.valid(choices), (choices, wrong)
