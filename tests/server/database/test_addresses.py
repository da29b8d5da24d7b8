# SPDX-License-Identifier: Apache-2.0
"""Where the database is, from the environment."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from tests.support.embedded import Database

from klynge.server.database import OWNER, WEB, AddressError, data_folder, opened


def test_the_embedded_one_lies_in_the_data_folder(places: Path) -> None:
    """Without an address a database of our own runs, as long as it is used."""
    environment = {"KLYNGE_DATA": str(places / "installation")}
    with opened(environment) as addresses, psycopg.connect(addresses.conninfo(WEB)) as connection:
        assert connection.info.user == WEB
    assert (places / "installation" / "database" / "data").is_dir()


def test_named_ones_are_used_as_they_are(database: Database) -> None:
    """A role's own address comes first, DATABASE_URL stands for the others."""
    environment = {"DATABASE_URL": database.conninfo(WEB), "KLYNGE_DATABASE_URL_OWNER": database.conninfo(OWNER)}
    with opened(environment) as addresses:
        assert addresses.conninfo(OWNER) == database.conninfo(OWNER)
        with psycopg.connect(addresses.conninfo(WEB)) as connection:
            assert connection.info.dbname == database.name


def test_wrong_addresses_are_named_without_their_secrets() -> None:
    """What cannot be read, and what is missing, by the variable's name."""
    with opened({"DATABASE_URL": "post gres://a:secret@b"}) as addresses, pytest.raises(AddressError) as caught:
        addresses.conninfo(WEB)
    assert "DATABASE_URL" in str(caught.value)
    assert "secret" not in str(caught.value)
    with opened({"KLYNGE_DATABASE_URL_WEB": "dbname=x"}) as addresses, pytest.raises(AddressError) as caught:
        addresses.conninfo(OWNER)
    assert "KLYNGE_DATABASE_URL_OWNER" in caught.value.words("nb")


def test_the_data_folder_is_the_systems_unless_named() -> None:
    """KLYNGE_DATA, else the place for a user's own data."""
    assert data_folder({"KLYNGE_DATA": "/srv/klynge"}) == Path("/srv/klynge")
    assert data_folder({}).name == "klynge"
