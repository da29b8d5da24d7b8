# SPDX-License-Identifier: Apache-2.0
"""Suggestions of the floor: made once, seen by one's own firm, answered."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.support.people import Person, cluster, organisation, person

from klynge.server.roles import Role
from klynge.server.suggestions.models import Suggestion
from klynge.server.tenancy import Asker, acting_as

JPEG = b"\xff\xd8\xff\xe0" + bytes(64)


def suggest(who: Person, text: str, key: str = "", photo: bytes | None = None) -> Any:
    data: dict[str, Any] = {"text": text}
    if photo is not None:
        data["photo"] = SimpleUploadedFile("p.jpg", photo)
    return who.client.post("/floor/suggestions/", data, headers={"Idempotency-Key": key or uuid4().hex})


def test_a_suggestion_sent_twice_is_one_and_no_stranger_sees_it() -> None:
    """The key makes it one; text and photo open for the own firm alone."""
    who, stranger, key = person(Role.FLOOR), person(Role.FLOOR), uuid4().hex
    assert suggest(who, "Move the rack nearer", key, JPEG).status_code == 200
    assert suggest(who, "Move the rack nearer", key, JPEG).status_code == 200
    with acting_as(Asker(tenant=who.organisation.id)):
        one = Suggestion.objects.get()
    assert one.user is None
    photo = f"/floor/suggestions/{one.id}/photo"
    assert who.get(photo)["Content-Type"] == "image/jpeg"
    assert stranger.get(photo).status_code == 404
    assert "rack" in who.get("/floor/suggestions/").content.decode()
    assert "rack" not in stranger.get("/floor/suggestions/").content.decode()


@pytest.mark.parametrize(("text", "photo"), [("", None), ("x" * 2001, None), ("A photo", b"<svg/>"), ("  ", JPEG)])
def test_what_cannot_be_taken_is_said(text: str, photo: bytes | None) -> None:
    """An empty text, a long one, a file that is no photo: what is wrong, and nothing is kept."""
    who = person(Role.FLOOR)
    answer = suggest(who, text, photo=photo)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["what"]
    with acting_as(Asker(tenant=who.organisation.id)):
        assert not Suggestion.objects.exists()


def test_without_a_program_the_form_keeps_what_was_typed() -> None:
    """A file that is no photo: the text is still there."""
    who = person(Role.FLOOR)
    data = {"text": "Better light", "photo": SimpleUploadedFile("p.txt", b"no photo")}
    answer = who.client.post("/floor/suggestions/", data)
    assert answer.status_code == 422
    assert "Better light" in answer.content.decode()


def test_the_manager_answers_and_the_floor_reads_it() -> None:
    """What becomes of it is on both pages; one who answers an older version is told who was first."""
    firm = organisation(cluster())
    floor, manager = person(Role.FLOOR, firm), person(Role.MANAGER, firm)
    suggest(floor, "A second jig")
    with acting_as(Asker(tenant=firm.id)):
        address = f"/manager/suggestions/{Suggestion.objects.get().id}/"
    answered = {"state": "trying", "answer": "From Monday on", "version": "0"}
    assert manager.client.post(address, answered).status_code == 302
    assert "From Monday on" in floor.get("/floor/suggestions/").content.decode()
    assert manager.client.post(address, answered | {"state": "declined"}).status_code == 409
    assert person(Role.MANAGER).get(address).status_code == 404
    assert floor.get(address).status_code == 403
