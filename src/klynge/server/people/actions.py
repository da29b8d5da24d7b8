# SPDX-License-Identifier: Apache-2.0
"""Inviting someone to a role, and taking a role away; each is noted in the audit in the same transaction.

Who is new gets a link to choose a password, once, for whoever invites to hand over; nobody else can see it. It ends
when it is used, and after some days. Who has an account already gets the role, and no link.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse

from klynge.server.accounts.models import Place, User
from klynge.server.audit.actions import note
from klynge.server.people.queries import ROLES_OF
from klynge.server.roles import Ability, Role, abilities
from klynge.server.tenancy.middleware import Standing
from klynge.server.texts import say


class PeopleError(ValueError):
    """What cannot be done with someone: what is wrong and how to mend it; `field` is of the form."""

    def __init__(self, field: str, told: str) -> None:
        self.field = field
        super().__init__(told)


@dataclass(frozen=True, slots=True)
class Invited:
    """Who got the role; `path` is where a new person chooses a password, "" for one with an account."""

    user: User
    path: str


def invite(standing: Standing, email: str, name: str, role: Role) -> Invited:
    """Give a role, in the caller's transaction. Raises PeopleError."""
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise PeopleError("email", say("This is no e-mail address; write one such as name@firm.example.")) from None
    if role not in ROLES_OF[standing.kind]:
        raise PeopleError("role", say("Your organisation does not give this role; choose another."))
    user = User.objects.filter(email=email).first()  # addresses are kept in lower case
    new = user is None
    if user is None:
        user = User.objects.create_user(email, None, name=name.strip()[:120])
    elif not user.has_usable_password() and user.last_login is None and not _ours(standing, user.id):
        # whoever holds the other firm's link could take the account, and this role with it
        raise PeopleError(
            "email", say("This person was invited elsewhere and has not logged in yet; ask them to first.")
        )
    place, made = Place.objects.get_or_create(organisation_id=standing.organisation, user_id=user.id, role=role)
    if not made:
        raise PeopleError("role", say("{email} has this role already.", email=email))
    note(
        standing.organisation, standing.user, "place.given", str(user.id), {"role": role.value, "place": str(place.id)}
    )
    return Invited(user, _link(user) if new else "")


def link_again(standing: Standing, user: UUID) -> str:
    """A new link for someone who was invited here and has not taken it up. Raises PeopleError for anyone else."""
    found = User.objects.filter(id=user, last_login=None).first()
    if found is None or found.has_usable_password() or not _ours(standing, user):
        raise PeopleError("email", say("This person has an account; they can ask for a new password themselves."))
    note(standing.organisation, standing.user, "place.link", str(user))
    return _link(found)


def remove(standing: Standing, user: UUID, role: str) -> None:
    """Take a role away, at once. Raises PeopleError when nobody could administer any more."""
    mine = Place.objects.filter(organisation_id=standing.organisation)
    place = mine.filter(user_id=user, role=role).first()
    if place is None:
        raise PeopleError("role", say("This person does not have the role any more."))
    if Ability.ADMINISTER in abilities(Role(role)) and not mine.filter(role=role).exclude(user_id=user).exists():
        raise PeopleError("role", say("There would be nobody left who gives roles; give someone else this role first."))
    place.delete()
    note(standing.organisation, standing.user, "place.removed", str(user), {"role": role})


def _ours(standing: Standing, user: UUID) -> bool:
    """Whether the person has a place here: of another firm's places none is seen."""
    return Place.objects.filter(organisation_id=standing.organisation, user_id=user).exists()


def _link(user: User) -> str:
    named = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return reverse("account_reset_password_from_key", kwargs=named)
