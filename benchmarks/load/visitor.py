# SPDX-License-Identifier: Apache-2.0
"""Someone from sales, logged in on a server as a browser is, and what they ask of it."""

from __future__ import annotations

import json
import random
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import suppress
from dataclasses import dataclass
from http.cookiejar import CookieJar
from typing import Any
from uuid import UUID

WARES = 40  # enough that no answer is like the one before
PASSWORD = "klynge-demo-2026"
Steps = list[list[Any]]


@dataclass(frozen=True)
class Visitor:
    """A session, what can be had at all (item and region), and who buys it."""

    port: int
    cookies: str
    forgery: str
    wares: list[tuple[str, str]]
    customers: list[str]

    @classmethod
    def arrived(cls, port: int, cluster: str, patience_s: float = 60.0) -> Visitor:
        """Log in as the example's sales user, once the server answers. Raises TimeoutError when it does not."""
        jar, base = CookieJar(), f"http://localhost:{port}"
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        until = time.monotonic() + patience_s
        while True:
            try:
                opener.open(f"{base}/account/login/", timeout=10).read()
                break
            except OSError:
                if time.monotonic() > until:
                    raise TimeoutError(f"no server answers at {base}") from None
                time.sleep(0.5)

        def cookie(name: str) -> str:
            return next((str(each.value) for each in jar if each.name == name), "")

        form = {"login": f"sales@{cluster}.example", "password": PASSWORD, "csrfmiddlewaretoken": cookie("csrftoken")}
        request = urllib.request.Request(f"{base}/account/login/", urllib.parse.urlencode(form).encode())
        request.add_header("Referer", f"{base}/account/login/")
        opener.open(request, timeout=30).read()

        def got(path: str) -> Any:
            while True:
                try:
                    return json.load(opener.open(f"{base}/api/{path}", timeout=30))
                except urllib.error.HTTPError as error:
                    if error.code != 503 or time.monotonic() > until:  # its trustee is still loading the plan
                        raise
                    time.sleep(0.5)

        found = got("items?size=500")
        orders = got("orders?size=500")["items"]
        dice, wares = random.Random(1), list[tuple[str, str]]()
        for _ in range(10 * WARES):
            ware = str(dice.choice(found["items"])["item"]), str(dice.choice(found["regions"]))
            asked = json.dumps({"item": ware[0], "quantity": 5, "region": ware[1]}).encode()
            request = urllib.request.Request(f"{base}/api/promises", asked, {"Content-Type": "application/json"})
            request.add_header("X-CSRFToken", cookie("csrftoken"))
            with suppress(urllib.error.HTTPError):  # nobody delivers that there
                opener.open(request, timeout=30).read()
                wares.append(ware)
            if len(wares) == WARES:
                break
        cookies = "; ".join(f"{each.name}={each.value}" for each in jar)
        customers = sorted({str(each["customer"]) for each in orders if each["customer"]})
        return cls(port, cookies, cookie("csrftoken"), wares, customers)

    def headers(self) -> dict[str, str]:
        """Of every request."""
        return {"Cookie": self.cookies, "X-CSRFToken": self.forgery, "Origin": f"http://localhost:{self.port}"}

    def address(self) -> dict[str, Any]:
        """Where requests go, with what is in each."""
        return {"host": "localhost", "port": self.port, "headers": self.headers()}

    def _wanted(self, dice: random.Random) -> dict[str, Any]:
        item, region = dice.choice(self.wares)
        return {"item": item, "quantity": dice.randint(1, 10), "region": region}

    def menus(self, dice: random.Random, count: int) -> list[Steps]:
        """Inquiries: one item of the catalogue each, to one region."""
        return [[["POST", "/api/promises", self._wanted(dice), {}]] for _ in range(count)]

    def holds(self, dice: random.Random, count: int) -> list[Steps]:
        """Hold the earliest offer, and commit to it."""
        return [
            [
                ["POST", "/api/promises/hold",
                 self._wanted(dice) | {"customer": dice.choice(self.customers), "which": "earliest"}, _key(dice)],
                ["POST", "/api/orders/{id}/commit", None, _key(dice)],
            ]
            for _ in range(count)
        ]  # fmt: skip

    def lists(self, dice: random.Random, count: int) -> list[Steps]:
        """Pages of the orders, some of them of a state."""
        states = ("", "&state=committed", "&state=new", "&late=true")
        return [
            [["GET", f"/api/orders?page={dice.randint(1, 3)}{dice.choice(states)}", None, {}]] for _ in range(count)
        ]


def _key(dice: random.Random) -> dict[str, str]:
    return {"Idempotency-Key": str(UUID(int=dice.getrandbits(128), version=4))}
