# SPDX-License-Identifier: Apache-2.0
"""An open loop: requests come when they come, however long the ones before take, and waiting counts.

A process of its own: `python -m benchmarks.load.arrivals` reads a JSON object from its input and writes one to its
output. In: `host`, `port`, `headers` of every request, `rates` (name to how many a second), `seconds`, and `requests`
(name to a list of steps; one step is a list of [method, path, body, more headers], done one after another, in which
"{id}" in a path is the `id` of the step's answer before). Out: for each name the milliseconds from the planned moment
to the last byte of the last answer, and the answers that were no success, by status.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from contextlib import suppress
from typing import Any

Step = tuple[str, str, Any, dict[str, str]]


class Connections:
    """Keep-alive connections to one server; one that broke while idle is made again, once."""

    def __init__(self, host: str, port: int, headers: dict[str, str]) -> None:
        self._host, self._port = host, port
        self._lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def ask(self, method: str, path: str, body: Any, more: dict[str, str]) -> tuple[int, bytes]:
        """Status and body of an answer."""
        data = b"" if body is None else json.dumps(body).encode()
        lines = "".join(f"{name}: {value}\r\n" for name, value in more.items())
        head = f"{method} {path} HTTP/1.1\r\nHost: {self._host}:{self._port}\r\nContent-Length: {len(data)}\r\n"
        message = (head + "Content-Type: application/json\r\n" + self._lines + lines + "\r\n").encode() + data
        while True:
            used = bool(self._idle)
            pair = self._idle.pop() if used else await asyncio.open_connection(self._host, self._port)
            try:
                pair[1].write(message)
                status, found, kept = await _read(pair[0])
            except (OSError, asyncio.IncompleteReadError, ValueError):
                await closed(pair[1])
                if not used:
                    raise
                continue
            if kept:
                self._idle.append(pair)
            else:
                await closed(pair[1])
            return status, found

    async def close(self) -> None:
        """Close those that are idle."""
        for _, writer in self._idle:
            await closed(writer)
        self._idle.clear()


async def closed(writer: asyncio.StreamWriter) -> None:
    """Close a connection, whatever the other side says."""
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()


async def _read(reader: asyncio.StreamReader) -> tuple[int, bytes, bool]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    status = int(head.split(" ", 2)[1])
    fields = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
    if "content-length" in fields:
        body = await reader.readexactly(int(fields["content-length"]))
    elif fields.get("transfer-encoding") == "chunked":
        body = b""
        while size := int(await reader.readline(), 16):
            body += (await reader.readexactly(size + 2))[:-2]
        await reader.readline()
    else:
        body = await reader.read()
    return status, body, fields.get("connection") != "close"


def moments(rate: float, seconds: float, seed: int) -> list[float]:
    """When requests come, a Poisson process."""
    dice, at, found = random.Random(seed), 0.0, []
    while (at := at + dice.expovariate(rate)) < seconds:
        found.append(at)
    return found


async def measure(told: dict[str, Any]) -> dict[str, Any]:
    """Send all that is told when it is due."""
    connections = Connections(told["host"], told["port"], told["headers"])
    took: dict[str, list[float]] = {name: [] for name in told["rates"]}
    amiss: dict[str, dict[str, int]] = {name: {} for name in told["rates"]}
    began = time.perf_counter() + 0.2

    async def one(name: str, at: float, steps: list[Step]) -> None:
        await asyncio.sleep(began + at - time.perf_counter())
        found = b"{}"
        for method, path, body, more in steps:
            try:
                named = json.loads(found).get("id", "") if "{id}" in path else ""
                status, found = await connections.ask(method, path.replace("{id}", str(named)), body, more)
                problem = "" if status < 400 else f"{status} {json.loads(found).get('type', '')}".strip()
            except (OSError, ValueError, asyncio.IncompleteReadError) as error:
                problem = type(error).__name__
            if problem:
                amiss[name][problem] = amiss[name].get(problem, 0) + 1
                return
        took[name].append(1e3 * (time.perf_counter() - began - at))

    waiting = []
    for seed, (name, rate) in enumerate(told["rates"].items()):
        all_steps = told["requests"][name]
        due = moments(rate, told["seconds"], seed)
        waiting += [one(name, at, all_steps[n % len(all_steps)]) for n, at in enumerate(due)]
    await asyncio.gather(*waiting)
    await connections.close()
    return {"took": took, "amiss": amiss}


if __name__ == "__main__":
    json.dump(asyncio.run(measure(json.load(sys.stdin))), sys.stdout)
