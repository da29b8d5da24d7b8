# SPDX-License-Identifier: Apache-2.0
"""Putting a mail in line, and sending what is in line."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.utils import timezone

from klynge.server.mails.models import Mail

logger = logging.getLogger("klynge.server.background")
LEASE = timedelta(minutes=5)
"""How long one attempt may take; much longer than the mail server's own time limit."""
PAUSES = tuple(timedelta(minutes=n) for n in (1, 5, 15, 60, 240, 720, 1440, 1440))
"""Between attempts; after the last one the mail is given up: three and a half days, as mail servers do."""
PDF = "application/pdf"
WHAT_IT_SAID = {"body": "", "file": b""}


@dataclass(frozen=True, slots=True)
class Letter:
    """What is to be sent: plain text, perhaps with a PDF."""

    to: str
    subject: str
    body: str
    reply_to: str = ""
    file_name: str = ""
    file: bytes = b""


def put(organisation: UUID, key: str, about: UUID, letter: Letter) -> bool:
    """Put a mail in line, in the caller's transaction; False when the one of that key is there already."""
    subject = " ".join(letter.subject.split())[:200]  # a header is one line
    row = Mail(
        tenant=organisation, key=key, about=about, to=letter.to, reply_to=letter.reply_to, subject=subject,
        body=letter.body, file_name=letter.file_name, file=letter.file,
    )  # fmt: skip
    if Mail.objects.filter(tenant=organisation, key=key).exists():
        return False
    Mail.objects.bulk_create([row], ignore_conflicts=True)
    return Mail.objects.filter(id=row.id).exists()


def send_once() -> bool:
    """Send one mail that is due; False when none is. Whoever else is at it is fenced off by the attempt's number."""
    now = timezone.now()
    due = Mail.objects.filter(sent=None, given_up=False, next_try__lte=now)
    for mail in due.order_by("next_try", "id")[:5]:
        mine = Mail.objects.filter(id=mail.id, attempt=mail.attempt, sent=None, given_up=False)
        if mine.update(attempt=F("attempt") + 1, next_try=now + LEASE):
            mail.attempt += 1
            _send(mail)
            return True
    return False


def _send(mail: Mail) -> None:
    mine = Mail.objects.filter(id=mail.id, attempt=mail.attempt)
    try:
        message_of(mail).send()
    except SMTPRecipientsRefused as error:
        lasting = any(500 <= code < 600 for code, _ in error.recipients.values())
        _failed(mail, f"{error.recipients}", lasting)
    except (OSError, SMTPException, ValueError) as error:  # ValueError: an address that no header can hold
        _failed(mail, f"{type(error).__name__}: {error}", isinstance(error, ValueError))
    else:
        mine.update(sent=timezone.now(), trouble="", **WHAT_IT_SAID)


def _failed(mail: Mail, trouble: str, lasting: bool) -> None:
    given_up = lasting or mail.attempt > len(PAUSES)
    pause = PAUSES[min(mail.attempt, len(PAUSES)) - 1]
    Mail.objects.filter(id=mail.id, attempt=mail.attempt).update(
        given_up=given_up, next_try=timezone.now() + pause, trouble=trouble[:500]
    )
    logger.warning("mail %s could not be sent, attempt %d%s", mail.id, mail.attempt, "; given up" if given_up else "")


def message_of(mail: Mail) -> EmailMessage:
    """The message. Its identifier is the row's: sent once more after a crash, a mailbox knows it for the same."""
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
    message = EmailMessage(
        mail.subject,
        mail.body,
        to=[mail.to],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers={"Message-ID": f"<{mail.id}@{host}>", "Auto-Submitted": "auto-generated"},
    )
    if mail.file_name:
        message.attach(mail.file_name, bytes(mail.file), PDF)
    return message
