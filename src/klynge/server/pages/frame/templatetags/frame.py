# SPDX-License-Identifier: Apache-2.0
"""The components of the design system for templates. Texts given to them are English; they speak the reader's language.

/design/ shows each with its markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from re import findall
from typing import Any
from uuid import UUID

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, Widget
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from klynge.server.orders.days import agreed_day
from klynge.server.pages.frame import charts, formats
from klynge.server.pages.frame.listing import NUMERIC, Column, Listing, Written
from klynge.server.pages.frame.names import region_name
from klynge.server.pages.frame.states import STATES, TONES
from klynge.server.pages.frame.wording import worded
from klynge.server.texts import say

register = template.Library()
SPRITE = Path(__file__).parents[1] / "static" / "frame" / "icons.svg"


@cache
def icon_names() -> frozenset[str]:
    """The icons there are."""
    return frozenset(findall(r'symbol id="([a-z-]+)"', SPRITE.read_text("utf-8")))


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon; with a label when it stands alone. Raises ValueError for one that there is not."""
    return _drawn(name, worded(label) if label else "")


@lru_cache(1000)
def _drawn(name: str, label: str) -> SafeString:
    if name not in icon_names():
        raise ValueError(
            f"there is no icon {name!r}: draw it in {SPRITE.name}, or choose one of {sorted(icon_names())}"
        )
    use = f"{static('frame/icons.svg')}#{name}"
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>', label, use)
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"></use></svg>', use)


@register.simple_tag
def chip(text: str, tone: str = "quiet", icon: str = "") -> SafeString:
    """What state something is in."""
    return _chip(worded(text), tone, icon or TONES.get(tone, "info"))


@lru_cache(1000)
def _chip(text: str, tone: str, icon: str) -> SafeString:
    return format_html('<span class="chip {}">{}{}</span>', tone, _icon(icon), text)


@register.simple_tag
def state(value: str) -> SafeString:
    """What an order's promise has come to."""
    shown = STATES[str(value)]
    return chip(shown.text, shown.tone, shown.icon)


@register.simple_tag
def crumb(text: str, address: str = "", *arguments: object) -> SafeString:
    """A page above this one; `address` is a name or a path."""
    if not address:
        return format_html("<li>{}</li>", worded(text))
    return format_html('<li><a href="{}">{}</a></li>', _address(address, arguments), worded(text))


@register.simple_tag
def day(value: date | datetime | None, stop: bool = False) -> SafeString:
    """A day, with its ISO week for who asks. With `stop` it ends a sentence: months that are cut short have a full stop
    already."""
    shown = formats.day(value)
    made = _time(value, shown, formats.on_day(value).isoformat() if value else "")
    return format_html("{}.", made) if stop and not shown.endswith(".") else made


@register.filter
def arrival(moment: datetime | None) -> date | None:
    """The day that a moment agreed on, or expected, means: midnight is the end of the day before."""
    return agreed_day(moment)


@register.simple_tag
def moment(value: datetime | None) -> SafeString:
    """A day and a time of it."""
    return _time(value, formats.moment(value), formats.local(value).isoformat() if value else "")


@register.simple_tag
def ago(value: date | datetime | None) -> SafeString:
    """How far from now."""
    return _time(value, formats.ago(value), value.isoformat() if value else "")


@register.simple_tag
def week(value: date | datetime | None) -> SafeString:
    """The ISO week."""
    if value is None:
        return SafeString(formats.NONE)
    found = formats.on_day(value).isocalendar()
    return _time(value, formats.week(value), f"{found.year}-W{found.week:02}")


def _time(value: date | datetime | None, text: str, machine: str) -> SafeString:
    if value is None:
        return SafeString(text)
    return format_html('<time datetime="{}" title="{}">{}</time>', machine, formats.in_full(value), text)


register.simple_tag(formats.money, name="money")
register.simple_tag(formats.number, name="number")
register.simple_tag(formats.share, name="share")
register.simple_tag(formats.hours, name="hours")
register.simple_tag(formats.weight, name="weight")


@register.simple_tag
def progress(done: float, most: float, text: str) -> SafeString:
    """How much of something is done."""
    return format_html(
        '<label class="progress"><span><span>{}</span><span class="number">{} / {}</span></span>'
        '<progress value="{}" max="{}"></progress></label>',
        worded(text), formats.number(done), formats.number(most), done, most or 1,
    )  # fmt: skip


WIDE = 9  # characters of a figure that stand beside others


@register.simple_tag
def stat(
    name: str,
    figure: object,
    tone: str = "",
    url: str = "",
    hint: str = "",
    icon: str = "",
) -> SafeString:
    """A figure with its name; a link when it has an address."""
    shown = formats.number(figure) if isinstance(figure, int) and not isinstance(figure, bool) else figure
    drawn = icon or {"ok": "check", "warn": "warning", "bad": "stop"}.get(tone, "")
    inner = format_html(
        '<span class="name">{}{}</span><span class="figure">{}</span>',
        _icon(drawn) if drawn else "", worded(name), formats.NONE if shown is None else shown,
    )  # fmt: skip
    if hint:
        inner += format_html('<span class="more">{}</span>', worded(hint))
    kinds = f"{tone} long" if len(str(shown)) > WIDE else tone  # such as the money of a year
    if url:
        return format_html('<a class="stat {}" href="{}">{}</a>', kinds, url, inner)
    return format_html('<div class="stat {}">{}</div>', kinds, inner)


@register.simple_block_tag(end_name="endempty")
def empty(content: str, title: str, text: str = "", icon: str = "box") -> SafeString:
    """Nothing here, and how something would come."""
    more = format_html("<p>{}</p>", worded(text)) if text else ""
    actions = format_html('<div class="button-row">{}</div>', mark_safe(content)) if content.strip() else ""
    return format_html('<div class="empty">{}<h2>{}</h2>{}{}</div>', _icon(icon), worded(title), more, actions)


@register.simple_block_tag(end_name="enddialog")
def dialog(content: str, name: str, title: str) -> SafeString:
    """A dialog, opened by a button with `data-opens="NAME"`."""
    return format_html(
        '<dialog id="{0}" aria-labelledby="{0}-title"><header><h2 id="{0}-title">{1}</h2>'
        '<button type="button" class="quiet icon-only" data-closes>{2}</button></header>'
        '<div class="body">{3}</div></dialog>',
        name, worded(title), icon("cross", "Close"), mark_safe(content),
    )  # fmt: skip


@register.simple_tag
def form_errors(form: BaseForm, focus: bool = True) -> SafeString:
    """All that is wrong with what was sent, each a link to its field."""
    if not form.errors:
        return SafeString("")
    items: list[tuple[str | None, str]] = [(None, str(error)) for error in form.non_field_errors()]
    items += [(form[name].id_for_label, f"{form[name].label}: {e}") for name in form.fields for e in form[name].errors]
    listed = format_html_join("", "<li>{}</li>", ((_to_field(where, what),) for where, what in items))
    return format_html(
        '<div class="error-summary" role="alert" tabindex="-1"{}><h2>{}</h2><ul>{}</ul></div>',
        SafeString(" data-focus" if focus else ""),
        say("Some of this cannot be used."), listed,
    )  # fmt: skip


def _to_field(where: str | None, what: str) -> SafeString:
    return format_html('<a href="#{}">{}</a>', where, what) if where else format_html("{}", what)


@register.simple_tag
def field(bound: BoundField, **attributes: object) -> SafeString:
    """A field with its label, what to write, and what was wrong with it, told to those who listen too. Attributes are
    the control's: `autocomplete="name"`, `inputmode="decimal"`."""
    if bound.is_hidden:
        return SafeString(str(bound))
    widget: Widget = bound.field.widget
    identifier = bound.id_for_label or bound.auto_id
    told = [f"{identifier}-{part}" for part, there in (("hint", bound.help_text), ("error", bound.errors)) if there]
    given = {name.replace("_", "-"): value for name, value in attributes.items()}
    if told:
        given["aria-describedby"] = " ".join(told)
    if bound.errors:
        given["aria-invalid"] = "true"
    control = bound.as_widget(attrs={k: str(v) for k, v in given.items()})
    optional = "" if bound.field.required else format_html(' <span class="optional">({})</span>', say("optional"))
    hint = (
        format_html('<div class="hint" id="{}-hint">{}</div>', identifier, bound.help_text) if bound.help_text else ""
    )
    wrong = format_html_join("", "{}", ((error,) for error in bound.errors))
    error = format_html('<p class="error" id="{}-error">{}</p>', identifier, wrong) if bound.errors else ""
    kind = "field wrong" if bound.errors else "field"
    if isinstance(widget, CheckboxInput):
        label = format_html('<label for="{}">{}</label>', identifier, bound.label)
        return format_html('<div class="{}"><div class="check">{}{}</div>{}{}</div>', kind, control, label, hint, error)
    if widget.use_fieldset:
        return format_html(
            '<fieldset class="{}"><legend>{}{}</legend>{}{}{}</fieldset>',
            kind,
            bound.label,
            optional,
            hint,
            control,
            error,
        )
    label = format_html('<label for="{}">{}{}</label>', identifier, bound.label, optional)
    return format_html('<div class="{}">{}{}{}{}</div>', kind, label, hint, control, error)


@register.inclusion_tag("frame/listing.html", takes_context=True)
def listing(
    context: dict[str, Any], shown: Listing, title: str, text: str, icon: str = "box", url: str = "", action: str = ""
) -> dict[str, Any]:
    """A list with its search, filters, views, pages and exports. With nothing in it: a title, how something comes
    here, and perhaps an address to begin at and what that does."""
    nothing = {"title": title, "text": text, "icon": icon, "url": url, "action": action}
    common = {"request": context["request"], "csrf_token": context.get("csrf_token", "")}
    return {"listing": shown, "nothing": nothing} | common


@register.simple_tag
def cell(written: Written) -> SafeString:
    """A cell of a list: here, for a list has hundreds, and a template asks each of them all its questions."""
    kind = written.kind
    if kind == "chip":
        inner: object = chip(written.text, written.tone)
    elif kind == "state":
        inner = state(written.value)
    elif kind in ("day", "moment"):
        inner = day(written.value) if kind == "day" else moment(written.value)
    else:
        inner = written.text
    if written.href:
        inner = format_html('<a href="{}">{}</a>', written.href, inner)
    stands = _STANDS.get(kind) or (_LONG if len(written.text) > LONG else _SHORT if written.href else SafeString(""))
    return format_html("<td{}>{}</td>", stands, inner)


LONG = 24
"""A text of more letters has several lines, but not ever so many; a name that is shorter is not broken."""
_LONG, _SHORT = SafeString(' class="words"'), SafeString(' class="nowrap"')
_STANDS = dict.fromkeys(NUMERIC, SafeString(' class="number"')) | dict.fromkeys(
    ("day", "moment"), SafeString(' class="nowrap"')
)


@register.simple_tag
def list_address(shown: Listing, key: str, value: object = None) -> str:
    """The list's address with one thing changed, back on its first page."""
    return shown.at(**{"page": None, key: value})


@register.simple_tag
def sort_address(shown: Listing, column: Column) -> str:
    """The list sorted by a column: rising first, then falling, then as it comes."""
    after = {column.key: f"-{column.key}", f"-{column.key}": None}
    return shown.at(page=None, sort=after.get(shown.sort, column.key))


@register.simple_tag
def sorted_as(shown: Listing, column: Column) -> SafeString:
    """How the list is sorted by a column, for who listens."""
    way = {column.key: "ascending", f"-{column.key}": "descending"}.get(shown.sort)
    return format_html(' aria-sort="{}"', way) if way else SafeString("")


@register.simple_tag
def sort_icon(shown: Listing, column: Column) -> SafeString:
    """The same for who looks."""
    drawn = {column.key: "sort-up", f"-{column.key}": "sort-down"}.get(shown.sort)
    return icon(drawn) if drawn else SafeString("")


@register.simple_tag
def page_address(shown: Listing, step: int) -> str:
    """The page of the list so many on."""
    return shown.at(page=shown.page + step)


@register.simple_tag
def icons_address() -> str:
    """Where scripts find the icons."""
    return static("frame/icons.svg")


@register.inclusion_tag("frame/chart.html")
def bars(chart: charts.Chart) -> dict[str, Any]:
    """Bars."""
    return {"drawn": charts.bars(chart)}


@register.inclusion_tag("frame/chart.html")
def lines(chart: charts.Chart) -> dict[str, Any]:
    """Lines."""
    return {"drawn": charts.lines(chart)}


@register.simple_tag
def spark(values: Sequence[float], label: str = "") -> SafeString:
    """A small line in a text or a table, with its first and last number for who cannot see it."""
    says = f"{worded(label)} {formats.number(values[0])} … {formats.number(values[-1])}".strip() if values else ""
    return format_html(
        '<svg class="spark" viewBox="0 0 100 24" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<polyline points="{}"></polyline></svg>',
        says or formats.NONE, charts.spark(values),
    )  # fmt: skip


def _icon(name: str) -> SafeString:
    return icon(name)


def _address(address: str, arguments: Sequence[object]) -> str:
    if address.startswith(("/", "?", "#")):
        return address
    try:
        return reverse(address, args=arguments)
    except NoReverseMatch:
        raise ValueError(f"there is no address named {address!r}") from None


@register.simple_tag
def region(cluster: UUID, name: str) -> str:
    """What a region is called in the reader's language."""
    return region_name(cluster, name) or "–"
