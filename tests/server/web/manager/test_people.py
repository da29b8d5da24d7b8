# SPDX-License-Identifier: Apache-2.0
"""People and roles of one's own organisation, and tokens."""

from __future__ import annotations

import re
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.test.utils import override_settings
from tests.support.people import Person, cluster, organisation, person, visitor

from klynge.server.accounts.models import Place, Token, User
from klynge.server.mails.models import Mail
from klynge.server.roles import Role
from klynge.server.tenancy import Asker, acting_as


def address() -> str:
    return f"{uuid4().hex[:8]}@example.no"


def test_an_invited_person_chooses_a_password_once() -> None:
    """The manager gets a link; with it, and only once, the person comes in and has the role."""
    manager, email = person(Role.MANAGER), address()
    page = manager.client.post("/manager/people/", {"email": email, "name": "Kari", "role": "floor"})
    found = re.search(r'value="http://[^/]+(/account/password/reset/key/[^"]+)"', page.content.decode())
    assert found
    guest = visitor()
    opened = guest.get(found[1], follow=True)
    chosen = {"password1": "a long new password 7", "password2": "a long new password 7"}
    assert guest.post(opened.request["PATH_INFO"], chosen).status_code == 302
    assert User.objects.get(email=email).check_password("a long new password 7")
    assert "password1" not in visitor().get(found[1], follow=True).content.decode()
    with acting_as(Asker(tenant=manager.organisation.id)):
        assert Place.objects.filter(user__email=email, role="floor").exists()


LINK = re.compile(r"https?://[^/]+(/account/password/reset/key/[^\s\"]+)")
ENGLISH = {"Accept-Language": "en"}
PASSWORD = "a long new password 7"


def chosen(link: str, password: str = PASSWORD) -> Client:
    """Whoever has the link chooses a password by it; a browser of theirs."""
    guest = visitor()
    opened = guest.get(link, follow=True)
    assert guest.post(opened.request["PATH_INFO"], {"password1": password, "password2": password}).status_code == 302
    return guest


def told_by(manager: Person, email: str) -> str:
    """What the page says when a manager gives someone the floor's role."""
    page = manager.client.post("/manager/people/", {"email": email, "role": "floor"}, follow=True, headers=ENGLISH)
    return str(page.content.decode())


def test_whom_a_manager_may_be_gets_no_role_elsewhere() -> None:
    """A manager invites an address and takes the link himself: another firm's role is refused until the owner of the
    address chooses a password by a link that went there, which ends the manager's."""
    villain, manager, email = person(Role.MANAGER), person(Role.MANAGER), address()
    shown = LINK.search(told_by(villain, email))
    assert shown
    chosen(shown[1], "the villain's password 1")
    assert "forgotten the password" in told_by(manager, email)
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        mail.outbox = []
        visitor().post("/account/password/reset/", {"email": email})
        (letter,) = mail.outbox
    assert letter.to == [email]
    mailed = LINK.search(str(letter.body))
    assert mailed
    chosen(mailed[1])
    assert not User.objects.get(email=email).check_password("the villain's password 1")
    assert "has the role now" in told_by(manager, email)


def test_with_a_mail_server_nobody_but_the_invited_sees_the_link() -> None:
    """The page shows no link; the one in the mail verifies the address, and another firm may give a role then."""
    manager, other, email = person(Role.MANAGER), person(Role.MANAGER), address()
    with override_settings(EMAIL_HOST="mail.example"):
        page = told_by(manager, email)
    assert not LINK.search(page)
    assert f"on its way to {email}" in page
    with acting_as(Asker(tenant=manager.organisation.id)):
        letter = Mail.objects.get(to=email)
    link = LINK.search(letter.body)
    assert link
    chosen(link[1])
    assert "has the role now" in told_by(other, email)


def test_someone_with_an_account_gets_the_role_and_no_link() -> None:
    """No firm can take over another's person; one who was invited elsewhere and never came is left alone."""
    known, manager, other = person(Role.SALES), person(Role.MANAGER), person(Role.MANAGER)
    known.user.set_password("correct horse battery staple")
    known.user.save()
    EmailAddress.objects.create(user=known.user, email=known.user.email, primary=True, verified=True)
    answer = manager.client.post("/manager/people/", {"email": known.user.email, "role": "sales"}, follow=True)
    assert "/account/password/reset/key/" not in answer.content.decode()
    email = address()
    other.client.post("/manager/people/", {"email": email, "role": "floor"})
    refused = manager.client.post("/manager/people/", {"email": email, "role": "floor"})
    assert refused.status_code == 422
    assert email in refused.content.decode()


def test_a_role_is_taken_away_but_not_the_last_managers() -> None:
    """Who gives roles cannot leave the firm without one who does."""
    firm = organisation(cluster())
    manager, worker = person(Role.MANAGER, firm), person(Role.FLOOR, firm)
    manager.client.post(f"/manager/people/{worker.user.id}/", {"role": "floor"})
    manager.client.post(f"/manager/people/{manager.user.id}/", {"role": "manager"})
    with acting_as(Asker(tenant=firm.id)):
        assert [place.role for place in Place.objects.filter(organisation=firm)] == ["manager"]


def test_a_stranger_takes_no_role_away() -> None:
    """Another firm's person is nobody here."""
    worker, stranger = person(Role.FLOOR), person(Role.MANAGER)
    stranger.client.post(f"/manager/people/{worker.user.id}/", {"role": "floor"})
    with acting_as(Asker(tenant=worker.organisation.id)):
        assert Place.objects.filter(user=worker.user).exists()
    assert worker.user.email not in stranger.get("/manager/people/").content.decode()


def test_a_token_is_shown_once_and_opens_until_it_is_revoked() -> None:
    """The page shows the secret when it is made and never again."""
    manager = person(Role.MANAGER)
    form = {"name": "ERP", "role": "manager", "scopes": ["read-orders"], "days": "30"}
    made = manager.client.post("/manager/tokens/", form).content.decode()
    secret = re.search(r'value="(klynge_[\w-]+)"', made)
    assert secret
    assert secret[1] not in manager.get("/manager/tokens/").content.decode()
    program = {"Authorization": f"Bearer {secret[1]}"}
    assert visitor().get("/api/orders", headers=program).status_code == 200
    with acting_as(Asker(tenant=manager.organisation.id)):
        token = Token.objects.get(name="ERP", organisation=manager.organisation)
    assert person(Role.MANAGER).client.post(f"/manager/tokens/{token.id}/").status_code == 404
    manager.client.post(f"/manager/tokens/{token.id}/")
    assert visitor().get("/api/orders", headers=program).status_code == 401
