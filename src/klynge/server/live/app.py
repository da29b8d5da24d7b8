# SPDX-License-Identifier: Apache-2.0
"""The ASGI application: GET /live, for who has logged in. Source: WHATWG HTML, Server-sent events."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from typing import Any
from uuid import UUID

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klynge.server.settings")
django.setup()

from asgiref.sync import sync_to_async  # noqa: E402
from django.conf import settings  # noqa: E402

from klynge.server import environment as env  # noqa: E402
from klynge.server.live.feed import Feeds  # noqa: E402
from klynge.server.live.who import tenant_of_session  # noqa: E402
from klynge.server.metrics import METRICS_TYPE, gauge, may_count  # noqa: E402

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

HEARTBEAT_S = env.whole("KLYNGE_LIVE_HEARTBEAT", 20, 1, 300)
feeds = Feeds()
listening: set[object] = set()  # one for each page that does


async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Serve one connection."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "http":
        if scope["path"] == "/health/live":
            await _plain(send, 200, b"alive\n")
        elif scope["path"] == "/health/metrics":
            await _metrics(scope, send)
        elif scope["path"] != "/live" or scope["method"] != "GET":
            await _plain(send, 404, b"not found\n")
        else:
            await _live(scope, receive, send)


async def _lifespan(receive: Receive, send: Send) -> None:
    hearing: asyncio.Task[None] | None = None
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            hearing = asyncio.create_task(feeds.listen())
            await send({"type": "lifespan.startup.complete"})
        elif message["type"] == "lifespan.shutdown":
            feeds.close()
            if hearing is not None:
                hearing.cancel()
                with suppress(asyncio.CancelledError):
                    await hearing
            await send({"type": "lifespan.shutdown.complete"})
            return


async def _metrics(scope: dict[str, Any], send: Send) -> None:
    authorization = dict(scope["headers"]).get(b"authorization", b"").decode("latin-1")
    text = gauge("klynge_up", "Whether live updates answer.", [('{part="live"}', 1)])
    if may_count(authorization):
        text += gauge("klynge_live_clients", "Pages that listen to live updates.", [("", len(listening))])
    await _plain(send, 200, text.encode(), METRICS_TYPE)


async def _live(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    origin = headers.get("origin", "")
    if origin and origin not in settings.LIVE_ORIGINS:
        await _plain(send, 403, b"this page may not listen here\n")
        return
    tenant = await sync_to_async(tenant_of_session)(headers.get("cookie", ""))
    if tenant is None:
        await _plain(send, 401, b"log in first\n")
        return
    after = headers.get("last-event-id", "")
    start = [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
    ]
    if origin:
        start += [
            (b"access-control-allow-origin", origin.encode()),
            (b"access-control-allow-credentials", b"true"),
            (b"vary", b"origin"),
        ]
    await send({"type": "http.response.start", "status": 200, "headers": start})
    gone = asyncio.create_task(_gone(receive))
    listening.add(gone)
    events = _events(tenant, int(after) if after.isascii() and after.isdigit() and len(after) < 19 else None)
    try:
        async for text in events:
            await send({"type": "http.response.body", "body": text.encode(), "more_body": True})
            if gone.done():
                return
        await send({"type": "http.response.body", "body": b""})
    except OSError:
        return
    finally:
        listening.discard(gone)
        gone.cancel()
        await events.aclose()  # type: ignore[attr-defined]


async def _events(tenant: UUID, after: int | None) -> AsyncIterator[str]:
    """What a page hears: how to come back, then each entry of the feed, and now and then a sign of life."""
    yield "retry: 2000\n\n"
    number = await feeds.newest(tenant) if after is None else after
    while not feeds.closed:
        entries = await feeds.after(tenant, number)
        for entry in entries:
            number = entry.number
            data = json.dumps({"about": None if entry.about is None else str(entry.about)})
            yield f"id: {entry.number}\nevent: {entry.kind}\ndata: {data}\n\n"
        if not entries and not await feeds.wait(tenant, number, HEARTBEAT_S):
            yield ": still here\n\n"


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _plain(send: Send, status: int, body: bytes, kind: str = "text/plain; charset=utf-8") -> None:
    headers = [(b"content-type", kind.encode()), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
