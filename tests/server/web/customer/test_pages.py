# SPDX-License-Identifier: Apache-2.0
"""The customer's way through the pages, without JavaScript: choose, be told why not, hold, order, follow, reorder."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from tests.server.web.test_promises import at, buyer, hold
from tests.support.people import Person, person

from klynge.server.accounts.models import Kind
from klynge.server.mails.models import Mail
from klynge.server.roles import Role
from klynge.server.tenancy import Asker, acting_as

pytestmark = pytest.mark.usefixtures("trustee")
BENCH = "fjell/bench/"
TABLE = "/buy/configure/fjell/table/"
EN = {"Accept-Language": "en"}


def read(who: Person, path: str, **more: Any) -> str:
    answer = who.get(path, headers=EN, **more)
    assert answer.status_code == 200, (answer.status_code, answer.headers)
    return unescape(answer.content.decode())


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the form that holds a day."""
    form = page.partition('method="post" action="/buy/hold/')[2].partition("</form>")[0]
    return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))


def test_the_catalogue_shows_what_one_may_have() -> None:
    """A customer sees every product with its least price; a search that finds nothing says how to go on."""
    page = read(buyer(), "/buy/")
    assert "Table" in page
    assert "Bench" in page
    assert "No product is called that" in read(buyer(), "/buy/?q=unicorn")


def test_what_does_not_fit_is_repaired_by_one_link() -> None:
    """A link with contradicting choices opens; what was set aside is told why, with a link that makes it fit."""
    customer = buyer()
    page = read(customer, TABLE + "?choices=leaves=3|length=2200")
    assert "cannot have more than two leaves" in page
    link = re.search(r'href="(/buy/choose/[^"]+variable=length[^"]+)"', page)
    assert link is not None
    answer = customer.get(link[1], headers=EN)
    assert answer.status_code == 302
    assert "leaves" not in answer["Location"].partition("&was=")[0]
    assert "Length</span>" in read(customer, answer["Location"])


def test_a_choice_is_a_link_and_undo_is_one_too() -> None:
    """Each option has an address; the page after it leads back to the one before."""
    customer = buyer()
    page = read(customer, TABLE + "?choices=length=1800")
    link = re.search(r'href="(/buy/choose/[^"]+variable=material&value=oak)"', page)
    assert link is not None
    chosen = customer.get(link[1], headers=EN)["Location"]
    undo = re.search(r'href="([^"]+)" data-undo', read(customer, chosen))
    assert undo is not None
    assert undo[1] == TABLE + "?choices=length%3D1800"


def test_from_choices_to_a_confirmed_order_and_again() -> None:
    """The day that was shown is held, ordering sends a mail, and the same can be ordered again."""
    customer = buyer()
    address = customer.get("/buy/complete/fjell/table/?choices=length=1800&to=0150", headers=EN)["Location"]
    offers = read(customer, address.replace("/configure/", "/offers/"))
    assert "Value added tax, 25 %" in offers
    total = re.search(r'<dd class="number big">(.+?)</dd>', offers)
    assert total is not None
    which = re.search(r'name="which" value="([^"]+)"', offers)
    assert which is not None
    form = hidden(offers) | {"which": which[1], "reference": "PO-77", "hours": "24"}
    held = customer.client.post("/buy/hold/fjell/table/", form, headers=EN)
    assert held.status_code == 302, unescape(held.content.decode())
    assert customer.client.post("/buy/hold/fjell/table/", form, headers=EN)["Location"] == held["Location"]
    page = read(customer, held["Location"])
    assert "The day is held for you" in page
    assert "PO-77" in page
    for _ in range(2):
        assert customer.client.post(held["Location"] + "commit/", headers=EN).status_code == 302
    with acting_as(Asker(tenant=customer.organisation.id)):
        sent = list(Mail.objects.filter(about=held["Location"].split("/")[3]))
    assert [one.to for one in sent] == [customer.user.email]
    assert "PO-77" in sent[0].body
    assert f"Price with 25 % tax: {total[1]}" in sent[0].body
    page = read(customer, held["Location"])
    assert f"<strong>{total[1]}</strong>" in page
    assert "How far it has come" in page
    assert "Can be changed until" in page
    again = re.search(r'href="(/buy/code/[^"]+)">', page)
    assert again is not None
    answer = customer.get(unescape(again[1]), headers=EN)
    assert "Everything is chosen." in read(customer, answer["Location"])
    assert customer.client.post(held["Location"] + "withdraw/", headers=EN).status_code == 302
    assert "The order is withdrawn." in read(customer, held["Location"])


def test_an_order_page_speaks_the_readers_language() -> None:
    """Steps, the place and the name are Norwegian to who reads Norwegian and English to who reads English; a place is
    typed by its name in either, and the confirmation says it too."""
    customer = buyer()
    said = {"nb": ("Kapp", "Eksport", "Bord 1800 mm"), "en": ("Saw to length", "Export", "Table 1800 mm")}
    for language, words in said.items():
        headers = {"Accept-Language": language}
        place = {"nb": "eksport", "en": "export"}[language]
        address = customer.get(f"/buy/complete/fjell/table/?choices=length=1800&to={place}", headers=headers)[
            "Location"
        ]
        offers = unescape(customer.get(address.replace("/configure/", "/offers/"), headers=headers).content.decode())
        which = re.search(r'name="which" value="([^"]+)"', offers)
        assert which is not None
        form = hidden(offers) | {"which": which[1], "reference": language, "hours": "24"}
        held = customer.client.post("/buy/hold/fjell/table/", form, headers=headers)["Location"]
        assert customer.client.post(f"{held}commit/", headers=headers).status_code == 302
        for each, shown in said.items():
            page = unescape(customer.get(held, headers={"Accept-Language": each}).content.decode())
            assert all(word in page for word in shown)
        with acting_as(Asker(tenant=customer.organisation.id)):
            letter = Mail.objects.get(about=held.split("/")[3]).body
        assert words[1] in letter
        customer.client.post(f"{held}withdraw/", headers=headers)


def test_what_is_no_configuration_is_called_by_its_name_too() -> None:
    """An item of the tables, held by a program and ordered on the page: in the list, on the page, in the letter."""
    customer = buyer()
    held = hold(customer).json()["id"]
    assert customer.client.post(f"/buy/orders/{held}/commit/", headers=EN).status_code == 302
    with acting_as(Asker(tenant=customer.organisation.id)):
        letter = Mail.objects.get(about=held).body
    assert "× Chair" in letter
    assert "× Chair" in read(customer, f"/buy/orders/{held}/")
    assert "Chair" in read(customer, "/buy/orders/")
    customer.client.post(f"/buy/orders/{held}/withdraw/", headers=EN)


def test_the_day_beside_an_option_comes_as_data_and_in_the_page() -> None:
    """Asked for by the page's script, or by a link where there is none."""
    customer = buyer()
    told = customer.get("/buy/days/fjell/table/?choices=length=1800&to=Oslo").json()
    assert told["present"]["day"]
    assert {one["variable"] for one in told["options"]} >= {"material", "runner"}
    assert "Can be there" in read(customer, TABLE + "?choices=length=1800&to=Oslo&days=1")
    assert customer.get("/buy/days/fjell/table/?to=nowhere").json() == {"options": [], "present": None}


def test_what_is_open_can_be_as_early_as_can_be() -> None:
    """Switched on in the address, and kept there; the rest is decided so that it comes first."""
    customer = buyer()
    cheap = customer.get(f"/buy/days/{BENCH}?to=Oslo").json()
    early = customer.get(f"/buy/days/{BENCH}?to=Oslo&by=earliest").json()
    assert early["present"]["day"] <= cheap["present"]["day"]
    page = read(customer, f"/buy/configure/{BENCH}?to=Oslo&by=earliest&days=1")
    assert "the rest as early as can be" in page
    assert page.count("&by=earliest") > 10
    done = customer.get(f"/buy/complete/{BENCH}?to=Oslo&by=earliest", headers=EN)["Location"]
    assert "by=earliest" in done
    assert "Everything is chosen." in read(customer, done)
    whole = customer.get(done.replace("/configure/", "/days/")).json()
    assert whole["present"]["day"] == early["present"]["day"]


def test_two_configurations_stand_side_by_side() -> None:
    """What differs is marked; each side leads on."""
    page = read(buyer(), "/buy/compare/fjell/table/?choices=length=1800&beside=length=900|material=oak")
    assert page.count('class="differs"') >= 1
    assert "1800 mm" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "Can be there" not in page
    assert "Can be there" in read(buyer(), "/buy/compare/fjell/table/?choices=length=1800&to=Oslo&beside=length=900")


def test_what_is_kept_is_told_and_compared_when_something_else_is_chosen() -> None:
    """Also when nothing was chosen yet; the button comes with the first difference."""
    configure, told, button = "/buy/configure/fjell/table/", "This is kept.", "Compare with what you kept"
    for kept, other in (("length=900", "length=1800"), ("-", "length=900")):
        this = read(buyer(), f"{configure}?choices={kept.strip('-')}&beside={kept}")
        assert told in this
        assert button not in this
        both = read(buyer(), f"{configure}?choices={other}&beside={kept}")
        assert told not in both
        assert button in both


def test_what_is_not_whole_or_nowhere_says_what_is_missing() -> None:
    """Open choices by name; a place that is not known, with what to write."""
    assert "Something is still to be chosen" in read(buyer(), "/buy/offers/fjell/table/?choices=length=1800")
    whole = "length=1800|leaves=1|material=oak|cushion=no|runner=no"
    assert "We do not know where that is" in read(buyer(), f"/buy/offers/fjell/table/?choices={whole}&to=Atlantis")


def test_a_stranger_finds_no_order() -> None:
    """Another customer's order is not there, neither to see nor to commit."""
    customer = buyer()
    address = customer.get("/buy/complete/fjell/bench/?choices=length=900&to=Oslo", headers=EN)["Location"]
    offers = read(customer, address.replace("/configure/", "/offers/"))
    which = re.search(r'name="which" value="([^"]+)"', offers)
    assert which is not None
    held = customer.client.post("/buy/hold/fjell/bench/", hidden(offers) | {"which": which[1]})["Location"]
    stranger = person(Role.SALES, at(Kind.MEMBER, "vidda"))
    assert stranger.get(held).status_code == 404
    assert stranger.client.post(held + "commit/").status_code == 404
    assert customer.client.post(held + "withdraw/").status_code == 302
