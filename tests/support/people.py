# SPDX-License-Identifier: Apache-2.0
"""Organisations and people for tests of the server: each call makes new ones, so that no test meets another's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.test import Client

from klynge.server.accounts.models import Cluster, Kind, Organisation, Place, User
from klynge.server.roles import Role

PASSWORD = "correct horse battery staple"


@dataclass
class Person:
    """Someone who has logged in, for one organisation."""

    user: User
    organisation: Organisation
    client: Client

    def get(self, path: str, **more: Any) -> Any:
        return self.client.get(path, **more)

    def post(self, path: str, data: object = None, **more: Any) -> Any:
        return self.client.post(path, data or {}, content_type="application/json", **more)


def visitor() -> Client:
    """Someone who has not logged in."""
    return Client(SERVER_NAME="localhost")


def cluster() -> Cluster:
    name = f"c{uuid4().hex[:8]}"
    return Cluster.objects.using("trustee").create(slug=name, name=name)


def organisation(within: Cluster, kind: Kind = Kind.MEMBER) -> Organisation:
    code = f"o{uuid4().hex[:8]}"
    return Organisation.objects.using("trustee").create(cluster=within, kind=kind, code=code, name=code)


def person(role: Role, at: Organisation | None = None, password: str | None = None) -> Person:
    """A person with a role, logged in."""
    at = at or organisation(cluster())
    user = User.objects.create_user(f"{uuid4().hex[:8]}@example.no", password)
    Place.objects.using("trustee").create(organisation=at, user_id=user.id, role=role)
    client = visitor()
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return Person(user, at, client)
