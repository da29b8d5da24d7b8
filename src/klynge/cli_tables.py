# SPDX-License-Identifier: Apache-2.0
"""Answers as tables that people read."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rich import box
from rich.console import Console
from rich.table import Table

from klynge.words import day, number, say, share

if TYPE_CHECKING:
    from klynge.api import Planned
    from klynge.exchange.plan_schema import OrderRow
    from klynge.planning import Promise
    from klynge.planning.measure import Measures

SHOWN_ORDERS = 10
SHOWN_BOTTLENECKS = 8
DAY_S = 86_400


def table(language: str, title: str, *columns: str) -> Table:
    """A plain table with columns named in the language: `>` sets one to the right, `=` keeps its names whole."""
    made = Table(title=title or None, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        heading = say(language, column.lstrip(">="))
        if column[:1] == ">":
            made.add_column(heading, justify="right")
        else:
            made.add_column(heading, no_wrap=column[:1] == "=", overflow="fold")  # the code of a configuration is long
    return made


def show_plan(console: Console, language: str, planned: Planned, measures: Measures, rows: list[OrderRow]) -> None:
    """What a planner asks first: how good is it, what limits it, what is late."""
    network, made = planned.cluster.network, planned.plan
    service, lead = measures.service, measures.lead_time
    console.print(
        say(
            language,
            "{name}: {orders} orders, {operations} portions, from {start} to {end}",
            name=network.name,
            orders=number(language, service.orders),
            operations=number(language, len(made.portions)),
            start=f"{made.at(made.start).astimezone(ZoneInfo(network.time_zone)):%Y-%m-%d}",
            end=f"{made.at(made.end).astimezone(ZoneInfo(network.time_zone)):%Y-%m-%d}",
        ),
        style="bold",
    )
    summary = Table(box=None, show_header=False, pad_edge=False)
    summary.add_row(say(language, "Planned"), part(language, service.planned, service.orders))
    summary.add_row(say(language, "On time"), part(language, service.on_time, service.orders))
    if service.promises:
        summary.add_row(say(language, "Promises kept"), part(language, service.promises_kept, service.promises))
    if lead.median_s is not None and lead.p90_s is not None:
        days = " / ".join(number(language, seconds / DAY_S, 1) for seconds in (lead.median_s, lead.p90_s))
        summary.add_row(say(language, "Lead time (median, 90 %)"), say(language, "{number} days", number=days))
    summary.add_row(say(language, "Cost"), f"{number(language, measures.costs.total_ore / 100)} kr")
    summary.add_row(say(language, "CO2"), f"{number(language, measures.carbon.total_g / 1000)} kg")
    console.print(summary)
    console.print()
    show_bottlenecks(console, language, measures)
    show_late(console, language, rows)
    show_unplanned(console, language, rows)
    if network.synthetic:
        console.print(f"{say(language, 'Synthetic')}: {network.synthetic}", markup=False)


def part(language: str, some: int, whole: int) -> str:
    """So many of so many, and the share."""
    return say(
        language,
        "{part} of {whole} ({share})",
        part=number(language, some),
        whole=number(language, whole),
        share=share(language, some / whole if whole else None),
    )


def show_bottlenecks(console: Console, language: str, measures: Measures) -> None:
    """The work centres with most load."""
    use = {row.work_centre: row for row in measures.work_centres}
    columns = ("=Work centre", "Site", ">Use", ">Set-up", ">Weeks over 90 %")
    shown = table(language, say(language, "Bottlenecks"), *columns)
    for row in islice(measures.bottlenecks, SHOWN_BOTTLENECKS):
        centre = use[row.work_centre]
        shares = (share(language, centre.utilisation), share(language, centre.setup_share))
        shown.add_row(row.work_centre, centre.site, *shares, str(len(row.weeks_over)))
    console.print(shown)


def show_late(console: Console, language: str, rows: list[OrderRow]) -> None:
    """The latest orders, worst first."""
    late = sorted((row for row in rows if row["late_s"]), key=lambda row: (-(row["late_s"] or 0), row["order"]))
    if not late:
        return
    title = "Late orders" if len(late) <= SHOWN_ORDERS else "Late orders (the {shown} worst of {all})"
    columns = ("=Order", "Item", "=Wanted", "=Delivered", ">Days late")
    shown = table(language, say(language, title, shown=SHOWN_ORDERS, all=number(language, len(late))), *columns)
    for row in islice(late, SHOWN_ORDERS):
        wanted, delivered = (day_of(text) for text in (row["promised"] or row["due"], row["delivered"] or row["due"]))
        days = number(language, (row["late_s"] or 0) / DAY_S, 1)
        shown.add_row(row["order"], row["item"], wanted, delivered, days)
    console.print(shown)


def show_unplanned(console: Console, language: str, rows: list[OrderRow]) -> None:
    """Orders that could not be planned, and where planning stopped."""
    from klynge.planning.explain import reason_in_words

    missing = [row for row in rows if row["delivered"] is None]
    if not missing:
        return
    counts = {"shown": min(SHOWN_ORDERS, len(missing)), "all": len(missing)}
    shown = table(
        language, say(language, "Not planned ({shown} of {all})", **counts), "=Order", "Reason", "=Stopped at"
    )
    for row in islice(missing, SHOWN_ORDERS):
        shown.add_row(
            row["order"], row["member"], row["item"], reason_in_words(row["reason"], language), row["operation"]
        )
    console.print(shown)


def day_of(text: str) -> str:
    """The day of an ISO 8601 moment; the midnight that ends a day is that day."""
    return f"{datetime.fromisoformat(text) - timedelta(seconds=1):%Y-%m-%d}"


def show_promise(
    console: Console, language: str, planned: Planned, asked: tuple[str, int, str], answer: Promise
) -> None:
    """The day, the answer to a wanted day, and where the work would be done."""
    from klynge.planning.explain import reason_in_words

    network = planned.cluster.network
    zone = ZoneInfo(network.time_zone)
    item, quantity, region = asked
    facts = {"item": item, "quantity": number(language, quantity), "region": region}
    if answer.delivered is None:
        text = "{quantity} of {item} in {region}: not within the horizon ({reason})."
        console.print(say(language, text, **facts, reason=reason_in_words(answer.reason, language)))
        return
    delivered = day(language, answer.delivered.astimezone(zone))
    console.print(say(language, "{quantity} of {item} in {region}: {day}", **facts, day=delivered), style="bold")
    if answer.wanted is not None:
        wanted = f"{answer.wanted.astimezone(zone) - timedelta(seconds=1):%Y-%m-%d}"
        text = "Wanted {day}: yes." if answer.kept else "Wanted {day}: no. The nearest day is {nearest}."
        console.print(say(language, text, day=wanted, nearest=f"{answer.delivered.astimezone(zone):%Y-%m-%d}"))
    shown = table(language, "", "=Operation", "=Work centre", ">Quantity", "=Start", "=End")
    for portion in sorted(answer.portions, key=lambda row: (row.setup_start, row.end)):
        centre = network.work_centres[portion.work_centre]
        local = ZoneInfo(network.sites[centre.site].time_zone)
        start, end = (
            f"{planned.plan.at(s).astimezone(local):%Y-%m-%d %H:%M}" for s in (portion.setup_start, portion.end)
        )
        shown.add_row(portion.operation, centre.id, str(portion.quantity), start, end)
    console.print(shown)
