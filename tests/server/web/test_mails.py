# SPDX-License-Identifier: Apache-2.0
"""Mails leave once: put in line with what they tell of, sent in the background, tried again while a server is away."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import mail as outgoing
from django.db import connections, transaction
from django.test import override_settings
from django.utils import timezone

from klynge.server.mails.actions import PAUSES, Letter, put, send_once
from klynge.server.mails.models import Mail

LOCAL = "django.core.mail.backends.locmem.EmailBackend"
LETTER = Letter("kari@example.no", "Tilbud\n1001", "Se https://x/secret", "per@example.no", "Tilbud.pdf", b"%PDF-1")


@pytest.fixture(autouse=True)
def as_the_trustee() -> Iterator[None]:
    """Mails are sent by the trustee's role; only those of the test are due."""
    ours = connections["default"]
    connections["default"] = connections["trustee"]
    Mail.objects.filter(sent=None).update(given_up=True)
    outgoing.outbox = []
    with override_settings(EMAIL_BACKEND=LOCAL):
        yield
    connections["default"] = ours


def queued(letter: Letter = LETTER) -> Mail:
    firm = uuid4()
    assert put(firm, "a", uuid4(), letter)
    return Mail.objects.get(tenant=firm)


def sent() -> list[Any]:
    return outgoing.outbox


def due(one: UUID) -> None:
    Mail.objects.filter(id=one).update(next_try=timezone.now())


def test_what_is_put_twice_is_sent_once() -> None:
    """By its key; with its file, its answer address, and a subject of one line."""
    one = queued()
    assert not put(one.tenant, "a", one.about, LETTER)
    assert send_once()
    assert not send_once()
    assert [(m.to, m.reply_to, m.subject) for m in sent()] == [(["kari@example.no"], ["per@example.no"], "Tilbud 1001")]
    assert sent()[0].attachments[0][:2] == ("Tilbud.pdf", b"%PDF-1")


def test_what_it_said_is_forgotten_when_it_is_sent() -> None:
    """A link in it opens things for who has it: it stays with who got the mail."""
    one = queued()
    send_once()
    one.refresh_from_db()
    assert one.sent is not None
    assert (one.body, bytes(one.file)) == ("", b"")


def test_without_the_transaction_there_is_no_mail() -> None:
    """What was not done is not told."""
    firm = uuid4()

    def fails() -> None:
        with transaction.atomic():
            put(firm, "a", uuid4(), LETTER)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert not Mail.objects.filter(tenant=firm).exists()


def test_a_server_that_is_away_is_tried_again_until_it_is_given_up() -> None:
    """After each failure there is a pause; after the last one the firm is told why."""
    one = queued()
    with socket.socket() as nobody:  # a port at which none answers
        nobody.bind(("127.0.0.1", 0))
        away = {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend", "EMAIL_HOST": "127.0.0.1"}
        with override_settings(**away, EMAIL_PORT=nobody.getsockname()[1], EMAIL_USE_TLS=False):
            assert send_once()
            assert not send_once()  # it waits
            for _ in PAUSES:
                due(one.id)
                assert send_once()
    one.refresh_from_db()
    assert one.given_up
    assert "Refused" in one.trouble
    assert one.body  # it can be seen what was not sent


def test_after_an_outage_it_is_sent() -> None:
    """A failure is no end."""
    one = queued()
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_PORT=1, EMAIL_HOST="::1"):
        send_once()
    due(one.id)
    send_once()
    assert len(sent()) == 1


@pytest.mark.parametrize(("code", "lasting"), [(550, True), (450, False)])
def test_an_address_that_is_refused_for_good_is_not_tried_again(
    monkeypatch: pytest.MonkeyPatch, code: int, lasting: bool
) -> None:
    """RFC 5321: 5yz is for good, 4yz for now."""

    def refuse(*_: Any) -> int:
        raise SMTPRecipientsRefused({"kari@example.no": (code, b"no such user")})

    one = queued()
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    send_once()
    one.refresh_from_db()
    assert one.given_up is lasting


def test_one_that_died_while_sending_is_replaced_and_known_again() -> None:
    """After its lease another sends it, with the same identifier; what the first then says is dropped."""
    one = queued()
    Mail.objects.filter(id=one.id).update(attempt=1, next_try=timezone.now() + timedelta(minutes=5))
    assert not send_once()
    due(one.id)
    assert send_once()
    one.refresh_from_db()
    assert one.attempt == 2
    assert str(one.id) in sent()[0].extra_headers["Message-ID"]


def test_an_address_that_no_header_can_hold_is_given_up() -> None:
    """Nothing is smuggled into the head of a mail."""
    one = queued(Letter("kari@example.no\nBcc: all@example.no", "A", "B"))
    send_once()
    one.refresh_from_db()
    assert one.given_up
    assert sent() == []
