# SPDX-License-Identifier: Apache-2.0
"""The backend, as Django looks for it."""

from __future__ import annotations

from typing import Any

from django.db import OperationalError
from django.db.backends.postgresql import base

from klynge.server.connection import connect_parameters
from klynge.server.postgres import EmbeddedError


class DatabaseWrapper(base.DatabaseWrapper):
    """Connects as the role of its options."""

    def get_connection_params(self) -> dict[str, Any]:
        """Django's parameters, with host, name, user and password of the role."""
        role = self.settings_dict["OPTIONS"]["klynge_role"]
        try:
            found = connect_parameters(role)
        except EmbeddedError as error:  # as when no server answers: it is away, and may come back
            raise OperationalError(str(error)) from error
        self.settings_dict.update(NAME=found["dbname"], USER=found["user"], HOST=found.get("host", ""))
        given: dict[str, Any] = super().get_connection_params()
        given.pop("klynge_role", None)
        # for the cursors of our own that ask for it; Django's statements are never prepared
        return given | found | {"prepare_threshold": 5}
