# SPDX-License-Identifier: Apache-2.0
"""A client of the server's API, for programs: `Client(address, token)`, a method for each operation.

It needs nothing but the standard library. Answers are plain JSON, typed. A write gets a key of its own and is sent
again with it while the server is away, so it is done once. Moments are ISO 8601 with an offset, days `YYYY-MM-DD`.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, cast
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen
from uuid import uuid4

from klynge.client_answers import (
    Aside,
    Best,
    Changed,
    Checked,
    Choice,
    Choices,
    Completed,
    DatedOption,
    Days,
    Differences,
    ExpectedDay,
    Fault,
    Group,
    Held,
    Item,
    Made,
    NewDay,
    Offer,
    Option,
    Order,
    Portion,
    Present,
    PriceLine,
    Product,
    Reasons,
    Reopened,
    Reported,
    Saved,
    Screen,
    Some,
    Span,
    Stretch,
    Variable,
)

__all__ = [
    "Aside",
    "AwayError",
    "Best",
    "Changed",
    "Checked",
    "Choice",
    "Choices",
    "Client",
    "Completed",
    "DatedOption",
    "Days",
    "Differences",
    "ExpectedDay",
    "Fault",
    "Group",
    "Held",
    "Item",
    "Made",
    "NewDay",
    "Offer",
    "Option",
    "Order",
    "Portion",
    "Present",
    "PriceLine",
    "ProblemError",
    "Product",
    "Reasons",
    "Reopened",
    "Reported",
    "Saved",
    "Screen",
    "Some",
    "Span",
    "Stretch",
    "Variable",
]

FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.2, 5.0
PAGE = 200


class ProblemError(Exception):
    """What the server answered instead of success (RFC 9457). `errors` names each field that is wrong."""

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        self.status = status
        self.kind = str(body.get("type", "")).rpartition("/")[2]
        self.title, self.detail = str(body.get("title", "")), str(body.get("detail", ""))
        self.remedy: str = str(body.get("remedy", ""))
        self.errors: list[dict[str, str]] = list(body.get("errors", ()))
        fields = [f"{each['where']}: {each['what']}" for each in self.errors]
        super().__init__(" ".join(filter(None, [self.title, self.detail, *fields, self.remedy])) or f"HTTP {status}")


class AwayError(ConnectionError):
    """The server did not answer for as long as was waited."""


class Client:
    """Asks the server at `address` with a token. Raises ProblemError for a problem, AwayError when nobody answers."""

    def __init__(self, address: str, token: str, *, patience_s: float = 30.0, timeout_s: float = 60.0) -> None:
        """Take the address (`https://klynge.example`), the token, and how long to wait for a server that is away."""
        if not address.startswith(("https://", "http://")):
            raise ValueError(f"the address is {address!r}; it must begin with https:// (or http:// on this machine)")
        self.address, self.patience_s, self.timeout_s = address.rstrip("/"), patience_s, timeout_s
        self._token = token

    def items(self, search: str = "") -> Iterator[Item]:
        """What can be ordered."""
        return self._pages("items", search=search)

    def offers(self, item: str, quantity: int, region: str, *, wanted: str | None = None) -> list[Offer]:
        """When it can be had; nothing is reserved."""
        asked = {"item": item, "quantity": quantity, "region": region, "wanted": wanted}
        return cast("list[Offer]", self._send("POST", "promises", asked)["offers"])

    def hold(
        self, item: str, quantity: int, region: str, *, which: Best = "earliest", key: str = "", **more: Any
    ) -> Held:
        """Reserve the day of an offer; `more`: wanted, day, customer, reference, hours, just_in_time, price_ore."""
        asked = {"item": item, "quantity": quantity, "region": region, "which": which, **more}
        return cast(Held, self._write("promises/hold", asked, key))

    def products(self) -> list[Product]:
        """What can be chosen."""
        return cast("list[Product]", self._send("GET", "products")["products"])

    def configure(self, product: str, choices: Choices, quantity: int = 1) -> Screen:
        """What is left after these choices, made in their order, at what price, and why the rest is not possible."""
        return cast(Screen, self._send("POST", "configurations", _chosen(product, choices, quantity)))

    def days(
        self, product: str, choices: Choices, region: str, quantity: int = 1, *,
        by: Literal["cheapest", "earliest"] = "cheapest",
    ) -> Days:  # fmt: skip
        """Price and day beside every option that is left."""
        asked = _chosen(product, choices, quantity) | {"region": region, "by": by}
        return cast(Days, self._send("POST", "configurations/days", asked))

    def change(self, product: str, choices: Choices, variable: str, value: int | str | None) -> Choices:
        """The choices with one more (None: one fewer), giving up as few others as possible."""
        asked = _chosen(product, choices, 1) | {"variable": variable, "value": value}
        return cast(Choices, self._send("POST", "configurations/change", asked)["choices"])

    def complete(
        self, product: str, choices: Choices, quantity: int = 1, *,
        by: Literal["cheapest", "lightest", "greenest", "likeliest"] = "cheapest",
    ) -> Completed:  # fmt: skip
        """All that is left open decided; texts stay open."""
        asked = _chosen(product, choices, quantity) | {"by": by}
        return cast(Completed, self._send("POST", "configurations/complete", asked))

    def save(self, product: str, choices: Choices) -> Saved:
        """Keep a whole configuration; its code opens it again."""
        return cast(Saved, self._send("POST", "configurations/save", _chosen(product, choices, 1)))

    def reopen(self, code: str) -> Reopened:
        """The configuration with a code, by the present model of its product."""
        return cast(Reopened, self._send("GET", f"codes/{quote(code, safe='')}"))

    def offers_for(self, product: str, choices: Choices, quantity: int, region: str, **more: Any) -> list[Offer]:
        """When a whole configuration can be had; nothing is reserved. `more`: wanted, just_in_time."""
        asked = _chosen(product, choices, quantity) | {"region": region, **more}
        return cast("list[Offer]", self._send("POST", "promises", asked)["offers"])

    def hold_for(
        self, product: str, choices: Choices, quantity: int, region: str, *, which: Best = "earliest", key: str = "",
        **more: Any,
    ) -> Held:  # fmt: skip
        """Reserve the day of an offer for a whole configuration; `more` as for `hold`."""
        asked = _chosen(product, choices, quantity) | {"region": region, "which": which, **more}
        return cast(Held, self._write("promises/hold", asked, key))

    def commit(self, order: str, key: str = "") -> None:
        """Commit a held order, by its `id`."""
        self._write(f"orders/{quote(order, safe='')}/commit", {}, key)

    def withdraw(self, order: str, key: str = "") -> None:
        """Withdraw an order, by its `id`."""
        self._write(f"orders/{quote(order, safe='')}/withdraw", {}, key)

    def orders(self, *, state: str | None = None, search: str = "", late: bool = False) -> Iterator[Order]:
        """The orders that the organisation sees, by promised day."""
        return self._pages("orders", state=state, search=search, late=late)

    def order(self, order: str) -> Order:
        """One order, by its `id`."""
        return cast(Order, self._send("GET", f"orders/{quote(order, safe='')}"))

    def reasons(self, order: str) -> Reasons:
        """Why an order is when it is."""
        return cast(Reasons, self._send("GET", f"orders/{quote(order, safe='')}/reasons"))

    def plan(
        self, work_centre: str | None = None, since: str | None = None, until: str | None = None
    ) -> Iterator[Portion]:
        """What stands at one's own work centres, by start."""
        return self._pages("plan", work_centre=work_centre, since=since, until=until)

    def report(
        self, kind: Literal["start", "finish", "scrap"], portion: Portion, *, key: str = "", **changes: Any
    ) -> Reported:
        """Report a portion of the plan as begun, done or spoilt; `changes`: quantity, start, end, unit, redo."""
        named = {"job", "operation", "work_centre", "unit", "quantity", "start", "end"}
        told = {name: value for name, value in portion.items() if name in named}
        return cast(Reported, self._write("floor/reports", told | {"kind": kind} | changes, key))

    def stop(self, work_centre: str, start: str, end: str, *, unit: int | None = None, key: str = "") -> Changed:
        """A unit (none: all) stands still."""
        told = {"work_centre": work_centre, "unit": unit, "start": start, "end": end}
        return cast(Changed, self._write("network/stops", told, key))

    def bring_in(self, file: str | Path) -> str:
        """Send a cluster folder as .zip or a workbook as .xlsx; its `id`. Nothing is changed yet."""
        path, edge = Path(file), uuid4().hex
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{quote(path.name)}"\r\n\r\n'
        data = head.encode() + path.read_bytes() + f"\r\n--{edge}--\r\n".encode()
        answer = self._send("POST", "imports", data=(f"multipart/form-data; boundary={edge}", data))
        return cast(str, answer["id"])

    def check_import(self, file: str, *, remove: bool = False) -> Checked:
        """All that is wrong with a file, or what it would change; `remove`: orders that are not in it are withdrawn."""
        return cast(Checked, self._send("POST", f"imports/{quote(file, safe='')}/check", {"remove": remove}))

    def apply_import(self, file: str, *, remove: bool = False, key: str = "") -> Checked:
        """Take a file in, all or nothing."""
        return cast(Checked, self._write(f"imports/{quote(file, safe='')}/apply", {"remove": remove}, key))

    def _pages(self, path: str, **asked: Any) -> Iterator[Any]:
        page, pages = 1, 1
        while page <= pages:
            answer = self._send("GET", path, query=asked | {"page": page, "size": PAGE})
            yield from answer["items"]
            page, pages = page + 1, answer["pages"]

    def _write(self, path: str, told: dict[str, Any], key: str) -> Any:
        return self._send("POST", path, told, key=key or uuid4().hex)

    def _send(
        self, method: str, path: str, body: dict[str, Any] | None = None, *, query: dict[str, Any] | None = None,
        key: str = "", data: tuple[str, bytes] | None = None,
    ) -> Any:  # fmt: skip
        """The answer to a request, sent again while the server is away."""
        there = {name: str(value).lower() if value is True else value for name, value in (query or {}).items() if value}
        address = f"{self.address}/api/{path}" + (f"?{urlencode(there)}" if there else "")
        kind, content = data or ("application/json", None if body is None else json.dumps(body).encode())
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": kind}
        headers |= {"Idempotency-Key": key} if key else {}
        until, pause = time.monotonic() + self.patience_s, FIRST_PAUSE_S
        while True:
            try:
                with urlopen(Request(address, content, headers, method=method), timeout=self.timeout_s) as answer:
                    return json.load(answer)
            except HTTPError as error:
                with error:
                    problem = ProblemError(error.code, _problem(error.read()))
                if error.code != 503 or time.monotonic() > until:
                    raise problem from None
            except (URLError, ConnectionError, TimeoutError) as error:
                if time.monotonic() > until:
                    raise AwayError(f"{self.address} does not answer: {error}") from error
            time.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE_S)


def _chosen(product: str, choices: Choices, quantity: int) -> dict[str, Any]:
    return {"product": product, "choices": choices, "quantity": quantity}


def _problem(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
