# SPDX-License-Identifier: Apache-2.0
"""What is wrong with a model, and with a configuration."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.configure.small_models import HERE, ON, choice, model, rule, texts

from klynge.configure import compile_product
from klynge.configure import expression as x
from klynge.configure.model import AnyVariable, Option, TextVariable


def if_then(a: tuple[str, str], b: tuple[str, str]) -> x.Expression:
    """One option asks for another."""
    return x.Connect(x.Connective.IMPLIES, (x.IsOption(a[0], frozenset({a[1]})), x.IsOption(b[0], frozenset({b[1]}))))


TWO = {"c": choice("c", "a", "b"), "d": choice("d", "a", "b"), "e": choice("e", "a", "b")}


def test_rules_that_leave_nothing_are_named() -> None:
    """The contradiction, and not the rule beside it."""
    rules = {
        "one": rule("one", x.IsOption("c", frozenset({"a"}))),
        "beside": rule("beside", if_then(("e", "a"), ("d", "a"))),
        "two": rule("two", if_then(("c", "a"), ("d", "b"))),
        "three": rule("three", x.Not(x.IsOption("d", frozenset({"b"})))),
    }
    product = compile_product(model(TWO, rules), ON)
    assert product.empty
    assert [reason.id for reason in product.conflict()] == ["one", "two", "three"]


def test_options_that_no_product_has_are_dead() -> None:
    """And only those."""
    product = compile_product(model(TWO, {"r": rule("r", x.Not(x.IsOption("d", frozenset({"b"}))))}), ON)
    assert product.dead_options() == (("d", "b"),)
    assert not product.possible("d", "b")


def test_a_rule_that_follows_from_others_is_redundant() -> None:
    """c asks for d, d for e: that c asks for e follows."""
    rules = {
        "cd": rule("cd", if_then(("c", "a"), ("d", "a"))),
        "de": rule("de", if_then(("d", "a"), ("e", "a"))),
        "ce": rule("ce", if_then(("c", "a"), ("e", "a"))),
    }
    assert compile_product(model(TWO, rules), ON).redundant_rules() == ("ce",)


def test_a_configuration_names_what_it_breaks() -> None:
    """Rules, conditions, and options that are not sold on the day."""
    variables: dict[str, AnyVariable] = {
        "c": choice("c", "a", "b"),
        "d": choice("d", "a", "none", when=x.IsOption("c", frozenset({"a"})), otherwise="none"),
        "t": TextVariable("t", texts("t"), HERE, pattern="[A-Z]+"),
    }
    product = compile_product(model(variables, {"r": rule("r", x.IsOption("c", frozenset({"b"})))}), ON)
    assert [(one.kind, one.id) for one in product.broken({"c": "a", "d": "none"})] == [
        ("condition", "d"),
        ("rule", "r"),
    ]
    assert product.valid({"c": "b", "d": "none", "t": "AB"})
    assert not product.valid({"c": "b", "d": "none", "t": "ab"})
    assert not product.valid({"c": "b", "d": "none"})
    assert not product.valid({"c": "b", "t": "AB"})


def test_an_option_counts_on_the_days_it_is_sold() -> None:
    """Before that it is no choice, and the reason is the day."""
    later = Option("b", texts("b"), HERE, valid_from=date(2026, 6, 1))
    soon = replace(choice("c", "a"), options=(Option("a", texts("a"), HERE), later))
    assert compile_product(model({"c": soon}), date(2026, 6, 1)).count().number == 2
    product = compile_product(model({"c": soon}), ON)
    assert product.count().number == 1
    found = product.session().why_not("c", "b")
    assert found is not None
    assert [reason.kind for reason in found.rules] == ["validity"]
    unsold = compile_product(model({"c": replace(soon, options=(later,)), "d": choice("d", "a")}), ON)
    assert unsold.empty
    assert [(reason.kind, reason.id) for reason in unsold.conflict()] == [("validity", "c")]
