# SPDX-License-Identifier: Apache-2.0
"""What an operator sees and does: jobs, people and their roles in the operator's own cluster, backups of the whole
installation; never a firm's data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.db import connection, transaction
from pydantic import BaseModel, ConfigDict, Field

from klynge.server.accounts.models import Organisation, Place, User
from klynge.server.jobs.actions import enqueue, stop
from klynge.server.jobs.models import BackgroundJob, State
from klynge.server.operate.background import KINDS, backup_folder
from klynge.server.roles import Ability
from klynge.server.trustee.desk import Desks
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.service import Verb
from klynge.server.trustee.texts import problem

SHOWN = 200
Action = Callable[[Asker, Any, str], Any]


class Nothing(BaseModel):
    """No arguments."""

    model_config = ConfigDict(extra="forbid")


class Jobs(BaseModel):
    """The jobs of a state, or all."""

    model_config = ConfigDict(extra="forbid")
    state: Literal["", "ready", "running", "done", "buried"] = ""
    most: Annotated[int, Field(ge=1, le=1000)] = SHOWN


class One(BaseModel):
    """A job."""

    model_config = ConfigDict(extra="forbid")
    job: UUID


class Begin(BaseModel):
    """A job of the operator's own."""

    model_config = ConfigDict(extra="forbid")
    kind: Literal["backup", "doctor"]


def verbs(_desks: Desks) -> list[Verb]:
    """Operating."""
    return [
        Verb("jobs", Ability.OPERATE, Jobs, _closing(_jobs)),
        Verb("job_stop", Ability.OPERATE, One, _closing(_stop)),
        Verb("job_again", Ability.OPERATE, One, _closing(_again)),
        Verb("job_begin", Ability.OPERATE, Begin, _closing(_begin)),
        Verb("backups", Ability.OPERATE, Nothing, _closing(_backups)),
        Verb("people", Ability.OPERATE, Nothing, _closing(_people)),
    ]


def _closing(action: Action) -> Action:
    """With the database's connection closed after it: this thread may not ask again for long."""

    def closing(asker: Asker, asked: Any, key: str) -> Any:
        try:
            return action(asker, asked, key)
        finally:
            connection.close()

    return closing


def _jobs(asker: Asker, asked: Jobs, _key: str) -> dict[str, Any]:
    names = _names(asker)
    rows = BackgroundJob.objects.filter(tenant__in=names).order_by("-made", "id")
    if asked.state:
        rows = rows.filter(state=asked.state)
    return {"jobs": [_job(job, asker, names.get(job.tenant, "")) for job in rows[: asked.most]], "total": rows.count()}


def _job(job: BackgroundJob, asker: Asker, name: str) -> dict[str, Any]:
    """Of others' jobs neither arguments nor results, and of their trouble its kind: it may quote what is theirs."""
    own = job.tenant == asker.organisation
    return {
        "id": str(job.id),
        "organisation": name,
        "own": own,
        "kind": job.kind,
        "state": job.state,
        "progress": job.progress,
        "attempt": job.attempt,
        "failures": job.failures,
        "stop_asked": job.stop_asked,
        "made": job.made.isoformat(),
        "ended": None if job.ended is None else job.ended.isoformat(),
        "trouble": job.trouble if own else job.trouble.partition(":")[0],
        "result": job.result if own and job.kind in KINDS else None,
    }


def _names(asker: Asker) -> dict[UUID, str]:
    """The organisations of the operator's cluster."""
    return dict(Organisation.objects.filter(cluster_id=asker.cluster).values_list("id", "name"))


def _found(asker: Asker, job: UUID) -> BackgroundJob:
    found = BackgroundJob.objects.filter(id=job, tenant__in=_names(asker)).first()
    if found is None:
        raise problem("not-found", asker.language)
    return found


def _stop(asker: Asker, asked: One, _key: str) -> dict[str, Any]:
    job = _found(asker, asked.job)
    stop(job.id)
    job.refresh_from_db()
    return {"job": str(job.id), "state": job.state}


def _again(asker: Asker, asked: One, _key: str) -> dict[str, Any]:
    """The same job anew, for whom it was; the buried one stays, to be read."""
    job = _found(asker, asked.job)
    if job.state != State.BURIED:
        raise problem("not-found", asker.language)
    with transaction.atomic():
        return {"job": str(enqueue(job.tenant, job.kind, job.arguments))}


def _begin(asker: Asker, asked: Begin, _key: str) -> dict[str, Any]:
    """Put it in line, once: while one waits or runs, that one is meant."""
    with transaction.atomic():
        going = BackgroundJob.objects.filter(
            tenant=asker.organisation, kind=asked.kind, state__in=(State.READY, State.RUNNING)
        ).first()
        job = going.id if going else enqueue(asker.organisation, asked.kind, {"language": asker.language})
    return {"job": str(job), "new": going is None}


def _backups(_asker: Asker, _asked: Nothing, _key: str) -> dict[str, Any]:
    folder = backup_folder()
    files = sorted(folder.glob("*.zip"), reverse=True) if folder.is_dir() else []
    found = [
        {"file": file.name, "size": stat.st_size, "made": datetime.fromtimestamp(stat.st_mtime, UTC).isoformat()}
        for file in files
        if (stat := file.stat())
    ]
    return {"folder": str(folder), "backups": found}


def _people(asker: Asker, _asked: Nothing, _key: str) -> dict[str, Any]:
    places: dict[UUID, list[Place]] = {}
    for place in Place.objects.filter(organisation__cluster_id=asker.cluster).order_by("since", "id"):
        places.setdefault(place.organisation_id, []).append(place)
    users = User.objects.in_bulk({place.user_id for several in places.values() for place in several})
    own = Organisation.objects.filter(cluster_id=asker.cluster)
    organisations = own.select_related("cluster").order_by("kind", "name")
    return {
        "organisations": [
            {
                "name": each.name,
                "kind": each.kind,
                "cluster": each.cluster.name,
                "cluster_id": str(each.cluster_id),
                "people": [_place(users[place.user_id], place) for place in places.get(each.id, [])],
            }
            for each in organisations
        ]
    }


def _place(user: User, place: Place) -> dict[str, Any]:
    return {
        "email": user.email,
        "role": place.role,
        "since": place.since.isoformat(),
        "active": user.is_active,
        "last_login": None if user.last_login is None else user.last_login.isoformat(),
    }
