# SPDX-License-Identifier: Apache-2.0
"""A text may hold anything, also what no database keeps: that is told, and is no fault of the server's."""

from __future__ import annotations

import pytest
from tests.server.web.sales.test_pages import seller
from tests.server.web.test_cluster import manager, office, send

pytestmark = pytest.mark.usefixtures("trustee")
NUL = ["/sales/?q=a%00", "/sales/orders/?q=a%00", "/sales/enter/things/?typed=stool%00", "/search/?q=a%00"]


@pytest.mark.parametrize("address", NUL)
def test_a_character_that_nothing_holds_is_not_looked_for(address: str) -> None:
    """The list is as without it."""
    assert seller().get(address).status_code == 200


def test_a_name_with_such_a_character_is_refused() -> None:
    """With what is wrong."""
    told = send(office(), "disclosures", {"stopped": True, "signatory": "Kari\0"}, "PUT")
    assert (told.status_code, "control character" in told.content.decode()) == (422, True)


def test_what_only_the_database_finds_is_told_too() -> None:
    """A form that looks at nothing itself."""
    who = manager("fjell")
    who.client.raise_request_exception = False
    told = {"field": "order.quantity", "given": "yes", "signatory": "Kari\0"}
    found = who.client.post("/office/figures/consent/", told, headers={"Accept-Language": "en"})
    assert (found.status_code, "cannot be kept" in found.content.decode()) == (422, True)
