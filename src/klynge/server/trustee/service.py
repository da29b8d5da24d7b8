# SPDX-License-Identifier: Apache-2.0
"""The socket at which a trustee is asked, and the verbs it knows."""

from __future__ import annotations

import logging
import os
import socket
import socketserver
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.db import DataError
from pydantic import BaseModel, ValidationError

from klynge.server.database.away import is_away
from klynge.server.roles import Ability
from klynge.server.trustee.protocol import Asker, ProtocolError, receive, send

logger = logging.getLogger("klynge.server.trustee")


class Problem(Exception):  # noqa: N818 (an answer, not a fault)
    """What a verb answers instead of success."""

    def __init__(self, status: int, kind: str, title: str, detail: str = "", remedy: str = "") -> None:
        self.body = {"status": status, "kind": kind, "title": title, "detail": detail, "remedy": remedy}
        super().__init__(title)


Action = Callable[[Asker, Any, str], Any]


@dataclass(frozen=True, slots=True)
class Verb:
    """One thing that can be asked: the ability it needs, the type of its arguments, and what answers."""

    name: str
    ability: Ability
    arguments: type[BaseModel]
    action: Action
    writes: bool = False  # needs an idempotency key


class Verbs:
    """The verbs of a trustee, by name."""

    def __init__(self) -> None:
        self._known: dict[str, Verb] = {}

    def add(self, verb: Verb) -> None:
        """Make a verb known. Raises ValueError for a name that is taken."""
        if verb.name in self._known:
            raise ValueError(f"there are two verbs {verb.name}")
        self._known[verb.name] = verb

    def __iter__(self) -> Any:
        return iter(self._known.values())

    def answer(self, message: dict[str, Any]) -> dict[str, Any]:
        """The answer to a question; whatever goes wrong becomes a problem."""
        try:
            asker = Asker.from_data(message["asker"])
            verb = self._known.get(str(message.get("verb")))
            if verb is None:
                raise Problem(404, "not-found", "There is no such verb.")
            if not asker.may(verb.ability):
                raise Problem(403, "not-allowed", "Your role may not do this.")
            key = str(message.get("key") or "")
            if verb.writes and not key:
                raise Problem(400, "key-missing", "A write needs an Idempotency-Key.")
            return {"answer": verb.action(asker, verb.arguments.model_validate(message["arguments"]), key)}
        except Problem as problem:
            return {"problem": problem.body}
        except (ValidationError, KeyError, ValueError, DataError, psycopg.DataError) as error:
            logger.warning("a question that cannot be read: %s", type(error).__name__)
            return {"problem": Problem(422, "unreadable", "The question cannot be read.", detail=_told(error)).body}
        except Exception as error:
            if is_away(error):
                logger.warning("the database is away: %s", type(error).__name__)
                return {"problem": _away(str(message["asker"].get("language", "nb"))).body}
            logger.exception("not foreseen")
            return {"problem": Problem(500, "not-foreseen", "Something went wrong that we did not foresee.").body}


def _away(language: str) -> Problem:
    from klynge.server.trustee.texts import problem  # which is made of problems itself

    return problem("busy", language)


def _told(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()[:20])
    return ""


class Service:
    """Listens at a socket in a folder of our own, for processes of our own user alone."""

    def __init__(self, path: Path, verbs: Verbs) -> None:
        """Listen at `path`; a socket left behind by a trustee that died is replaced."""
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        self.path = path
        outer = verbs

        class _Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                if not _own(self.request):
                    return
                try:
                    while (message := receive(self.request)) is not None:
                        send(self.request, outer.answer(message))
                except (ProtocolError, OSError, ValueError):
                    return

        class _Server(socketserver.ThreadingUnixStreamServer):
            daemon_threads = True
            request_queue_size = 128

        self._server = _Server(str(path), _Handler)
        os.chmod(path, 0o600)

    def run(self) -> None:
        """Answer until `stop`."""
        self._server.serve_forever(poll_interval=0.2)

    def start(self) -> threading.Thread:
        """Answer in a thread."""
        thread = threading.Thread(target=self.run, name="trustee", daemon=True)
        thread.start()
        return thread

    def stop(self) -> None:
        """Answer no more; questions under way are still answered."""
        self._server.shutdown()
        self._server.server_close()
        self.path.unlink(missing_ok=True)


def _own(connection: socket.socket) -> bool:
    """Whether the other side runs as our user (or is root, who can do everything anyhow)."""
    if not hasattr(socket, "SO_PEERCRED"):
        return True  # the folder's mode keeps others out
    credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    _, user, _ = struct.unpack("3i", credentials)
    return user in (os.geteuid(), 0)
