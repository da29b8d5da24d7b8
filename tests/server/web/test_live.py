# SPDX-License-Identifier: Apache-2.0
"""Live updates over real HTTP: each organisation hears of its own, in order, without a gap, and of nobody else's."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest
from tests.server.web.test_promises import buyer, hold
from tests.support.embedded import eventually
from tests.support.faults.processes import free_port, got
from tests.support.people import Person, person, visitor

from klynge.server.accounts.models import Kind, Organisation
from klynge.server.roles import Role

pytestmark = pytest.mark.usefixtures("trustee")
ORIGIN = "http://klynge.test"
COUNTING = "a token for tests"


@pytest.fixture(scope="module")
def port(trustee: str) -> Iterator[int]:  # noqa: ARG001 (the database must be there)
    """The live process, with a sign of life a second."""
    port = free_port()
    settings = {"KLYNGE_ROLE": "web", "KLYNGE_TESTING": "", "KLYNGE_LIVE_ORIGINS": ORIGIN, "KLYNGE_LIVE_HEARTBEAT": "1"}
    settings |= {"KLYNGE_METRICS_TOKEN": COUNTING, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, "-m", "uvicorn", "klynge.server.live.app:application", "--port", str(port)]
    command += ["--log-level", "warning", "--timeout-graceful-shutdown", "1"]
    with subprocess.Popen(command, env=os.environ | settings) as process:
        try:
            assert eventually(lambda: got(port, "/health/live") == 200, 120)
            yield port
        finally:
            process.terminate()


@dataclass
class Page:
    """A page that listens."""

    connection: http.client.HTTPConnection
    answer: http.client.HTTPResponse

    def close(self) -> None:
        self.answer.close()
        self.connection.close()

    def line(self) -> str:
        """The next line that says anything."""
        while not (text := self.answer.readline().decode()).strip():
            assert text, "the stream ended"
        return text.strip()

    def event(self) -> tuple[int, str, str]:
        """The next event: its number, what kind, and what it is about."""
        while not (said := self.line()).startswith("id: "):
            pass
        kind, data = self.line().removeprefix("event: "), json.loads(self.line().removeprefix("data: "))
        return int(said.removeprefix("id: ")), kind, data["about"]


def listening(port: int, who: Person | None, **headers: str) -> Page:
    """A page of someone's session that has begun to listen."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    if who is not None:
        sent["Cookie"] = f"sessionid={who.client.cookies['sessionid'].value}"
    connection.request("GET", "/live", headers=sent)
    page = Page(connection, connection.getresponse())
    if page.answer.status == 200:
        assert page.line() == "retry: 2000"
    return page


def stranger() -> Person:
    found = Organisation.objects.using("trustee").filter(cluster__slug="small", kind=Kind.CUSTOMER).latest("code")
    return person(Role.CUSTOMER, found)


def test_an_order_is_heard_by_its_own_and_nobody_else(port: int) -> None:
    """The buyer's page hears of the buyer's order; the first that a stranger's page hears of is the stranger's own."""
    mine, other = buyer(), stranger()
    with closing(listening(port, mine)) as page, closing(listening(port, other)) as others:
        assert (page.line(), others.line()) == (": still here",) * 2  # both stand at the end of their feeds
        order, theirs = hold(mine, item="blanket").json()["id"], hold(other, item="blanket").json()["id"]
        assert page.event()[1:] == ("order", order)
        assert others.event()[1:] == ("order", theirs)


def test_a_page_comes_back_to_where_it_was(port: int) -> None:
    """With Last-Event-ID it hears what it missed, once and in order; without, only what is new."""
    who = buyer()
    with closing(listening(port, who)) as page:
        page.line()
        first = hold(who, item="blanket").json()["id"]
        number, _, about = page.event()
    missed = [hold(who, item="blanket").json()["id"] for _ in range(2)]
    with closing(listening(port, who, Last_Event_ID=str(number))) as again:
        heard = [again.event() for _ in missed]
    with closing(listening(port, who)) as new:
        assert new.line() == ": still here"
    assert about == first
    assert heard == [(number + 1 + n, "order", order) for n, order in enumerate(missed)]


def test_who_may_not_listen(port: int) -> None:
    """Nobody, a made-up session, another site's page; and there is nothing else there."""
    who, forged = buyer(), Person(buyer().user, buyer().organisation, visitor())
    forged.client.cookies["sessionid"] = "0" * 32
    for page, status in [
        (listening(port, None), 401),
        (listening(port, forged), 401),
        (listening(port, who, Origin="http://evil.test"), 403),
        (listening(port, who, Origin="null"), 403),
    ]:
        assert page.answer.status == status
        page.close()
    with closing(listening(port, who, Origin=ORIGIN)) as page:
        assert page.answer.headers["Access-Control-Allow-Origin"] == ORIGIN
        assert page.answer.headers["Cache-Control"] == "no-store"
    assert got(port, "/live/other") == got(port, "/") == 404


def test_pages_that_left_are_not_kept(port: int) -> None:
    """A page that is closed is gone at the next sign of life."""

    def pages() -> int:
        asked = urllib.request.Request(f"http://127.0.0.1:{port}/health/metrics")
        asked.add_header("Authorization", f"Bearer {COUNTING}")
        with urllib.request.urlopen(asked) as answer:
            (line,) = [line for line in answer.read().decode().splitlines() if line.startswith("klynge_live_clients")]
        return int(line.split()[-1])

    assert eventually(lambda: pages() == 0)
    with closing(listening(port, buyer())):
        assert eventually(lambda: pages() == 1)
    assert eventually(lambda: pages() == 0)
