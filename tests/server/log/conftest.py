# SPDX-License-Identifier: Apache-2.0
"""A database with the log's tables."""

from __future__ import annotations

import pytest
from tests.support.embedded import Database

from klynge.server.database import OWNER
from klynge.server.log import create_tables


@pytest.fixture
def log(database: Database) -> Database:
    """A database in which clusters may be opened."""
    with database.connect(OWNER) as connection:
        create_tables(connection)
    return database
