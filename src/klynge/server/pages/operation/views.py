# SPDX-License-Identifier: Apache-2.0
"""Health, jobs, backups and users of the installation. Nothing here tells of any firm's work."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from klynge.server.api.access import asker
from klynge.server.operate.doctor.texts import CHECKS
from klynge.server.pages.access import page
from klynge.server.pages.frame.formats import language
from klynge.server.pages.frame.listing import Choice, Column, listed
from klynge.server.pages.frame.wording import worded
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import Standing, acting_for
from klynge.server.texts import say
from klynge.server.trustee.link import ask, measures

BY_STATE = Choice(
    "state", "State", (("ready", "In line"), ("running", "Running"), ("done", "Done"), ("buried", "Failed"))
)
STATES = BY_STATE.options
TONES = {"ready": "info", "running": "info", "done": "ok", "buried": "bad"}
USERS = (
    Column("email", "E-mail address"),
    Column("organisation", "Organisation"),
    Column("cluster", "Cluster"),
    Column("role", "Role", value=lambda row: worded(row["role"])),
    Column("since", "Since", kind="day"),
    Column("last_login", "Last here", kind="day"),
)


@page(Ability.OPERATE, "GET", "POST")
def home(request: HttpRequest) -> HttpResponse:
    """Whether all parts answer, what they count, and what the doctor found last; POST lets the doctor look again."""
    standing = asker(request)
    if request.method == "POST":
        ask("job_begin", standing, {"kind": "doctor"})
        messages.success(request, say("The doctor is looking. It takes a minute; load the page again then."))
        return redirect("operation:home")
    counted = measures()
    parts = [(say("Database"), _database_answers()), (say("Planner (trustee)"), bool(counted))]
    jobs = ask("jobs", standing, {})["jobs"] if counted else []
    looked = next((each for each in jobs if each["kind"] == "doctor" and each["own"] and each["result"]), None)
    waiting = any(each["kind"] == "doctor" and each["state"] in ("ready", "running") for each in jobs)
    found = {
        "parts": parts,
        "well": all(up for _, up in parts),
        "logs": _named(counted.get("logs", []), standing) if counted else [],
        "jobs": [(state, word, counted["jobs"].get(state, 0)) for state, word in STATES] if counted else [],
        "doctor": _doctor(looked["result"]) if looked else None,
        "looked": datetime.fromisoformat(looked["ended"]) if looked else None,
        "waiting": waiting,
    }
    return render(request, "operation/home.html", found)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
            return bool(cursor.fetchone() == (1,))
    except DatabaseError:
        return False


def _named(logs: list[dict[str, Any]], standing: Standing) -> list[dict[str, Any]]:
    names = {each["cluster_id"]: each["cluster"] for each in ask("people", standing, {})["organisations"]}
    other = say("Another cluster")
    return [each | {"name": names.get(each["cluster"]) or f"{other} ({each['cluster'][:8]})"} for each in logs]


def _doctor(report: dict[str, Any]) -> list[tuple[str, str, list[str]]]:
    """Each check: its name, how it stands ("ok", "info" or "bad"), and what was found."""
    found = []
    for name in report["checked"]:
        mine = [each for each in report["findings"] if each["check"] == name]
        tone = "bad" if any(each["fault"] for each in mine) else "info" if mine else "ok"
        found.append((CHECKS[name][language()], tone, [each["text"] for each in mine]))
    return found


def kind_word(kind: str) -> str:
    """A kind of job in the language of the request."""
    return {
        "backup": say("Backup"),
        "doctor": say("Doctor"),
        "scenario": say("Scenario"),
        "improve": say("Improvement"),
    }.get(kind, kind)


JOBS = (
    Column("kind", "What", value=lambda row: kind_word(row["kind"])),
    Column("organisation", "Organisation"),
    Column("state", "State", kind="chip", value=lambda row: (dict(STATES)[row["state"]], TONES[row["state"]])),
    Column("progress", "Done, %", kind="number"),
    Column("made", "Put in line", kind="moment"),
    Column("ended", "Ended", kind="moment"),
    Column("failures", "Failures", kind="number"),
    Column("trouble", "Trouble"),
    Column(
        "stop",
        "Do",
        sort=False,
        value=lambda row: _to_do(row),
        link=lambda row: f"?job={row['id']}" if _to_do(row) else "",
    ),
)


def _to_do(row: dict[str, Any]) -> str:
    if row["state"] == "buried":
        return say("Try again …")
    return say("Stop …") if row["state"] in ("ready", "running") and not row["stop_asked"] else ""


@page(Ability.OPERATE)
def jobs(request: HttpRequest) -> HttpResponse:
    """The background jobs of all organisations; of others' the kind alone. `?job=` asks what to do with one."""
    standing = asker(request)
    rows = [_moments(each) for each in ask("jobs", standing, {})["jobs"]]
    state = request.GET.get("state", "")
    chosen = [each for each in rows if state in ("", each["state"])]
    one = next((each for each in rows if each["id"] == request.GET.get("job", "")), None)
    with acting_for(standing):
        shown = listed(request, "jobs", JOBS, chosen, filters=(BY_STATE,))
    found = {"listing": shown, "one": one, "word": kind_word(one["kind"]) if one else ""}
    return shown.response or render(request, "operation/jobs.html", found)


def _moments(row: dict[str, Any]) -> dict[str, Any]:
    return row | {
        name: datetime.fromisoformat(row[name]) if row[name] else None
        for name in ("made", "ended", "since", "last_login")
        if name in row
    }


@page(Ability.OPERATE, "POST")
def job(request: HttpRequest, job: UUID) -> HttpResponse:
    """Stop a job, or put a failed one in line again."""
    again = request.POST.get("do") == "again"
    ask("job_again" if again else "job_stop", asker(request), {"job": str(job)})
    messages.success(request, say("It is in line again.") if again else say("The job is told to stop."))
    return redirect("operation:jobs")


@page(Ability.OPERATE, "GET", "POST")
def backups(request: HttpRequest) -> HttpResponse:
    """The backups that were made here, and where they are; POST begins one."""
    standing = asker(request)
    if request.method == "POST":
        begun = ask("job_begin", standing, {"kind": "backup"})
        messages.success(
            request, say("The backup has begun.") if begun["new"] else say("A backup is being made already.")
        )
        return redirect("operation:backups")
    answer = ask("backups", standing, {})
    rows = [
        each | {"made": datetime.fromisoformat(each["made"]), "mb": each["size"] / 1e6} for each in answer["backups"]
    ]
    mine = [_moments(each) for each in ask("jobs", standing, {})["jobs"] if each["kind"] == "backup" and each["own"]]
    going = [each for each in mine if each["state"] in ("ready", "running")]
    failed = mine[0] if mine and mine[0]["state"] == "buried" else None
    found = {"backups": rows, "folder": answer["folder"], "going": going, "failed": failed}
    return render(request, "operation/backups.html", found)


@page(Ability.OPERATE)
def users(request: HttpRequest) -> HttpResponse:
    """Who has which role where."""
    standing = asker(request)
    rows = [
        _moments(person) | {"organisation": each["name"], "cluster": each["cluster"]}
        for each in ask("people", standing, {})["organisations"]
        for person in each["people"]
    ]
    with acting_for(standing):
        shown = listed(request, "users", USERS, rows, search=True, found=_found)
    return shown.response or render(request, "operation/users.html", {"listing": shown})


def _found(rows: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    return [row for row in rows if text.casefold() in f"{row['email']} {row['organisation']}".casefold()]
