# SPDX-License-Identifier: Apache-2.0
"""Inviting someone to a role, and taking a role away; each is noted in the audit in the same transaction.

Who is new gets a link to choose a password, once, by mail. Where there is no mail server whoever invites sees it and
hands it over; then another firm gives the person a role only once the address is verified (`accounts.verifying`). The
link ends when it is used, and after some days. Who has an account already gets the role, and no link.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse

from klynge.server.accounts.models import Place, User
from klynge.server.accounts.verifying import handed, is_verified
from klynge.server.audit.actions import note
from klynge.server.mails.actions import Letter, put
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
    """Who got the role. `path` is where a new person chooses a password, "" for one with an account; with `mailed` it
    went to the person by mail, and nobody is to see it."""

    user: User
    path: str
    mailed: bool = False


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
    elif not _ours(standing, user.id) and not is_verified(user):
        # whoever was shown the other firm's link may have the account, and would have this role with it
        raise PeopleError(
            "email",
            say(
                "This person was invited elsewhere, and nobody has shown that the address is theirs. Ask them to "
                "choose a new password by “I have forgotten the password” on the log-in page; give the role then."
            ),
        )
    place, made = Place.objects.get_or_create(organisation_id=standing.organisation, user_id=user.id, role=role)
    if not made:
        raise PeopleError("role", say("{email} has this role already.", email=email))
    note(
        standing.organisation, standing.user, "place.given", str(user.id), {"role": role.value, "place": str(place.id)}
    )
    return _invited(user) if new else Invited(user, "")


def link_again(standing: Standing, user: UUID) -> Invited:
    """A new link for someone who was invited here and has not taken it up. Raises PeopleError for anyone else."""
    found = User.objects.filter(id=user, last_login=None).first()
    if found is None or found.has_usable_password() or not _ours(standing, user):
        raise PeopleError("email", say("This person has an account; they can ask for a new password themselves."))
    note(standing.organisation, standing.user, "place.link", str(user))
    return _invited(found)


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


def _invited(user: User) -> Invited:
    """A link, by mail where there is a mail server; else it is shown, and that is noted."""
    mailed = bool(settings.EMAIL_HOST)
    if not mailed:
        handed(user)
    return Invited(user, _link(user), mailed)


def put_in_line(standing: Standing, invited: Invited, address: str) -> None:
    """Put the mail with the link in line, in the caller's transaction."""
    body = say(
        "{firm} has given you a role in Klynge. Choose a password here, once, within three days:\n\n{address}\n\n"
        "If you do not know the firm, do nothing.",
        firm=standing.name,
        address=address,
    )
    letter = Letter(invited.user.email, say("Your account in Klynge"), body)
    put(standing.organisation, f"invitation {uuid4()}", invited.user.id, letter)


def _link(user: User) -> str:
    named = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return reverse("account_reset_password_from_key", kwargs=named)
