# SPDX-License-Identifier: Apache-2.0
"""The organisations' feeds, read as the web role for one tenant at a time, woken by the database."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg

from klynge.server.connection import connect_parameters

logger = logging.getLogger("klynge.server.live")
CHANNEL = "klynge_feed"
TICK_S = 5.0  # look without being woken, should a wake be lost
MOST = 500
_BEHIND = "select number, kind, about from klynge_feed where tenant = %s and number > %s order by number limit %s"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that changed for an organisation."""

    number: int
    kind: str
    about: UUID | None


@dataclass(frozen=True, slots=True)
class News:
    """All entries of a feed behind `first`, up to `last`."""

    first: int
    last: int
    entries: list[Entry]


class Feeds:
    """Reads feeds over one connection, and wakes who waits over another that listens."""

    def __init__(self) -> None:
        self.closed = False
        self._woken = asyncio.Condition()
        self._asking = asyncio.Lock()
        self._reading = asyncio.Lock()
        self._connection: psycopg.AsyncConnection[Any] | None = None
        self._latest: dict[UUID, int] = {}
        self._news: dict[UUID, News] = {}

    async def newest(self, tenant: UUID) -> int:
        """The number of the newest entry; 0 when there is none."""
        rows = await self._for(tenant, "select coalesce(max(number), 0) from klynge_feed where tenant = %s", [tenant])
        return int(rows[0][0])

    async def after(self, tenant: UUID, number: int) -> list[Entry]:
        """The entries after a number, the first ones first. Many pages of one organisation wait for the same ones: they
        are read once."""
        async with self._asking:
            news = self._news.get(tenant)
            if news is None or not news.first <= number <= news.last or news.last < self._latest.get(tenant, 0):
                rows = await self._for(tenant, _BEHIND, [tenant, number, MOST])
                entries = [Entry(*row) for row in rows]
                news = News(number, entries[-1].number if entries else number, entries)
                if len(entries) < MOST:
                    self._news[tenant] = news
        return [entry for entry in news.entries if entry.number > number]

    async def wait(self, tenant: UUID, number: int, seconds: float) -> bool:
        """Wait until the feed may have more than `number`; False when it stayed still for so long."""
        try:
            async with asyncio.timeout(seconds), self._woken:
                await self._woken.wait_for(lambda: self.closed or self._latest.get(tenant, 0) > number)
        except TimeoutError:
            return False
        return True

    def close(self) -> None:
        """End all streams."""
        self.closed = True

    async def listen(self) -> None:
        """Wake those whose feed grew, over a connection of its own, made again when it breaks."""
        while not self.closed:
            try:
                async with await psycopg.AsyncConnection.connect(
                    **connect_parameters("web"), autocommit=True
                ) as connection:
                    await connection.execute(f"listen {CHANNEL}")
                    await self._wake_all()  # what came while nobody listened
                    while not self.closed:
                        heard = False  # wake at the first: more may be long in coming
                        async for told in connection.notifies(timeout=TICK_S, stop_after=1):
                            heard = True
                            self._note(told.payload)
                        if heard:
                            async with self._woken:
                                self._woken.notify_all()
                        else:
                            await self._wake_all()
            except psycopg.OperationalError:
                logger.warning("the database is away; trying again")
                await asyncio.sleep(0.5)

    def _note(self, payload: str) -> None:
        tenant, _, number = payload.partition(" ")
        try:
            self._latest[UUID(tenant)] = max(self._latest.get(UUID(tenant), 0), int(number))
        except ValueError:
            logger.warning("a wake that is none")

    async def _wake_all(self) -> None:
        """Look up what each feed has come to that someone waits for."""
        for tenant in list(self._latest):
            self._latest[tenant] = max(self._latest[tenant], await self.newest(tenant))
        async with self._woken:
            self._woken.notify_all()

    async def _for(self, tenant: UUID, query: str, values: list[Any]) -> list[Any]:
        """Rows of one tenant, in a transaction of its own."""
        self._latest.setdefault(tenant, 0)
        async with self._reading:
            for attempt in range(40):
                try:
                    if self._connection is None or self._connection.closed:
                        self._connection = await psycopg.AsyncConnection.connect(**connect_parameters("web"))
                    async with self._connection.transaction():
                        await self._connection.execute("select set_config('app.tenant', %s, true)", [str(tenant)])
                        cursor = await self._connection.execute(query, values)
                        return await cursor.fetchall()
                except psycopg.OperationalError:
                    if attempt == 39:
                        raise
                    self._connection = None
                    await asyncio.sleep(0.25)
        raise AssertionError("unreachable")
