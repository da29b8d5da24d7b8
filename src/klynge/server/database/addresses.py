# SPDX-License-Identifier: Apache-2.0
"""Where the database is: the one that DATABASE_URL names, else the embedded one in the folder KLYNGE_DATA.

An installation with a database of its own names an address a role: KLYNGE_DATABASE_URL_WEB, …_TRUSTEE, …_OWNER and
…_BACKUP. DATABASE_URL stands for those that are not named, so a process that needs one role only needs no other.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import psycopg
from psycopg.conninfo import conninfo_to_dict

from klynge.server.postgres import Embedded
from klynge.server.postgres.roles import ROLES

from .texts import TEXTS


class Addresses(Protocol):
    """Where each role connects."""

    def conninfo(self, role: str) -> str:
        """The address for a role, as libpq takes it."""


class AddressError(ValueError):
    """An address in the environment that is none; `words` says which."""

    def __init__(self, kind: str, **facts: object) -> None:
        self.kind, self.facts = kind, facts
        super().__init__(self.words("en"))

    def words(self, language: str = "en") -> str:
        """What is wrong and how to mend it, in "nb" or "en"."""
        return TEXTS[self.kind][language].format(**self.facts)


class Named:
    """A database that the environment names."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment

    def conninfo(self, role: str) -> str:
        """The address for a role. Raises AddressError when none is named, or it cannot be read."""
        name = variable(role)
        source = name if self._environment.get(name) else "DATABASE_URL"
        address = self._environment.get(source, "")
        if not address:
            raise AddressError("no_address", variable=name)
        try:
            conninfo_to_dict(address)
        except psycopg.ProgrammingError as error:
            # the message may repeat the address, and with it a password
            raise AddressError("bad_address", variable=source, problem=type(error).__name__) from None
        return address


def variable(role: str) -> str:
    """The name of the variable that holds a role's address."""
    return "KLYNGE_DATABASE_URL_" + role.removeprefix("klynge_").upper()


def data_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder for all that an installation keeps: KLYNGE_DATA, else where the system keeps such things."""
    if named := environment.get("KLYNGE_DATA"):
        return Path(named).expanduser().absolute()
    if os.geteuid() == 0:
        return Path("/var/lib/klynge")
    return Path(environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "klynge"


def named(environment: Mapping[str, str] = os.environ) -> Named | None:
    """The database that the environment names; None when it is the embedded one."""
    if environment.get("DATABASE_URL") or any(environment.get(variable(role)) for role in ROLES):
        return Named(environment)
    return None


def keep(addresses: Addresses) -> bool:
    """See that an embedded database is kept; whether it was not, and is again. Raises EmbeddedError."""
    return isinstance(addresses, Embedded) and addresses.keep()


@contextmanager
def opened(environment: Mapping[str, str] = os.environ) -> Iterator[Addresses]:
    """The database's addresses; an embedded one runs for as long. Raises EmbeddedError when it cannot."""
    if (addresses := named(environment)) is not None:
        yield addresses
        return
    with Embedded(data_folder(environment) / "database") as database:
        yield database
