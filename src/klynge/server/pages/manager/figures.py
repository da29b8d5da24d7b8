# SPDX-License-Identifier: Apache-2.0
"""Value, cost, contribution and hours by product, customer and month, as the plan stands; each list can be exported."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from klynge.server.api.access import asker
from klynge.server.pages.access import page
from klynge.server.pages.frame.charts import Chart, Series
from klynge.server.pages.frame.listing import Column, listed
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import acting_for
from klynge.server.texts import say
from klynge.server.trustee.link import ask
from klynge.server.trustee.protocol import ELSEWHERE

GROUPS = ("products", "customers", "months")
HEADS = {
    "products": Column("name", "Product"),
    "customers": Column("name", "Customer"),
    "months": Column("name", "Month of delivery"),
}
SUMS = (
    Column("orders", "Orders", kind="number"),
    Column("quantity", "Quantity", kind="number"),
    Column("value_ore", "Value", kind="money"),
    Column("cost_ore", "Own cost", kind="money"),
    Column("paid_ore", "Paid to members", kind="money"),
    Column("received_ore", "Received from members", kind="money"),
    Column("contribution_ore", "Contribution", kind="money"),
    Column("per_hour_ore", "Contribution a machine hour", kind="money"),
    Column("machine_s", "Machine hours", kind="hours"),
    Column("people_s", "Work hours", kind="hours"),
)


@page(Ability.READ_FIGURES)
def figures(request: HttpRequest) -> HttpResponse:
    """`?by=products|customers|months`."""
    standing = asker(request)
    by = request.GET.get("by", "")
    by = by if by in GROUPS else "products"
    answer = ask("measures_of_member", standing, {})
    rows = [_row(each) for each in answer[by]]
    with acting_for(standing):
        columns = (HEADS[by], *SUMS)
        shown = listed(request, f"figures-{by}", columns, rows, search=True, found=_found)
    if shown.response is not None:
        return shown.response
    found = {"listing": shown, "by": by, "groups": GROUPS, "whole": _row(answer["whole"]), "months": _months(answer)}
    return render(request, "manager/figures.html", found)


def _row(each: dict[str, Any]) -> dict[str, Any]:
    hours = each["machine_h"]
    return each | {
        "name": _name(each.get("id", ""), each.get("name", "")),
        "machine_s": hours * 3600,
        "people_s": each["people_h"] * 3600,
        "per_hour_ore": round(each["contribution_ore"] / hours) if hours else None,
    }


def _name(identifier: str, name: str) -> str:
    if identifier == ELSEWHERE:
        return say("Work for other firms")
    return name or say("Not delivered, or for stock")


def _found(rows: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    return [row for row in rows if text.casefold() in row["name"].casefold()]


def _months(answer: dict[str, Any]) -> Chart | None:
    months = [each for each in answer["months"] if each["id"]]
    if not months:
        return None

    def thousands(key: str) -> list[float]:
        return [each[key] / 100_000 for each in months]

    series = [
        Series("Value", thousands("value_ore")),
        Series("Own cost", thousands("cost_ore")),
        Series("Contribution", thousands("contribution_ore")),
    ]
    return Chart("By month of delivery, thousand kroner", [each["id"] for each in months], series)
