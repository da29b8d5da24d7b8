# SPDX-License-Identifier: Apache-2.0
"""How a web process and a trustee talk: a length and a JSON object, each way, over a local socket.

A question is `{"verb", "asker", "arguments", "key"}`; an answer `{"answer"}` or `{"problem"}`.
"""

from __future__ import annotations

import json
import socket
import struct
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from klynge.server.roles import Ability, Role, may

LARGEST = 32 * 1024 * 1024
ELSEWHERE = "for-others"  # in answers: a product and customer that are another firm's
_LENGTH = struct.Struct(">I")
_AT_ONCE = 1 << 16


class ProtocolError(ConnectionError):
    """The other side went away, or said what is no message."""


@dataclass(frozen=True, slots=True)
class Asker:
    """For whom a web process asks; `code` is the member's (or customer's) identifier in the network."""

    cluster: UUID
    organisation: UUID
    user: UUID
    kind: str
    code: str
    roles: frozenset[Role]
    scopes: frozenset[Ability] | None = None
    language: str = "nb"

    def may(self, ability: Ability) -> bool:
        """Whether a role has it, within the token's scopes."""
        return may(ability, self.roles, self.scopes)

    def to_data(self) -> dict[str, Any]:
        """As it travels."""
        return {
            "cluster": str(self.cluster),
            "organisation": str(self.organisation),
            "user": str(self.user),
            "kind": self.kind,
            "code": self.code,
            "roles": sorted(self.roles),
            "scopes": None if self.scopes is None else sorted(self.scopes),
            "language": self.language,
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Asker:
        """From what travelled. Raises ValueError or KeyError for what is no asker."""
        scopes = data["scopes"]
        return cls(
            UUID(data["cluster"]),
            UUID(data["organisation"]),
            UUID(data["user"]),
            str(data["kind"]),
            str(data["code"]),
            frozenset(Role(name) for name in data["roles"]),
            None if scopes is None else frozenset(Ability(name) for name in scopes),
            "en" if data["language"] == "en" else "nb",
        )


def send(connection: socket.socket, message: dict[str, Any]) -> None:
    """Write one message."""
    body = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()
    if len(body) > LARGEST:
        raise ProtocolError(f"a message of {len(body)} bytes is larger than {LARGEST}")
    connection.sendall(_LENGTH.pack(len(body)) + body)


def receive(connection: socket.socket) -> dict[str, Any] | None:
    """Read one message; None when the other side closed between messages. Nobody sends a message before the one before
    is answered, so what comes is of one: mostly all of it at once, and each read may wait for the interpreter."""
    found = bytearray(connection.recv(_AT_ONCE))
    if not found:
        return None
    _read_until(connection, found, _LENGTH.size)
    (length,) = _LENGTH.unpack_from(found)
    if length > LARGEST:
        raise ProtocolError(f"a message of {length} bytes is larger than {LARGEST}")
    _read_until(connection, found, _LENGTH.size + length)
    if len(found) > _LENGTH.size + length:
        raise ProtocolError("more came than one message")
    message = json.loads(found[_LENGTH.size :] or b"null")
    if not isinstance(message, dict):
        raise ProtocolError("a message is no object")
    return message


def _read_until(connection: socket.socket, found: bytearray, size: int) -> None:
    while len(found) < size:
        part = connection.recv(min(max(size - len(found), _AT_ONCE), 1 << 20))
        if not part:
            raise ProtocolError("the other side went away within a message")
        found += part
