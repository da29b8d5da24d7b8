# SPDX-License-Identifier: Apache-2.0
"""Logging in through an identity provider: who was invited comes in, nobody else does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, build_opener

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.test import Client, override_settings
from tests.support.oidc import CLIENT, SECRET, Provider, provider
from tests.support.people import PASSWORD, person, visitor

from klynge.server.accounts.models import User
from klynge.server.roles import Role


class Stays(HTTPRedirectHandler):
    """Does not follow."""

    def redirect_request(self, *_: object) -> None:
        return None


@pytest.fixture
def known() -> Iterator[Provider]:
    """A provider that the server trusts."""
    with provider() as there:
        settings = {"server_url": there.url, "oauth_pkce_enabled": True}
        app = {"provider_id": "oidc", "name": "Firmaet", "client_id": CLIENT, "secret": SECRET, "settings": settings}
        trusted = {"openid_connect": {"APPS": [app]}}
        with override_settings(
            SOCIALACCOUNT_PROVIDERS=trusted,
            SOCIALACCOUNT_EMAIL_AUTHENTICATION=True,
            SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT=True,
        ):
            yield there


def come(known: Provider, email: str, verified: Any = True) -> tuple[Client, int]:
    """Log in as whom the provider says one is; the status of what is behind the log-in then."""
    known.email, known.verified = email, verified
    client = visitor()
    there = client.get("/account/oidc/oidc/login/")["Location"]
    with pytest.raises(OSError, match="302") as led:
        build_opener(Stays()).open(there)
    back = urlsplit(led.value.headers["Location"])  # type: ignore[attr-defined]
    led.value.close()  # type: ignore[attr-defined]
    client.get(f"{back.path}?{back.query}")
    return client, client.get("/api/me").status_code


def test_the_page_offers_it(known: Provider) -> None:  # noqa: ARG001 (it must be there)
    """A button with the provider's name, only when there is one."""
    assert "Firmaet" in visitor().get("/account/login/").content.decode()
    with override_settings(SOCIALACCOUNT_PROVIDERS={}):
        assert "Firmaet" not in visitor().get("/account/login/").content.decode()


def test_who_was_invited_comes_in(known: Provider) -> None:
    """By the address that the provider has verified; and again, as the same user."""
    alice = person(Role.SALES, password=PASSWORD)
    client, status = come(known, alice.user.email)
    assert status == 200
    assert client.get("/api/me").json()["name"] == alice.organisation.name
    assert come(known, alice.user.email)[1] == 200
    assert known.refused == []


def test_nobody_else_comes_in(known: Provider) -> None:
    """An address that nobody invited makes no user, and one that is not verified opens nobody's."""
    alice = person(Role.SALES)
    assert come(known, "stranger@example.no")[1] == 401
    assert not User.objects.filter(email="stranger@example.no").exists()
    assert come(known, alice.user.email, verified=False)[1] == 401


def password_opens(email: str) -> bool:
    """Whether the password logs in."""
    client = visitor()
    client.post("/account/login/", {"login": email, "password": PASSWORD})
    return client.get("/api/me").status_code == 200


def test_keys_that_someone_else_may_hold_end(known: Provider) -> None:
    """Whoever chose the password or a key of an account whose address was never verified here is locked out, at once,
    when the owner of the address comes; and that is said."""
    alice = person(Role.SALES, password=PASSWORD)
    Authenticator.objects.create(user=alice.user, type=Authenticator.Type.WEBAUTHN, data={})
    alice.client.login(email=alice.user.email, password=PASSWORD)
    assert alice.get("/api/me").status_code == 200
    client, status = come(known, alice.user.email)
    assert status == 200
    assert alice.get("/api/me").status_code == 401
    assert not password_opens(alice.user.email)
    assert not Authenticator.objects.filter(user=alice.user).exists()
    assert "gjelder ikke lenger" in client.get("/", follow=True).content.decode()


def test_a_password_of_a_verified_address_keeps_working(known: Provider) -> None:
    """Both ways lead in once the address is known to be the person's, and coming again changes nothing."""
    alice = person(Role.SALES, password=PASSWORD)
    EmailAddress.objects.create(user=alice.user, email=alice.user.email, verified=True, primary=True)
    for _ in range(2):
        assert come(known, alice.user.email)[1] == 200
        assert password_opens(alice.user.email)


@pytest.mark.parametrize("verified", [False, None, "false", "no", 0])
def test_an_address_that_is_not_verified_takes_over_nothing(known: Provider, verified: Any) -> None:
    """Whatever the provider says instead of yes: nobody is logged in, and nothing of the account changes."""
    alice = person(Role.SALES, password=PASSWORD)
    assert come(known, alice.user.email, verified)[1] == 401
    assert password_opens(alice.user.email)
    assert not SocialAccount.objects.filter(user=alice.user).exists()


def test_an_answer_that_was_not_asked_for_is_refused(known: Provider) -> None:
    """A state of another browser does not log in here (login CSRF)."""
    alice = person(Role.SALES)
    known.email = alice.user.email
    there = visitor().get("/account/oidc/oidc/login/")["Location"]
    with pytest.raises(OSError, match="302") as led:
        build_opener(Stays()).open(there)
    back = urlsplit(led.value.headers["Location"])  # type: ignore[attr-defined]
    led.value.close()  # type: ignore[attr-defined]
    other = visitor()
    other.get(f"{back.path}?{back.query}")
    assert other.get("/api/me").status_code == 401
