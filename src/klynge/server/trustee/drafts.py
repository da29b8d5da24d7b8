# SPDX-License-Identifier: Apache-2.0
"""Drafts: a named list of edits that is looked at beside the plan, undone and redone, and published as moves that are
checked again at the head of the log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal
from uuid import UUID, uuid5

from django.db import transaction
from pydantic import BaseModel, ConfigDict, Field

from klynge.planning.fold import Published, Replica
from klynge.server.accounts.models import User
from klynge.server.drafts.models import Draft, Lock, State
from klynge.server.log import Proposed, Request
from klynge.server.roles import Ability
from klynge.server.trustee.agenda import Agenda
from klynge.server.trustee.answering import desk_of, written
from klynge.server.trustee.asking import Word
from klynge.server.trustee.board import Board, shown
from klynge.server.trustee.clock import planning_moment
from klynge.server.trustee.comparing import compared, dropped_told, edit_in_words, edits_told
from klynge.server.trustee.desk import Desk, Desks, now
from klynge.server.trustee.drafting import Done, Place, RefusedError, Target, Working, made, repair_data
from klynge.server.trustee.improving import improved
from klynge.server.trustee.judging import arrivals_of, new_days_of
from klynge.server.trustee.keeping import database, kept
from klynge.server.trustee.locking import changed_in_words
from klynge.server.trustee.nothing import Nothing
from klynge.server.trustee.ordering import key_of
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.repairing import known_repair
from klynge.server.trustee.service import Verb
from klynge.server.trustee.texts import problem
from klynge.server.trustee.wording import words
from klynge.server.trustee.working import remember, working_on

MOST_EDITS = 500


class New(BaseModel):
    """A draft by a name of one's own."""

    model_config = ConfigDict(extra="forbid")
    name: Word


class One(BaseModel):
    """A draft."""

    model_config = ConfigDict(extra="forbid")
    draft: UUID


class Version(One):
    """A draft as one knows it."""

    version: Annotated[int, Field(ge=1, le=2**31 - 1)]


class OnBoard(Board):
    """A draft's board."""

    draft: UUID


class MoveEdit(BaseModel):
    """Work set down elsewhere."""

    model_config = ConfigDict(extra="forbid")
    kind: Literal["move"]
    place: Place
    to: Target


class LockEdit(BaseModel):
    """An operation that is to stay, or to be free again."""

    model_config = ConfigDict(extra="forbid")
    kind: Literal["lock", "unlock"]
    job: Word
    operation: Word


class RepairEdit(BaseModel):
    """A repair that was told."""

    model_config = ConfigDict(extra="forbid")
    kind: Literal["repair"]
    order: UUID
    repair: Word


class ImproveEdit(BaseModel):
    """A search for a better plan of one's own work."""

    model_config = ConfigDict(extra="forbid")
    kind: Literal["improve"]
    seconds: Annotated[int, Field(ge=1, le=20)] = 5


class Editing(Version):
    """One more edit; what was undone is gone then."""

    edit: Annotated[MoveEdit | LockEdit | RepairEdit | ImproveEdit, Field(discriminator="kind")]


def verbs(desks: Desks) -> list[Verb]:
    """All that is done with drafts."""
    drafts = _Drafts(desks)
    return [
        Verb("drafts", Ability.PLAN, Nothing, drafts.all),
        Verb("draft", Ability.PLAN, One, drafts.one),
        Verb("draft_board", Ability.PLAN, OnBoard, drafts.board),
        Verb("draft_new", Ability.PLAN, New, drafts.new, writes=True),
        Verb("draft_edit", Ability.PLAN, Editing, drafts.edit, writes=True),
        Verb("draft_undo", Ability.PLAN, Version, drafts.undo, writes=True),
        Verb("draft_redo", Ability.PLAN, Version, drafts.redo, writes=True),
        Verb("draft_publish", Ability.PLAN, Version, drafts.publish, writes=True),
        Verb("draft_discard", Ability.PLAN, One, drafts.discard, writes=True),
    ]


def draft_of(desk: Desk, asker: Asker, draft: UUID) -> Draft:
    """A draft of the asker's firm. Raises Problem when there is none."""
    with database():
        found = Draft.objects.filter(tenant=asker.organisation, cluster=desk.cluster, id=draft).first()
    if found is None:
        raise problem("not-found", asker.language)
    return found


class _Drafts:
    """The verbs; each draft is the asker's firm's."""

    def __init__(self, desks: Desks) -> None:
        self._desks = desks

    def all(self, asker: Asker, _asked: Nothing, _key: str) -> dict[str, Any]:
        desk = desk_of(self._desks, asker)
        with database():
            rows = list(
                Draft.objects.filter(tenant=asker.organisation, cluster=desk.cluster).order_by("-changed")[:200]
            )
            names = names_of(rows)
        return {"drafts": [_head(draft, names) for draft in rows]}

    def one(self, asker: Asker, asked: One, _key: str) -> dict[str, Any]:
        desk = desk_of(self._desks, asker)
        return self._told(desk, asker, draft_of(desk, asker, asked.draft))

    def board(self, asker: Asker, asked: OnBoard, _key: str) -> dict[str, Any]:
        desk = desk_of(self._desks, asker)
        working, _ = working_on(desk, asker, draft_of(desk, asker, asked.draft))
        board = Board.model_validate(asked.model_dump(exclude={"draft", "known", "stays"}))
        found = shown(working.state, Agenda(), desk, asker, board, working.staying)
        before = shown(working.base, Agenda(), desk, asker, board)
        there = set(_bars(before))
        return found | {"moved": [n for n, bar in enumerate(_bars(found)) if bar not in there]}

    def new(self, asker: Asker, asked: New, key: str) -> dict[str, Any]:
        desk = desk_of(self._desks, asker)
        with database():
            draft, _ = Draft.objects.get_or_create(
                id=uuid5(asker.organisation, f"draft {key}"),
                defaults={
                    "tenant": asker.organisation,
                    "cluster": desk.cluster,
                    "name": asked.name,
                    "base": desk.plan.state.sequence,
                    "changed_by": asker.user,
                },
            )
        return self._told(desk, asker, draft)

    def edit(self, asker: Asker, asked: Editing, key: str) -> dict[str, Any]:
        desk = desk_of(self._desks, asker)
        draft = draft_of(desk, asker, asked.draft)
        if draft.done and draft.edits[draft.done - 1].get("key") == key:
            return self._told(desk, asker, draft)
        self._check(draft, asked.version, asker)
        if draft.done >= MOST_EDITS:
            raise problem("draft-over", asker.language)
        working, results = working_on(desk, asker, draft)
        mine = working.copy()
        edit = self._stored(asked.edit, mine, desk, asker) | {"key": key}
        try:
            done = mine.do(edit)
        except RefusedError as error:
            raise problem("does-not-fit", asker.language, words(error, working.state, asker)) from None
        edits = [*draft.edits[: draft.done], edit]
        draft = self._changed(draft, asker, edits=edits, done=len(edits))
        remember(desk, asker, draft, mine, [*results, done])
        return self._told(desk, asker, draft)

    def undo(self, asker: Asker, asked: Version, _key: str) -> dict[str, Any]:
        return self._step(asker, asked, -1)

    def redo(self, asker: Asker, asked: Version, _key: str) -> dict[str, Any]:
        return self._step(asker, asked, 1)

    def discard(self, asker: Asker, asked: One, _key: str) -> dict[str, Any]:
        desk = desk_of(self._desks, asker)
        draft = draft_of(desk, asker, asked.draft)
        if draft.state == State.PUBLISHED:
            raise problem("draft-over", asker.language)
        if draft.state == State.OPEN:
            draft = self._changed(draft, asker, state=State.DISCARDED)
        with database():
            return _head(draft, names_of([draft]))

    def publish(self, asker: Asker, asked: Version, key: str) -> dict[str, Any]:
        desk = desk_of(self._desks, asker)
        draft = draft_of(desk, asker, asked.draft)
        request = publishing(desk, asker, draft, key_of(asker, key, "draft_publish", asked))
        if draft.state != State.PUBLISHED:
            self._check(draft, asked.version, asker)
        answer = written(desk, asker, request, "would-break")
        locks = answer.pop("_locks")
        if draft.state == State.OPEN:
            self._changed(draft, asker, state=State.PUBLISHED)
            _lock(desk, asker, locks)
        return answer

    def _step(self, asker: Asker, asked: Version, by: int) -> dict[str, Any]:
        desk = desk_of(self._desks, asker)
        draft = draft_of(desk, asker, asked.draft)
        self._check(draft, asked.version, asker)
        if not 0 <= draft.done + by <= len(draft.edits):
            raise problem("nothing-to-undo", asker.language)
        return self._told(desk, asker, self._changed(draft, asker, done=draft.done + by))

    def _changed(self, draft: Draft, asker: Asker, **values: Any) -> Draft:
        """The draft with other values, if it is still the version that is known. Raises Problem when it is not."""
        with database(), transaction.atomic():
            mine = Draft.objects.select_for_update().get(id=draft.id)
            if mine.version != draft.version:
                raise self._by_another(mine, asker)
            for name, value in values.items():
                setattr(mine, name, value)
            mine.version += 1
            mine.changed_by = asker.user
            mine.save()
        return mine

    def _check(self, draft: Draft, version: int, asker: Asker) -> None:
        """Raises Problem when the draft is over, or is not the version that the asker knows."""
        if draft.state != State.OPEN:
            raise problem("draft-over", asker.language)
        if draft.version != version:
            raise self._by_another(draft, asker)

    def _by_another(self, draft: Draft, asker: Asker) -> Exception:
        """Who changed it, when, and the newest edit in force."""
        state = desk_of(self._desks, asker).plan.state
        with database():
            detail = changed_in_words(draft.changed, draft.changed_by, state.network)
        if draft.done:
            detail += f": {edit_in_words(draft.edits[draft.done - 1], state, asker.language)}"
        return problem("draft-changed", asker.language, detail)

    def _stored(
        self, edit: MoveEdit | LockEdit | RepairEdit | ImproveEdit, working: Working, desk: Desk, asker: Asker
    ) -> dict[str, Any]:
        """An edit as it is kept: with what a search found, so that making it again searches nothing."""
        if isinstance(edit, RepairEdit):
            repair = known_repair(desk, asker, edit.order, edit.repair, working)
            words = {language: repair.words(language, working.state.network) for language in ("en", "nb")}
            return {"kind": "repair", "order": repair.order, "repair": repair_data(repair), "title": repair.kind.value,
                    "words": words}  # fmt: skip
        if isinstance(edit, ImproveEdit):
            return improved(working, asker, edit.seconds)
        return edit.model_dump(mode="json")

    def _told(self, desk: Desk, asker: Asker, draft: Draft) -> dict[str, Any]:
        """A draft with its edits, and what it would come to."""
        with database():
            names = names_of([draft])
        head = _head(draft, names) | {"behind": desk.plan.state.sequence - draft.base}
        if draft.state != State.OPEN:
            return head | {"edits": edits_told(draft, [], desk, asker), "compared": None}
        working, results = working_on(desk, asker, draft)
        return head | {
            "edits": edits_told(draft, results, desk, asker),
            "compared": compared(working, desk, asker),
        }


def publishing(desk: Desk, asker: Asker, draft: Draft, key: Any) -> Request:
    """A request that makes a draft the plan: its edits made at the head, those that do not fit any more dropped."""
    ahead = working_on(desk, asker, draft) if draft.state == State.OPEN else None
    stays, clock = kept(desk), now()

    def compute(replica: Replica) -> Proposed:
        if ahead is not None and ahead[0].base.sequence == replica.state.sequence:
            working, results = ahead
        else:
            working = Working(replica.copy(), asker, stays, planning_moment(replica.state.network, clock))
            results = made(working, draft.edits[: draft.done])
        changes = working.changes()
        done = [n for n, result in enumerate(results) if isinstance(result, Done)]
        locks = [draft.edits[n] for n in done if draft.edits[n]["kind"] in ("lock", "unlock")]
        if not changes and not locks:
            return Proposed((), {"refused": "nothing-left"})
        days = new_days_of(working.base, arrivals_of(working.base), arrivals_of(working.state), desk, asker)
        answer = {
            "draft": str(draft.id),
            "published": len(done),
            "dropped": dropped_told(draft, results, working.base, asker),
            "_locks": [[each["kind"], each["job"], each["operation"]] for each in locks],
        }
        return Proposed((*changes, Published()), answer | days)

    return Request(compute, key)


def _lock(desk: Desk, asker: Asker, locks: list[list[str]]) -> None:
    """The locks that a draft asked for."""
    with database():
        for kind, job, operation in locks:
            same = {"tenant": asker.organisation, "cluster": desk.cluster, "job": job, "operation": operation}
            if kind == "lock":
                Lock.objects.get_or_create(**same, defaults={"made_by": asker.user})
            else:
                Lock.objects.filter(**same).delete()
    desk.kept = None


def names_of(drafts: list[Draft]) -> Mapping[Any, str]:
    """The names of those who changed them last."""
    users = User.objects.filter(id__in={draft.changed_by for draft in drafts if draft.changed_by})
    return {user.id: user.name or user.email for user in users}


def _head(draft: Draft, names: Mapping[Any, str]) -> dict[str, Any]:
    return {
        "draft": str(draft.id),
        "name": draft.name,
        "state": draft.state,
        "version": draft.version,
        "base": draft.base,
        "done": draft.done,
        "total": len(draft.edits),
        "proposed": draft.proposed,
        "made": draft.made.isoformat(),
        "changed": draft.changed.isoformat(),
        "by": names.get(draft.changed_by, ""),
    }


def _bars(board: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """What tells a bar of a board from another."""
    texts, bars = board["labels"], board["bars"]
    columns = zip(bars["job"], bars["operation"], bars["row"], bars["start"], bars["end"], strict=True)
    return [(texts[job], texts[operation], *rest) for job, operation, *rest in columns]
