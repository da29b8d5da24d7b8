# SPDX-License-Identifier: Apache-2.0
"""Sales by its pages, without JavaScript: quote, order, enter, paste, take in parts; and what a stranger gets."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.server.web.test_access import order_for
from tests.server.web.test_promises import at, hold
from tests.support.people import Person, person

from klynge.server.accounts.models import Kind
from klynge.server.orders.models import OrderView
from klynge.server.pages.frame import formats
from klynge.server.quotes.actions import add_quote
from klynge.server.quotes.models import Quote
from klynge.server.quotes.queries import quotes_of
from klynge.server.roles import Role
from klynge.server.tenancy import Asker, acting_as

pytestmark = pytest.mark.usefixtures("trustee")
EN = {"Accept-Language": "en"}
STOOLS = {"customer": "Kafeen", "item": "stool", "quantity": "2", "region": "Oslo", "reference": "PO-9"}
STEP = b"ISO-10303-21;\nHEADER;\nENDSEC;"


def seller(code: str = "fjell") -> Person:
    return person(Role.SALES, at(Kind.MEMBER, code))


def read(who: Person, path: str, status: int = 200) -> str:
    answer = who.get(path, headers=EN)
    assert answer.status_code == status, (answer.status_code, answer.headers)
    return unescape(answer.content.decode())


def send(who: Person, path: str, form: dict[str, Any]) -> Any:
    return who.client.post(path, form, headers=EN)


def asked(who: Person, **more: str) -> str:
    """The address of a new inquiry."""
    answer = send(who, "/sales/inquiry/", STOOLS | more)
    assert answer.status_code == 302, unescape(answer.content.decode())
    return str(answer["Location"])


def offered(who: Person, path: str, **more: str) -> Any:
    """A day and a price given to an inquiry."""
    which = re.search(r'name="which" value="([^"]+)"', read(who, path))
    assert which is not None
    until = (formats.today() + timedelta(days=10)).isoformat()
    return send(who, path, {"which": which[1], "price": "4 250,50", "valid_until": until, "key": uuid4().hex} | more)


def row(who: Person, path: str) -> Quote:
    with acting_as(Asker(tenant=who.organisation.id, user=who.user.id)):
        return Quote.objects.get(id=path.split("/")[3])


def state(who: Person, path: str) -> str:
    with acting_as(Asker(tenant=who.organisation.id, user=who.user.id)):
        return OrderView.objects.get(tenant=who.organisation.id, public=path.split("/")[3]).state


def orders(who: Person) -> dict[str, str]:
    with acting_as(Asker(tenant=who.organisation.id, user=who.user.id)):
        return dict(OrderView.objects.filter(tenant=who.organisation.id).values_list("number", "state"))


def test_from_inquiry_to_order() -> None:
    """An inquiry reserves nothing; it gets a day and a price, is sent, and becomes an order by one click."""
    who = seller()
    before = orders(who)
    path = asked(who)
    assert "Last sold for NOK\xa01,450 each, S-2." in read(who, path)
    assert offered(who, path).status_code == 302
    assert orders(who) == before
    assert row(who, path).price_ore == 425050
    assert send(who, path + "step/", {"do": "send"}).status_code == 302
    assert "Sent" in read(who, path)
    order = send(who, path + "step/", {"do": "accept", "key": uuid4().hex})["Location"]
    assert order.startswith("/sales/orders/")
    page = read(who, order)
    assert "4,250.50" in page
    number = page.partition("<h1>")[2].partition("</h1>")[0].split()[-1]
    assert "4,250.50" in read(who, f"/sales/orders/?q={number}").replace("\N{NO-BREAK SPACE}", " ")
    assert "How far it has come" in page
    assert row(who, path).state == "accepted"
    assert state(who, order) == "committed"
    send(who, order + "act/", {"do": "withdraw"})
    assert state(who, order) == "withdrawn"


def test_accepting_twice_makes_one_order() -> None:
    """A form that is sent twice, and a second click, change nothing more."""
    who = seller()
    path = asked(who)
    offered(who, path)
    before, key = orders(who), uuid4().hex
    for _ in range(2):
        send(who, path + "step/", {"do": "accept", "key": key})
    assert len(orders(who)) == len(before) + 1
    send(who, f"/sales/orders/{row(who, path).order}/act/", {"do": "withdraw"})


def test_a_reserved_day_is_held_until_the_answer() -> None:
    """Reserved, it is an order that is held; a customer who says no lets it go."""
    who = seller()
    path = asked(who)
    assert offered(who, path, reserve="on").status_code == 302
    order = row(who, path).order
    assert "is reserved until" in read(who, path)
    send(who, path + "step/", {"do": "decline"})
    assert state(who, f"/sales/orders/{order}/") == "withdrawn"
    assert row(who, path).state == "declined"


def test_a_day_that_is_gone_is_told_with_the_one_there_is() -> None:
    """Before it is ordered, the day is looked up again: nothing is ordered for a later one."""
    who = seller()
    path = asked(who)
    offered(who, path)
    with acting_as(Asker(tenant=who.organisation.id, user=who.user.id)):
        Quote.objects.filter(id=path.split("/")[3]).update(day=formats.today() - timedelta(days=4000))
    before = orders(who)
    send(who, path + "step/", {"do": "accept", "key": uuid4().hex})
    assert "can no longer be had. The earliest day is now" in read(who, path)
    assert orders(who) == before
    assert row(who, path).state == "draft"


def test_a_quotation_expires_and_is_opened_again() -> None:
    """The day after its last one it cannot be ordered; opened, it is an inquiry again."""
    who = seller()
    path = asked(who)
    offered(who, path)
    with acting_as(Asker(tenant=who.organisation.id, user=who.user.id)):
        Quote.objects.filter(id=path.split("/")[3]).update(valid_until=formats.today() - timedelta(days=1))
    assert "Expired" in read(who, path)
    before = orders(who)
    send(who, path + "step/", {"do": "accept"})
    assert orders(who) == before
    send(who, path + "step/", {"do": "reopen"})
    assert row(who, path).state == "inquiry"


def test_the_quotation_is_a_pdf_in_both_languages() -> None:
    """In the language of who gets it; before there is a price there is none."""
    who = seller()
    path = asked(who)
    assert who.get(path + "quotation.pdf").status_code == 302
    offered(who, path)
    for language, name in (("nb", "Tilbud"), ("en", "Quotation")):
        answer = who.get(f"{path}quotation.pdf?language={language}", headers=EN)
        assert answer.content[:5] == b"%PDF-"
        assert name in answer["Content-Disposition"]


def test_what_is_to_be_followed_up_is_told_today() -> None:
    """On the front page and in a list; not once the day is moved on."""
    who = seller()
    path = asked(who, follow_up=formats.today().isoformat(), customer="Oppfølgeren")
    assert "Oppfølgeren" in read(who, "/sales/?follow=today")
    assert "Quotations to follow up" in read(who, "/")
    send(who, path + "step/", {"do": "follow", "follow_up": (formats.today() + timedelta(days=3)).isoformat()})
    assert "Oppfølgeren" not in read(who, "/sales/?follow=today")
    assert path in read(who, "/search/?q=Oppfølgeren")


def test_numbers_rise_by_one() -> None:
    """Within a firm, from the first."""
    who = seller()
    numbers = [row(who, asked(who)).number for _ in range(3)]
    assert numbers == list(range(numbers[0], numbers[0] + 3))


def test_an_order_is_entered_in_two_steps() -> None:
    """Without a script: the days, then the order; sent again, it is the same one. What is wrong stands beside."""
    who = seller()
    page = unescape(send(who, "/sales/enter/", STOOLS).content.decode())
    which, key = re.search(r'name="which" value="([^"]+)"', page), re.search(r'name="key" value="([^"]+)"', page)
    assert which is not None
    assert key is not None
    form = STOOLS | {"which": which[1], "key": key[1], "do": "order"}
    order = send(who, "/sales/enter/", form)["Location"]
    assert "PO-9" in read(who, order)
    assert state(who, order) == "committed"
    assert send(who, "/sales/enter/", form)["Location"] == order
    send(who, order + "act/", {"do": "withdraw"})
    wrong = send(who, "/sales/enter/", STOOLS | {"item": "sofa", "region": "Atlantis"})
    assert wrong.status_code == 422
    assert "You sell nothing called that" in wrong.content.decode()
    assert "Atlantis" in wrong.content.decode()


def test_the_days_come_as_one_types() -> None:
    """As a part of the page; nothing is said of what is not typed yet."""
    who = seller()
    assert 'name="which"' in read(who, "/sales/enter/days/?item=stool&quantity=2&region=Oslo")
    assert "The days come here" in read(who, "/sales/enter/days/?item=&quantity=1")
    assert "What: You sell nothing called that" in read(who, "/sales/enter/days/?item=sofa&quantity=1&region=Oslo")
    assert "Quantity: Ensure" in read(who, "/sales/enter/days/?item=stool&quantity=-3&region=Oslo")


def test_what_may_be_meant_is_listed() -> None:
    """Whatever has all the words, what is called just that first; of the own firm alone; a message names some."""
    who = seller()
    assert 'data-value="stool"' in read(who, "/sales/enter/things/?typed=STO ol")
    assert "option" not in read(who, "/sales/enter/things/?typed=")
    assert "stool" not in read(seller("vidda"), "/sales/enter/things/?typed=stool")
    told = read(who, "/sales/enter/days/?item=stoo&quantity=2&region=Oslo")
    assert "No one thing is called just that" in told
    assert "(stool)" in told
    assert "called just that" not in read(who, "/sales/enter/days/?item=stoo&quantity=2&region=Oslo&typing=item")


def test_pasted_lines_are_held_together() -> None:
    """Their days first; then each becomes an order, and the field is empty."""
    who = seller()
    form = {"customer": "Kafeen", "region": "Oslo", "lines": "stool;1\nchair;1;2099-01-01"}
    page = unescape(send(who, "/sales/enter/lines/", form).content.decode())
    chosen = dict(re.findall(r'<select name="(which-\d+)".*?<option value="([^"]+)"', page))
    assert len(chosen) == 2
    page = unescape(send(who, "/sales/enter/lines/", form | chosen | {"do": "hold"}).content.decode())
    held = re.findall(r'href="(/sales/orders/[^"]+)"', page)
    assert held
    for order in held:
        send(who, order + "act/", {"do": "withdraw"})
    wrong = send(who, "/sales/enter/lines/", form | {"lines": "sofa;1"})
    assert wrong.status_code == 422
    assert "sofa" in wrong.content.decode()


def test_the_firm_lists_what_it_sells_and_no_others() -> None:
    """Orders of the own firm with their customers; the other firm's are not there."""
    who = seller()
    held = hold(who, customer="Kafeen", reference="only-here")
    assert held.status_code == 201
    address = f"/sales/orders/{held.json()['id']}/"
    assert address in read(who, "/sales/orders/?q=only-here")
    other = seller("vidda")
    assert address not in read(other, "/sales/orders/?q=only-here")
    assert read(other, address, 404)
    assert "/sales/orders/" in read(who, "/search/?q=only-here")
    assert address in read(who, "/sales/orders/?q=only-here&state=open")
    send(who, address + "act/", {"do": "withdraw"})
    assert address not in read(who, "/sales/orders/?q=only-here&state=open")


def test_what_is_to_be_delivered_comes_first() -> None:
    """By promised day; what is over comes after it, though it was promised earlier."""
    who = person(Role.SALES)
    orders = {state: order_for(who.organisation) for state in ("delivered", "committed", "withdrawn")}
    for state, order in orders.items():
        OrderView.objects.using("trustee").filter(pk=order.pk).update(state=state)
    page = read(who, "/sales/orders/")
    over = min(page.index(orders[state].number) for state in ("delivered", "withdrawn"))
    assert page.index(orders["committed"].number) < over


def test_a_part_is_taken_in_given_out_and_removed() -> None:
    """The same bytes come back, to its own firm alone; something else is refused beside the field."""
    who, other = seller(), seller("vidda")
    name = f"{uuid4().hex}.step"
    sent = {"file": SimpleUploadedFile(name, STEP), "quantity": "4", "alloy": "A356"}
    assert send(who, "/sales/parts/", sent).status_code == 302
    page = read(who, "/sales/parts/")
    assert "waiting for assessment" in page
    address = re.search(rf'href="(/sales/parts/[^"]+/file)" download>{name}', page)
    assert address is not None
    assert who.get(address[1]).content == STEP
    assert other.get(address[1]).status_code == 404
    assert send(other, address[1].replace("/file", "/remove/"), {}).status_code == 404
    assert send(who, address[1].replace("/file", "/remove/"), {}).status_code == 302
    assert who.get(address[1]).status_code == 404
    wrong = send(who, "/sales/parts/", {"file": SimpleUploadedFile("a.step", b"MZ"), "quantity": "1"})
    assert wrong.status_code == 422
    assert "no STEP, STL or 3MF" in wrong.content.decode()


def test_a_stranger_finds_no_quotation() -> None:
    """Neither to see, to change, to step on, nor as a PDF; and a customer has no pages of sales."""
    path = asked(seller())
    other = seller("vidda")
    for part in ("", "change/", "quotation.pdf"):
        assert other.get(path + part).status_code == 404
    assert send(other, path + "step/", {"do": "decline"}).status_code == 404
    assert path not in read(other, "/sales/")
    assert person(Role.PLANNER, at(Kind.MEMBER, "fjell")).get("/sales/").status_code == 403


def test_two_who_change_at_once_are_told() -> None:
    """The row is changed as it was read, or not at all."""
    from klynge.server.accounts.queries import places_of, standing_in
    from klynge.server.quotes.actions import change_quote

    who = seller()
    standing = standing_in(who.user.id, places_of(who.user.id))
    assert standing is not None
    given = {"customer": "A", "item": "stool", "name_nb": "S", "name_en": "S", "quantity": 1, "region": "Oslo"}
    with acting_as(Asker(tenant=who.organisation.id, user=who.user.id)):
        made = add_quote(standing, given)
        assert change_quote(standing, made, "changed", {"customer": "B"})
        assert not change_quote(standing, made, "changed", {"customer": "C"})
        assert quotes_of(who.organisation.id, formats.today()).get(id=made.id).customer == "B"
