# SPDX-License-Identifier: Apache-2.0
"""The client over real HTTP: what it sends is what the API takes, and its types are what the API answers."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_type_hints
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.db import connections
from tests.server.web.test_imports import HEAD, line, packed
from tests.server.web.test_promises import at, buyer
from tests.support.people import Person, person
from tests.test_docs import ROOT, blocks

from klynge import client
from klynge.client import AwayError, Client, ProblemError
from klynge.server.accounts.actions import make_token
from klynge.server.accounts.models import Kind
from klynge.server.accounts.queries import places_of, standing_in
from klynge.server.api.reference import text
from klynge.server.roles import Role, abilities
from klynge.server.tenancy import Asker, acting_as
from klynge.server.wsgi import application

pytestmark = pytest.mark.usefixtures("trustee")


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The web server at a port of its own."""
    with make_server("127.0.0.1", 0, application, handler_class=Quiet) as server:

        def serve() -> None:
            try:
                server.serve_forever()
            finally:
                for connection in connections.all():
                    connection.close()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def token(who: Person, role: Role) -> str:
    standing = standing_in(who.user.id, places_of(who.user.id))
    assert standing is not None
    with acting_as(Asker(tenant=standing.organisation, user=standing.user)):
        return make_token(standing, "client", role, abilities(role), 1)[1]


def test_from_asking_to_reporting(address: str) -> None:
    """Ask, hold, commit, ask why; then the floor finds it in the plan and reports it."""
    customer = Client(address, token(buyer(), Role.CUSTOMER))
    assert "chair" in {item["item"] for item in customer.items("chair")}
    day = customer.offers("chair", 2, "Oslo")[0]["day"]
    held = customer.hold("chair", 2, "Oslo", day=day)
    customer.commit(held["id"])
    assert customer.order(held["id"])["state"] == "committed"
    assert held["id"] in {order["id"] for order in customer.orders(state="committed")}
    assert customer.reasons(held["id"])["day"] == day
    floor = Client(address, token(person(Role.FLOOR, at(Kind.MEMBER, "fjell")), Role.FLOOR))
    first = next(portion for portion in floor.plan() if portion["order"] == held["order"])
    assert floor.report("finish", first)["left"] == 0


def test_bringing_in(address: str, tmp_path: Path) -> None:
    """A file is sent, checked and taken in."""
    manager = Client(address, token(person(Role.MANAGER, at(Kind.MEMBER, "fjell")), Role.MANAGER))
    (tmp_path / "tables.zip").write_bytes(packed(orders_csv=HEAD + line("K-1")))
    file = manager.bring_in(tmp_path / "tables.zip")
    assert manager.check_import(file)["problems"] == []
    changes = manager.apply_import(file)["changes"]
    assert changes is not None
    assert changes["new"]["number"] == 1


def test_the_page_on_the_api_runs(address: str) -> None:
    """The Python of docs/how-to/use-the-api.md runs from top to bottom against a server."""
    firm = at(Kind.MEMBER, "fjell")
    names: dict[str, Any] = {"address": address, "customers_token": token(buyer(), Role.CUSTOMER)}
    for role in (Role.FLOOR, Role.PLANNER):
        names[f"{role}s_token"] = token(person(role, firm), role)
    for block in blocks(ROOT / "docs" / "how-to" / "use-the-api.md", "py"):
        exec(compile(block, "use-the-api.md", "exec"), names)
    assert names["done"]["reported"] > 0


def test_what_is_wrong_is_raised_with_why(address: str) -> None:
    """A problem says what and how to mend it; a bad address is named; a server that is away is waited for in vain."""
    customer = Client(address, token(buyer(), Role.CUSTOMER))
    with pytest.raises(ProblemError) as error:
        customer.hold("unicorn", 0, "Oslo")
    assert (error.value.status, error.value.kind) == (422, "unreadable")
    assert "quantity" in str(error.value)
    with pytest.raises(ValueError, match="https://"):
        Client("klynge.example", "t")
    with socket.socket() as taken:  # bound and not listening: nobody answers there
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(AwayError):
            Client(f"http://127.0.0.1:{taken.getsockname()[1]}", "t", patience_s=0.1).order("x")


@pytest.mark.parametrize(
    "name",
    ["Item", "Offer", "Held", "Order", "Stretch", "Reasons", "Portion", "NewDay", "Product", "Choice", "Aside",
     "Option", "Span", "Variable", "Group", "PriceLine", "Made", "Screen", "Present", "DatedOption", "Days",
     "Completed", "Saved", "Reopened", "Fault", "Some", "Differences", "ExpectedDay", "Checked"],
)  # fmt: skip
def test_the_types_are_those_of_the_description(name: str) -> None:
    """Each answer has the fields that the API's description gives it."""
    schemas = json.loads(text())["components"]["schemas"]
    described = schemas["OrderOut" if name == "Order" else name]["properties"]
    assert set(get_type_hints(getattr(client, name))) == set(described)
