# SPDX-License-Identifier: Apache-2.0
"""PostgreSQL in a folder of ours: started, shared, kept alive and stopped; no installation, no network port.

    with Embedded(Path("data/database")) as database:
        connection = psycopg.connect(database.conninfo("klynge_web"))

Whoever holds an `Embedded` that is started is a user of the folder. The first one starts a keeper, a small process that
runs the server, starts it again when it dies, and stops it when the last user is gone, however that one went.
"""

from .embedded import DATABASE, Embedded
from .errors import EmbeddedError

__all__ = ["DATABASE", "Embedded", "EmbeddedError"]
