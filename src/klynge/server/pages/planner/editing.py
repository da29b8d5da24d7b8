# SPDX-License-Identifier: Apache-2.0
"""Changing the plan: the engine's verdict on a move, edits of a draft, undo and redo, publishing, locks and freezing.

The canvas sends JSON and gets `done` with a reason; a form gets the board again, with a message.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime, now

from klynge.server.api.problem import ProblemError
from klynge.server.pages.access import page
from klynge.server.pages.frame.formats import day, moment
from klynge.server.pages.planner.asking import asked, said, written
from klynge.server.pages.planner.asking import moment as moment_of
from klynge.server.pages.planner.forms import MoveForm, begun_minute
from klynge.server.roles import Ability
from klynge.server.texts import say
from klynge.server.trustee.client import Refused


@page(Ability.PLAN, "POST")
def verdict(request: HttpRequest) -> HttpResponse:
    """Whether a piece of work may stand elsewhere, and if not, why. Nothing is changed."""
    given = _given(request, "place", "to")
    try:
        found = asked(request, "verdict", draft=given.get("draft") or None, place=given["place"], to=given["to"])
    except Refused as refused:
        return JsonResponse({"fits": False, "reason": said(refused)})
    return JsonResponse({"fits": found["fits"], "reason": in_words(found)})


@page(Ability.PLAN, "POST")
def edit(request: HttpRequest) -> HttpResponse:
    """One more edit of a draft; of a new one when none is open. What does not fit leaves everything as it is."""
    given = _given(request, "edit")
    return _answered(request, given, lambda: edited(request, given))


def edited(request: HttpRequest, given: dict[str, Any]) -> dict[str, Any]:
    """The draft after the edit, and what to say of it. Raises Refused when it does not fit."""
    wanted, draft = given["edit"], given.get("draft")
    if not draft:
        if wanted["kind"] == "move":
            found = asked(request, "verdict", draft=None, place=wanted["place"], to=wanted["to"])
            if not found["fits"]:
                return {"done": False, "reason": in_words(found), "draft": None}
        name = say("Draft {when}", when=moment(localtime(now())))
        made = written(request, "draft_new", f"{given['key']} new" if given.get("key") else "", name=name)
        draft, version = made["draft"], made["version"]
    else:
        version = given.get("version") or asked(request, "draft", draft=draft)["version"]
    after = written(request, "draft_edit", given.get("key", ""), draft=draft, version=version, edit=wanted)
    return {
        "done": True,
        "reason": _in_the_draft(wanted["kind"], after.get("verdict")),
        "draft": after["draft"],
        "version": after["version"],
    }


@page(Ability.PLAN, "POST")
def step(request: HttpRequest) -> HttpResponse:
    """Undo, redo, publish or discard a draft."""
    given = _given(request, "draft", "step")
    verb = {name: f"draft_{name}" for name in ("undo", "redo", "publish", "discard")}.get(str(given["step"]))
    if verb is None:
        return _answered(request, given, lambda: {"done": False, "reason": say("Choose what to do with the draft.")})
    return _answered(request, given, lambda: _stepped(request, given, verb))


def _stepped(request: HttpRequest, given: dict[str, Any], verb: str) -> dict[str, Any]:
    version = given.get("version") or asked(request, "draft", draft=given["draft"])["version"]
    arguments = {"draft": given["draft"]} | ({} if verb == "draft_discard" else {"version": int(version)})
    found = written(request, verb, given.get("key", ""), **arguments)
    gone = verb in ("draft_publish", "draft_discard")
    said_of_it = {
        "draft_undo": lambda: say("Undone."),
        "draft_redo": lambda: say("Done again."),
        "draft_publish": lambda: _published(found),
        "draft_discard": lambda: say("The draft is thrown away."),
    }[verb]()
    return {
        "done": True,
        "reason": said_of_it,
        "draft": None if gone else given["draft"],
        "version": found.get("version"),
    }


def _published(found: dict[str, Any]) -> str:
    parts = [say("Published. Changes that are in the plan now: {n}.", n=found["published"])]
    parts += [say("Left out: {what}", what=each["words"]) for each in found["dropped"]]
    parts += [new_days(found)]
    return " ".join(part for part in parts if part)


@page(Ability.PLAN, "POST")
def repair(request: HttpRequest) -> HttpResponse:
    """Apply a repair to the plan at once."""
    given = _given(request, "order", "repair")

    def apply() -> dict[str, Any]:
        key = given.get("key", "")
        found = written(request, "apply_repair", key, order=given["order"], repair=given["repair"])
        return {"done": True, "reason": " ".join([say("The repair is in the plan."), new_days(found)]).strip()}

    return _answered(request, given, apply)


@page(Ability.PLAN, "POST")
def lock(request: HttpRequest) -> HttpResponse:
    """Lock a piece of work where it is, or unlock it: in the draft when one is open, else in the plan."""
    given = _given(request, "job", "operation")
    wanted = {"kind": "unlock" if given.get("unlock") else "lock", "job": given["job"], "operation": given["operation"]}
    if given.get("draft"):
        return _answered(request, given, lambda: edited(request, given | {"edit": wanted}))

    def locked() -> dict[str, Any]:
        verb = wanted["kind"]
        written(request, verb, given.get("key", ""), job=wanted["job"], operation=wanted["operation"])
        return {"done": True, "reason": say("Unlocked.") if verb == "unlock" else say("Locked where it is.")}

    return _answered(request, given, locked)


@page(Ability.PLAN, "POST")
def move(request: HttpRequest) -> HttpResponse:
    """Move a piece of work by the form, as dragging its bar does; or only ask whether it would fit."""
    form = MoveForm(request.POST)
    given = request.POST.dict()
    if not form.is_valid():
        reason = " ".join(f"{form.fields[name].label}: {errors[0]}" for name, errors in form.errors.items())
        return _answered(request, given, lambda: {"done": False, "reason": reason})
    if given.get("try"):

        def tried() -> dict[str, Any]:
            found = asked(request, "verdict", draft=given.get("draft") or None, place=form.place(), to=form.to())
            return {"done": False, "tried": True, "fits": found["fits"], "reason": in_words(found)}

        return _answered(request, given, tried)
    wanted = {"kind": "move", "place": form.place(), "to": form.to()}
    return _answered(request, given, lambda: edited(request, given | {"edit": wanted}))


def in_words(verdict: dict[str, Any]) -> str:
    """What the engine says of a move: why not and when at the earliest, or what else moves."""
    parts = [verdict.get("words") or ("" if not verdict["fits"] else say("This fits."))]
    nearest = moment_of(verdict.get("nearest"))
    if not verdict["fits"] and nearest is not None:
        parts.append(say("The nearest that fits: {when}.", when=moment(begun_minute(nearest))))
    parts += _brings(verdict) if verdict["fits"] else []
    return " ".join(part for part in parts if part)


def _in_the_draft(kind: str, verdict: dict[str, Any] | None) -> str:
    """What was done in the draft, and what it brings."""
    done = {
        "move": say("Moved in the draft."),
        "lock": say("Locked where it is, in the draft."),
        "unlock": say("Unlocked in the draft."),
    }.get(kind, say("It is in the draft now."))
    return " ".join(part for part in [done, *(_brings(verdict) if verdict else [])] if part)


def _brings(verdict: dict[str, Any]) -> list[str]:
    """What else moves, and whose days are new."""
    moved = verdict.get("moved_orders")
    return [say("Orders that move with it: {n}.", n=moved) if moved else "", new_days(verdict)]


def new_days(found: dict[str, Any]) -> str:
    """Which orders get another day; those of others only as a number."""
    mine = [each for each in found.get("new_days") or [] if _day(each)]
    told = ", ".join(f"{each.get('number') or each.get('order')} {_day(each)}" for each in mine[:6])
    more = len(mine) - 6 + (found.get("others_new_days") or 0) if len(mine) > 6 else found.get("others_new_days") or 0
    parts = [say("New days: {orders}.", orders=told.rstrip("."))] if told else []
    if more:
        parts.append(say("More orders that get a new day: {n}.", n=more))
    return " ".join(parts)


def _day(each: dict[str, Any]) -> str:
    found = each.get("now") or each.get("day")
    return day(date.fromisoformat(found)) if found else ""


def _given(request: HttpRequest, *needed: str) -> dict[str, Any]:
    """What was sent: JSON of the canvas, or the fields of a form. Raises ProblemError when something needed lacks."""
    try:
        sent = json.loads(request.body) if request.content_type == "application/json" else request.POST.dict()
        if isinstance(sent, dict) and isinstance(sent.get("edit"), str):
            sent["edit"] = json.loads(sent["edit"])
    except ValueError:
        sent = None
    if not isinstance(sent, dict) or any(not sent.get(name) for name in needed) or _shapeless(sent):
        raise ProblemError(422, "unreadable", say("The request cannot be read."), remedy=say("Mend the request."))
    return sent


def _shapeless(sent: dict[str, Any]) -> bool:
    """Whether an edit is not one."""
    edit = sent.get("edit", {"kind": "none"})
    if not isinstance(edit, dict) or not isinstance(edit.get("kind"), str):
        return True
    return edit["kind"] == "move" and not {"place", "to"} <= edit.keys()


def _answered(request: HttpRequest, given: dict[str, Any], do: Callable[[], dict[str, Any]]) -> HttpResponse:
    """The outcome as JSON for a module of the page, else a message and the board again."""
    try:
        found = do()
    except Refused as refused:
        if refused.problem.get("status", 409) not in (404, 409, 422):
            raise
        found = {"done": False, "reason": said(refused), "kind": refused.problem.get("kind", "")}
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse(found)
    (messages.success if found["done"] or found.get("fits") else messages.warning)(request, found["reason"])
    draft = found.get("draft", given.get("draft"))
    return redirect(f"{reverse('planner:board')}?{urlencode({'draft': draft} if draft else {})}")
