# SPDX-License-Identifier: Apache-2.0
"""A screen of the trustee as the page shows it: groups of variables, each option with its address, price and day."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from klynge.server.pages.customer.state import Choosing

MOST_STEPS = 60


def shown_groups(screen: dict[str, Any], now: Choosing, dated: dict[str, Any] | None) -> list[dict[str, Any]]:
    """The groups that have something to choose. What is not asked after these choices is left out."""
    beside = {} if dated is None else {(one["variable"], one["option"]): one for one in dated["options"]}
    groups: dict[str, dict[str, Any]] = {
        group["id"]: {"title": group["title"], "variables": []} for group in screen["groups"]
    }
    for variable in screen["variables"]:
        if variable["standing"] == "not-asked":
            continue
        group = groups.setdefault(variable["group"], {"title": "", "variables": []})
        group["variables"].append(_shown(variable, now, beside))
    return [group for group in groups.values() if group["variables"]]


def _shown(variable: dict[str, Any], now: Choosing, beside: dict[tuple[str, str], Any]) -> dict[str, Any]:
    chosen = variable["standing"] == "chosen"
    found = variable | {
        "chosen": chosen,
        "withdraw": f"{now.query()}&{urlencode({'variable': variable['id']})}&withdraw=1",
    }
    found["possible"] = [_option(variable, one, now, beside) for one in variable["options"] if one["possible"]]
    found["impossible"] = [_option(variable, one, now, beside) for one in variable["options"] if not one["possible"]]
    found["forced"] = variable["standing"] == "forced"
    if variable["kind"] == "number":
        spans = variable["spans"]
        found["least"], found["most"] = (spans[0]["low"], spans[-1]["high"]) if spans else (None, None)
        found["step"] = spans[0]["step"] if len(spans) == 1 else 1
        numbers = [n for one in spans for n in range(one["low"], one["high"] + 1, one["step"])[: MOST_STEPS + 1]]
        found["numbers"] = numbers if len(numbers) <= MOST_STEPS else []
        found["single"] = len(numbers) == 1
    return found


def _option(
    variable: dict[str, Any], option: dict[str, Any], now: Choosing, beside: dict[tuple[str, str], Any]
) -> dict[str, Any]:
    pair = urlencode({"variable": variable["id"], "value": option["id"]})
    dated = beside.get((variable["id"], option["id"]))
    return option | {
        "address": f"{now.query()}&{pair}",
        "key": f"{variable['id']}={option['id']}",
        "day": None if dated is None else dated["day"],
        "days_later": None if dated is None else dated["days_later"],
        "difference_ore": option["difference_ore"] if dated is None else dated["difference_ore"],
    }
