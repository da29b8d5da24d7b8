# SPDX-License-Identifier: Apache-2.0
"""Many pages that listen to live updates, and how soon each hears of a commit."""

from __future__ import annotations

import asyncio
import json
import random
import time
from typing import Any

from .arrivals import Connections, closed
from .visitor import Visitor


async def heard(visitor: Visitor, clients: int, commits: int) -> dict[str, Any]:
    """Milliseconds from sending the commit of a hold to its event at each listening client; those that heard nothing
    within ten seconds are counted as lost."""
    moments: list[list[float]] = [[] for _ in range(clients)]
    opened = asyncio.Semaphore(50)
    open_now = 0

    async def listen(number: int) -> None:
        nonlocal open_now
        async with opened:
            reader, writer = await asyncio.open_connection("localhost", visitor.port + 1)
            lines = "".join(f"{name}: {value}\r\n" for name, value in visitor.headers().items())
            writer.write(f"GET /live HTTP/1.1\r\nHost: localhost:{visitor.port + 1}\r\n{lines}\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            assert b" 200 " in head.splitlines()[0], head.splitlines()[0]
        open_now += 1
        try:
            while line := await reader.readline():
                if line.startswith(b"data:"):
                    moments[number].append(time.perf_counter())
        finally:
            await closed(writer)

    listeners = [asyncio.create_task(listen(number)) for number in range(clients)]
    while open_now < clients:
        await asyncio.sleep(0.1)
        for each in listeners:
            if each.done():
                each.result()
    await asyncio.sleep(1.0)
    connections = Connections("localhost", visitor.port, visitor.headers())
    took: list[float] = []
    lost = done = 0
    for held, commit in visitor.holds(random.Random(int(time.time())), 4 * commits):
        status, body = await connections.ask(*held)
        if status != 201:
            continue
        await asyncio.sleep(0.6)  # the hold's own events
        order = json.loads(body)["id"]
        before = [len(each) for each in moments]
        began = time.perf_counter()
        status, _ = await connections.ask("POST", commit[1].replace("{id}", order), None, commit[3])
        assert status == 200, status
        until = began + 10.0
        while time.perf_counter() < until and any(len(heard) == n for heard, n in zip(moments, before, strict=True)):
            await asyncio.sleep(0.02)
        for times, n in zip(moments, before, strict=True):
            if len(times) > n:
                took.append(1e3 * (times[n] - began))
            else:
                lost += 1
        done += 1
        if done == commits:
            break
    for each in listeners:
        each.cancel()
    await asyncio.gather(*listeners, return_exceptions=True)
    await connections.close()
    return {"clients": clients, "commits": done, "took": took, "lost": lost}
