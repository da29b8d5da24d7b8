# SPDX-License-Identifier: Apache-2.0
"""Clients that hold, commit and withdraw over HTTP, and write down all they ask and hear: a line of JSON a request.

    python -m tests.support.faults.clients TASK.json

They work in pairs, on the same orders at the same time, at any of the servers in turn. Each repeats some requests, uses
some keys for another one, and sends what was not answered again until it is. With a file `stop`, they end when it is
there; else when they have asked for as many promises as wanted.
"""

from __future__ import annotations

import http.client
import json
import random
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TextIO
from uuid import UUID

PATIENCE_S = 120.0
TIMEOUT_S = 20.0
SHORTEST_S, LONGEST_S = 0.05, 0.5
LOST = (OSError, http.client.HTTPException, ValueError)


@dataclass(frozen=True)
class Task:
    """What a process of clients does. `ports` are the servers', `tokens` the buyers', `stop` a file or ""."""

    ports: list[int]
    tokens: list[str]
    items: list[str]
    regions: list[str]
    clients: int
    promises: int
    seed: int
    stop: str = ""
    think_s: float = 0.0


@dataclass
class Order:
    """One hold and what became of it: its key is the object's name in the history."""

    key: str
    body: dict[str, Any]
    id: str = ""
    sent: list[tuple[str, str, str, dict[str, Any]]] = field(default_factory=list)


class Line:
    """Where a client's answers come from, one connection a server."""

    def __init__(self, ports: Sequence[int], token: str) -> None:
        self._ports, self._token = list(ports), token
        self._open: dict[int, http.client.HTTPConnection] = {}
        self._turn = 0

    def send(self, method: str, path: str, body: dict[str, Any] | None, key: str) -> tuple[int, Any]:
        """Status and answer. Raises one of LOST when there is none: it may have been done, or not."""
        self._turn += 1
        port = self._ports[self._turn % len(self._ports)]
        connection = self._open.setdefault(port, http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_S))
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        headers |= {"Idempotency-Key": key} if key else {}
        try:
            connection.request(method, path, None if body is None else json.dumps(body), headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        except LOST:
            self._open.pop(port).close()
            raise


class Client(threading.Thread):
    """One of a pair that shares `orders`."""

    def __init__(self, task: Task, number: int, orders: list[Order], out: TextIO, writing: threading.Lock) -> None:
        super().__init__(name=f"client {number}", daemon=True)
        self.task, self.orders, self._out, self._writing = task, orders, out, writing
        self._draw = random.Random(f"{task.seed}/{number}")
        self._line = Line(task.ports, task.tokens[number // 2 % len(task.tokens)])
        self._left = task.promises // task.clients + (number < task.promises % task.clients)
        self.trouble: BaseException | None = None

    def run(self) -> None:
        """Ask until the promises are used up, or there is a stop file."""
        try:
            while self._left > 0 and not (self.task.stop and Path(self.task.stop).exists()):
                if not self.orders or self._draw.random() < 0.45:
                    self._left -= 1
                    self._hold()
                else:
                    self._do_something(self._draw.choice(self.orders[-3:]))
                time.sleep(self.task.think_s * self._draw.random())
        except BaseException as trouble:
            self.trouble = trouble
            raise

    def _key(self) -> str:
        return str(UUID(int=self._draw.getrandbits(128), version=4))

    def _hold(self) -> None:
        body = {
            "item": self._draw.choice(self.task.items),
            "quantity": self._draw.randint(1, 6),
            "region": self._draw.choice(self.task.regions),
            "which": self._draw.choice(("earliest", "cheapest")),
            "hours": self._draw.randint(1, 48),
        }
        order = Order(self._key(), body)
        status, answer = self._until_answered(order, "hold", "/api/promises/hold", body, order.key)
        if status == 201:
            order.id = answer["id"]
            self.orders.append(order)

    def _do_something(self, order: Order) -> None:
        """To an order that the other of the pair works on too."""
        drawn = self._draw.random()
        if drawn < 0.45:
            self._until_answered(order, "commit", f"/api/orders/{order.id}/commit", {}, self._key())
        elif drawn < 0.6:
            self._until_answered(order, "withdraw", f"/api/orders/{order.id}/withdraw", {}, self._key())
        elif drawn < 0.7:
            does, path, key, body = self._draw.choice(order.sent)
            self._until_answered(order, does, path, body, key)
        elif drawn < 0.75:
            _, _, key, _ = self._draw.choice(order.sent)
            self._until_answered(order, "withdraw", f"/api/orders/{order.id}/withdraw", {}, key)
        elif drawn < 0.78:
            self._until_answered(order, "hold", "/api/promises/hold", order.body | {"hours": 60}, order.key)
        else:
            self._until_answered(order, "read", f"/api/orders/{order.id}", None, "")

    def _until_answered(
        self, order: Order, does: str, path: str, body: dict[str, Any] | None, key: str
    ) -> tuple[int, Any]:
        """The answer; each try is a line of the history. Raises ConnectionError when there is none for long."""
        if key:
            order.sent.append((does, path, key, body or {}))
        until, pause = time.monotonic() + PATIENCE_S, SHORTEST_S
        while time.monotonic() < until:
            called, status, answer = time.monotonic(), 0, None
            try:
                status, answer = self._line.send("GET" if does == "read" else "POST", path, body, key)
            except LOST as error:
                answer = type(error).__name__
            returned = time.monotonic()
            said = json.dumps(body, sort_keys=True) if body else ""
            line = {"order": order.key, "does": does, "key": key, "body": said, "called": called, "returned": returned,
                    "status": status, "answer": answer}  # fmt: skip
            with self._writing:
                self._out.write(json.dumps(line) + "\n")
            if status and status < 500:
                return status, answer
            time.sleep(pause)
            pause = min(2 * pause, LONGEST_S)
        raise ConnectionError(f"no answer to {does} for {PATIENCE_S:g} s")


def main(task: Task, out: TextIO) -> None:
    """All clients of a process. Raises what ended any of them."""
    writing = threading.Lock()
    pairs: list[list[Order]] = [[] for _ in range((task.clients + 1) // 2)]
    clients = [Client(task, number, pairs[number // 2], out, writing) for number in range(task.clients)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    for client in clients:
        if client.trouble is not None:
            raise client.trouble


def written(task: Task, path: Path) -> Path:
    """A task in a file."""
    path.write_text(json.dumps(asdict(task)), encoding="utf-8")
    return path


if __name__ == "__main__":
    main(Task(**json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))), sys.stdout)
