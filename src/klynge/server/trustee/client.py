# SPDX-License-Identifier: Apache-2.0
"""Asking a trustee: one connection a thread, made again when it broke."""

from __future__ import annotations

import contextlib
import queue
import socket
import time
from pathlib import Path
from typing import Any

from klynge.server.trustee.protocol import Asker, ProtocolError, receive, send


class TrusteeAwayError(ConnectionError):
    """No trustee answers at the socket."""


class Refused(Exception):  # noqa: N818 (an answer, not a fault)
    """The trustee's problem, as it says it: status, kind, title, detail, remedy."""

    def __init__(self, problem: dict[str, Any]) -> None:
        self.problem = problem
        super().__init__(problem.get("title", ""))


class Client:
    """Asks the trustee at `path`, by any thread; connections are used again. A question whose connection breaks is put
    again while `patience_s` lasts: those that write carry a key, so that the trustee does them once."""

    def __init__(self, path: Path, patience_s: float = 5.0, timeout_s: float = 30.0) -> None:
        """Take where the socket is."""
        self.path, self.patience_s, self.timeout_s = path, patience_s, timeout_s
        self._idle: queue.SimpleQueue[socket.socket] = queue.SimpleQueue()

    def ask(self, verb: str, asker: Asker, arguments: dict[str, Any], key: str = "") -> Any:
        """The answer. Raises Refused for a problem, TrusteeAwayError when there is no trustee for so long."""
        message = {"verb": verb, "asker": asker.to_data(), "arguments": arguments, "key": key}
        until = time.monotonic() + self.patience_s
        while True:
            try:
                answer = self._exchange(message)
                break
            except TimeoutError:
                raise TrusteeAwayError(f"the trustee did not answer within {self.timeout_s:g} s") from None
            except (OSError, ProtocolError) as error:
                self.close()  # the others are likely to be broken too
                if time.monotonic() > until:
                    raise TrusteeAwayError(f"no trustee answers at {self.path}: {error}") from error
                time.sleep(0.05)
        if "problem" in answer:
            raise Refused(answer["problem"])
        return answer["answer"]

    def close(self) -> None:
        """Close the connections that nobody uses now."""
        with contextlib.suppress(queue.Empty):
            while True:
                self._idle.get_nowait().close()

    def _exchange(self, message: dict[str, Any]) -> dict[str, Any]:
        try:
            connection = self._idle.get_nowait()
        except queue.Empty:
            connection = self._connected()
        try:
            send(connection, message)
            answer = receive(connection)
            if answer is None:
                raise ProtocolError("the trustee closed the connection")
        except BaseException:
            connection.close()
            raise
        self._idle.put(connection)
        return answer

    def _connected(self) -> socket.socket:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.settimeout(self.timeout_s)
            connection.connect(str(self.path))
        except BaseException:
            connection.close()
            raise
        return connection
