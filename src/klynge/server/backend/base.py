# SPDX-License-Identifier: Apache-2.0
"""The backend, as Django looks for it."""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import base

from klynge.server.connection import connect_parameters


class DatabaseWrapper(base.DatabaseWrapper):
    """Connects as the role of its options."""

    def get_connection_params(self) -> dict[str, Any]:
        """Django's parameters, with host, name, user and password of the role."""
        role = self.settings_dict["OPTIONS"]["klynge_role"]
        found = connect_parameters(role)
        self.settings_dict.update(NAME=found["dbname"], USER=found["user"], HOST=found.get("host", ""))
        given: dict[str, Any] = super().get_connection_params()
        given.pop("klynge_role", None)
        return given | found
