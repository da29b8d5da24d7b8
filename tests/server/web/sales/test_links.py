# SPDX-License-Identifier: Apache-2.0
"""A quotation by mail: sent once, looked at and accepted by its link, which opens that quotation and nothing else."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections
from tests.server.web.sales.test_pages import EN, asked, offered, orders, read, row, seller, send, state
from tests.support.papers import words_of
from tests.support.people import Person, visitor

from klynge.server.mails.models import Mail
from klynge.server.pages.frame import formats
from klynge.server.pages.sales.reminding import remind
from klynge.server.quotes.links import hash_of
from klynge.server.quotes.models import Quote
from klynge.server.tenancy import Asker, acting_as

pytestmark = pytest.mark.usefixtures("trustee")
KARI = "kari@example.no"


def mails(who: Person, path: str) -> list[Mail]:
    with acting_as(Asker(tenant=who.organisation.id)):
        return list(Mail.objects.filter(about=path.split("/")[3]).order_by("made"))


def mailed(who: Person, **more: str) -> tuple[str, str]:
    """A quotation that was sent by mail: its address for the seller, and the one in the mail."""
    path = asked(who)
    offered(who, path, **more)
    answer = send(who, path + "step/", {"do": "mail", "email": KARI, "language": "en", "key": uuid4().hex})
    assert answer.status_code == 302, unescape(answer.content.decode())
    found = re.search(r"http://localhost(/quotation/\S+)", mails(who, path)[0].body)
    assert found is not None
    return path, found[1]


def shown(path: str, status: int = 200) -> str:
    answer = visitor().get(path, headers=EN)
    assert answer.status_code == status, answer.headers
    assert answer["Cache-Control"] == "private, no-store"
    return unescape(answer.content.decode())


def withdraw(who: Person, path: str) -> None:
    send(who, f"/sales/orders/{row(who, path).order}/act/", {"do": "withdraw"})


def test_it_is_sent_with_the_pdf_in_the_language_of_the_customer() -> None:
    """Whatever language the seller reads; the quotation is marked as sent, to whom."""
    who = seller()
    path = asked(who, customer="Čáhppes AS")
    offered(who, path)
    send(who, path + "step/", {"do": "mail", "email": KARI, "language": "nb", "key": uuid4().hex})
    (mail,) = mails(who, path)
    assert mail.subject.startswith("Tilbud ")
    assert (mail.to, mail.reply_to) == (KARI, who.user.email)
    assert "Čáhppes AS" in words_of(bytes(mail.file))
    assert "Gjelder til" in words_of(bytes(mail.file))
    assert row(who, path).state == "sent"
    assert KARI in read(who, path)


def test_until_when_the_day_is_reserved_stands_in_the_mail_and_behind_the_link() -> None:
    """The price may hold longer than the day; a day that nobody holds is told too."""
    who = seller()
    for more, said in (({"reserve": "on"}, "The day is reserved until "), ({}, "The day is not reserved;")):
        path, link = mailed(who, **more)
        assert said in mails(who, path)[0].body
        assert said in shown(link)
        send(who, path + "step/", {"do": "decline"})
        assert said not in shown(link)


def test_a_form_that_is_sent_twice_is_one_mail() -> None:
    """By its key; a wrong address is told beside the field, and what was typed stays."""
    who = seller()
    path = asked(who)
    offered(who, path)
    wrong = send(who, path + "step/", {"do": "mail", "email": "kari at home", "language": "en", "key": "a" * 32})
    assert wrong.status_code == 422
    assert "kari at home" in wrong.content.decode()
    form = {"do": "mail", "email": KARI, "language": "en", "key": "a" * 32, "version": str(row(who, path).version)}
    assert [send(who, path + "step/", form).status_code for _ in range(2)] == [302, 302]
    assert len(mails(who, path)) == 1


def test_it_is_accepted_by_the_link_and_both_are_told() -> None:
    """No user is needed, but a name; done again it stays one order."""
    who = seller()
    path, link = mailed(who)
    page = shown(link)
    assert "4,250.50" in page
    assert visitor().post(link, {"name": " "}).status_code == 422
    assert row(who, path).state == "sent"
    for _ in range(2):
        assert visitor().post(link, {"name": "Kari Čáhppes"}).status_code == 302
    assert "Thank you: it is ordered." in shown(link)
    found = row(who, path)
    assert (found.state, found.answered_by) == ("accepted", "Kari Čáhppes")
    assert state(who, f"/sales/orders/{found.order}/") == "committed"
    assert "Kari Čáhppes" in read(who, path)
    assert sorted(mail.to for mail in mails(who, path)[1:]) == sorted([KARI, who.user.email])
    withdraw(who, path)


def test_two_yeses_at_once_are_one_order() -> None:
    """The customer's by the link and the seller's by phone: one day held, one order, one confirmation."""
    who = seller()
    path, link = mailed(who)
    before = orders(who)
    step = {"do": "accept", "key": uuid4().hex}

    def by_link() -> None:
        visitor().post(link, {"name": "Kari"})
        connections.close_all()

    other = Thread(target=by_link)
    other.start()
    send(who, path + "step/", step)
    other.join()
    assert len(orders(who)) == len(before) + 1
    assert sum(mail.key.endswith("-confirmed") for mail in mails(who, path)) == 1
    withdraw(who, path)


def test_a_link_opens_its_quotation_alone() -> None:
    """A guess opens nothing; an earlier offer's link ends with it; the database shows the row of the hash alone."""
    who = seller()
    path, link = mailed(who)
    other, _ = mailed(who)
    assert "There is no quotation here" in shown(link[:-5] + "AAAA/", 404)
    with acting_as(Asker(token=hash_of(link.split("/")[2]))):
        assert [str(each.id) for each in Quote.objects.all()] == [path.split("/")[3]]
        assert Mail.objects.count() == 0
    send(who, path + "step/", {"do": "reopen"})
    shown(link, 404)
    offered(who, path)
    send(who, path + "step/", {"do": "mail", "email": KARI, "language": "en", "key": uuid4().hex})
    shown(link, 404)
    assert other != path


def test_the_link_gives_the_pdf_and_tells_what_is_over() -> None:
    """After its last day it cannot be accepted, and says whom to ask."""
    who = seller()
    path, link = mailed(who)
    assert "4,250.50" in words_of(visitor().get(link + "quotation.pdf").content)
    with acting_as(Asker(tenant=who.organisation.id, user=who.user.id)):
        Quote.objects.filter(id=path.split("/")[3]).update(valid_until=formats.today() - timedelta(days=1))
    assert "It was valid until" in shown(link)
    visitor().post(link, {"name": "Kari"})
    assert row(who, path).state == "sent"


def test_a_day_that_is_gone_is_told_to_the_customer() -> None:
    """Nothing is ordered for a later one."""
    who = seller()
    path, link = mailed(who)
    with acting_as(Asker(tenant=who.organisation.id, user=who.user.id)):
        Quote.objects.filter(id=path.split("/")[3]).update(day=formats.today() - timedelta(days=4000))
    before = orders(who)
    answer = visitor().post(link, {"name": "Kari"})
    assert answer.status_code == 409
    assert "is gone meanwhile. The earliest is now" in unescape(answer.content.decode())
    assert orders(who) == before


def test_the_seller_is_reminded_once() -> None:
    """On the day, of what has no answer yet, as long as they have a place in the firm; looked for twice, one mail."""
    who = seller()
    today = formats.today()
    due, later = asked(who, follow_up=today.isoformat()), asked(who, follow_up=(today + timedelta(days=1)).isoformat())
    ours: Any = connections["default"]
    connections["default"] = connections["trustee"]
    try:
        remind()
        remind()
    finally:
        connections["default"] = ours
    (mail,) = mails(who, due)
    assert mail.to == who.user.email
    assert due in mail.body
    assert mails(who, later) == []


def test_two_who_change_a_quotation_lose_nothing() -> None:
    """The second is told who changed what beside what was typed, and may still have it so."""
    who, other = seller(), seller()
    path = asked(who)
    page = read(who, path)
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version is not None
    offered(other, path, price="4000", message="Fra Ola", version=version[1])
    answer = offered(who, path, price="5000", message="Fra Kari", version=version[1])
    assert answer.status_code == 409
    told = unescape(answer.content.decode())
    for text in (other.user.email, "Fra Ola", "Fra Kari", "4,000.00", "5,000.00"):
        assert text in told
    again = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', told.partition("<section")[2]))
    assert send(who, path, again).status_code == 302
    assert row(who, path).message == "Fra Kari"


def test_what_was_typed_stays_when_the_other_went_further() -> None:
    """Sent meanwhile, it can no longer be offered anew: what was written is shown, to be copied."""
    who, other = seller(), seller()
    path = asked(who)
    version = str(row(who, path).version)
    offered(other, path)
    send(other, path + "step/", {"do": "send"})
    which = f"earliest {formats.today().isoformat()}"
    form = {"which": which, "price": "5000", "valid_until": "2099-01-01", "message": "Fra Kari", "version": version}
    assert send(who, path, form).status_code == 409
    answer = send(who, path, form | {"version": str(row(who, path).version)})
    assert answer.status_code == 422
    assert "Fra Kari" in unescape(answer.content.decode())


def test_a_step_on_what_changed_is_asked_again() -> None:
    """Yes to a price that is another now is no yes; the language of the answer is the reader's."""
    who, other = seller(), seller()
    path = asked(who)
    offered(who, path)
    version = str(row(who, path).version)
    offered(other, path, price="9000")
    answer = who.client.post(path + "step/", {"do": "accept", "version": version}, headers=EN)
    assert answer.status_code == 409
    assert "9,000.00" in unescape(answer.content.decode())
    assert row(who, path).state == "draft"
