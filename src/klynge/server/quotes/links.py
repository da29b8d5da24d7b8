# SPDX-License-Identifier: Apache-2.0
"""The link by which a customer looks at a quotation and answers it, without being a user.

Its secret is made from the quotation and the round of offering by the installation's key, so that the same offer sent
again has the same link. The row holds the secret's hash alone; a transaction that names the hash is shown that row and
no other, by the database.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256

from django.utils.crypto import salted_hmac

from klynge.server.accounts.models import Organisation
from klynge.server.quotes.models import Quote
from klynge.server.roles import Role
from klynge.server.tenancy.context import Asker, acting_as
from klynge.server.tenancy.middleware import Standing


def secret_of(quote: Quote) -> str:
    """The secret of a quotation's present offer: 256 bits, as an address holds them."""
    sealed = salted_hmac("klynge.quotation", f"{quote.id}:{quote.round}", algorithm="sha256").digest()
    return urlsafe_b64encode(sealed).rstrip(b"=").decode()


def hash_of(secret: str) -> str:
    """What is kept of a secret; it is random enough for one round of SHA-256."""
    return sha256(secret.encode()).hexdigest()


def quote_behind_link(secret: str) -> Quote | None:
    """The quotation that a secret opens; None when it opens none, or no longer."""
    hashed = hash_of(secret)
    with acting_as(Asker(token=hashed)):
        return Quote.objects.filter(link=hashed).first()


def seller_of(quote: Quote) -> Standing:
    """As what an answer by the link acts: as sales of the firm that offered, in the name of who offered it."""
    with acting_as(Asker(tenant=quote.tenant, user=quote.user)):
        firm = Organisation.objects.get(id=quote.tenant)
    return Standing(
        user=quote.user, organisation=firm.id, cluster=firm.cluster_id, kind=firm.kind, code=firm.code, name=firm.name,
        roles=frozenset({Role.SALES}),
    )  # fmt: skip
