# SPDX-License-Identifier: Apache-2.0
"""Names for people of what the barrier keeps as words of its own: fields, rules, states, figures; with their tones."""

from __future__ import annotations

from datetime import date

from django.utils.translation import get_language

from klynge.cooperation.barrier import Verdict
from klynge.cooperation.barrier.release import Reason
from klynge.cooperation.barrier.texts import REASONS, VERDICTS
from klynge.server.barrier.models import DisclosureRow
from klynge.server.texts import say

EVERYONE = "cluster"  # the reader of a release
FIGURES = ("load", "orders", "kept", "missed")


def field_name(field: str) -> str:
    """What a field is."""
    names = {
        "member.name": say("the firm's name"),
        "member.organisation_number": say("the firm's organisation number"),
        "site.name": say("names of sites"),
        "site.place": say("where sites are"),
        "product.options": say("what can be chosen of products"),
        "product.price": say("list prices"),
        "product.routing": say("how products are made"),
        "product.cost": say("what products cost to make"),
        "order.state": say("the state of orders"),
        "order.delivery": say("delivery days of orders"),
        "order.progress": say("how far orders are"),
        "order.reason": say("why orders are when they are"),
        "order.customer": say("customers of orders"),
        "order.quantity": say("quantities of orders"),
        "order.value": say("prices of orders"),
        "order.cost": say("costs of orders"),
        "sub-supplier.name": say("the firm's name as a sub-supplier"),
        "work_centre.name": say("names of work centres"),
        "work_centre.calendar": say("working hours of work centres"),
        "work_centre.load": say("load of work centres"),
        "work_centre.free_hours": say("free hours of work centres"),
        "work_centre.cost": say("costs of work centres"),
        "work_centre.stops": say("stops of work centres"),
        "agreement.rate": say("rates of agreements"),
        "agreement.hours_used": say("hours used of agreements"),
        "stock.quantity": say("stock levels"),
        "forecast.demand": say("forecasts of demand"),
        "investment.plan": say("plans to invest"),
        "settlement.amount": say("amounts of settlements"),
        "coalition.value": say("what working together is worth to the firm"),
        "person.name": say("names of employees"),
        "person.absences": say("absences of employees"),
        "person.skills": say("skills of employees"),
        "person.wage": say("wages of employees"),
        "pool.wage": say("wages of groups"),
        "pool.hiring": say("plans to hire"),
    }
    return names.get(field, field)


def months(first: date, last: date) -> str:
    """The months of a figure."""
    begins, ends = f"{first:%Y-%m}", f"{last:%Y-%m}"
    return begins if begins == ends else f"{begins} – {ends}"


def purpose_name(purpose: str) -> str:
    """What something is shown for; a purpose that members wrote themselves as they wrote it."""
    names = {"order-follow-up": say("following up orders"), "cluster-indicator": say("figures of the cluster")}
    return names.get(purpose, purpose)


def about_name(row: DisclosureRow) -> str:
    """What an entry of the journal is about."""
    figure, _, rest = row.about.partition(" ")
    kind, _, span = rest.partition(" ")
    if row.reader != EVERYONE or figure not in FIGURES:
        return row.about
    first, _, last = span.partition("..")
    which = figure_name(figure) if kind == "all" else f"{figure_name(figure)}, {centre_kind(kind)}"
    return f"{which}, {first if first == last else f'{first} – {last}'}"


def class_name(kind: str) -> str:
    """What kind of secret it is."""
    return {
        "public": say("public"),
        "internal": say("internal"),
        "sensitive-capacity": say("capacity"),
        "sensitive-price": say("prices and costs"),
        "wage": say("wages"),
        "personal": say("personal"),
    }[kind]


def rule_name(rule: str) -> str:
    """Why something is shown or not."""
    language = "en" if get_language() == "en" else "nb"
    if rule in set(Verdict):
        return VERDICTS[language][Verdict(rule)]
    if rule in set(Reason):
        return REASONS[language][Reason(rule)]
    return {
        "stopped": say("All disclosures are stopped."),
        "released-sum": say("Released as a sum."),
        "released-median": say("Released as a median."),
    }.get(rule, rule)


def shown_as(rule: str) -> tuple[str, str]:
    """Whether it is shown, in a word, and its tone."""
    return {
        "own": (say("shown"), "info"),
        "public": (say("public"), "info"),
        "agreed": (say("shown by agreement"), "warn"),
    }.get(rule, (say("not shown"), "ok"))


def membership_state(state: str) -> tuple[str, str]:
    """Where a membership stands."""
    return {
        "invited": (say("to be signed"), "warn"),
        "joins": (say("joins"), "info"),
        "member": (say("member"), "ok"),
        "leaves": (say("leaves"), "warn"),
        "left": (say("has left"), "quiet"),
    }[state]


def agreement_state(state: str) -> tuple[str, str]:
    """Where an agreement stands."""
    return {
        "proposed": (say("to be signed"), "warn"),
        "ahead": (say("not yet in force"), "info"),
        "in-force": (say("in force"), "ok"),
        "ended": (say("ended"), "quiet"),
        "withdrawn": (say("withdrawn"), "quiet"),
    }[state]


def relation_name(relation: str) -> tuple[str, str]:
    """How two firms stand to one another."""
    return {
        "competitor": (say("competitors"), "bad"),
        "potential": (say("may come to compete"), "warn"),
        "vertical": (say("supplier and customer"), "info"),
        "none": (say("nothing in common"), "quiet"),
    }[relation]


def either(text: str, english: str) -> str:
    """A text that may have been given in both languages, in the reader's."""
    return (get_language() == "en" and english) or text


def market_kind(kind: str) -> str:
    """What is bought and sold there."""
    return {"product": say("products"), "purchasing": say("purchases"), "labour": say("labour")}[kind]


def figure_name(figure: str) -> str:
    """What a figure counts."""
    return {
        "load": say("Hours at work centres"),
        "orders": say("Orders due"),
        "kept": say("Orders that keep their day"),
        "missed": say("Orders that miss their day"),
    }[figure]


def centre_kind(kind: str) -> str:
    """Which work centres are counted."""
    return {"": say("all"), "machine": say("machines"), "batch": say("ovens and baths")}[kind]
