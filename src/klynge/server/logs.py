# SPDX-License-Identifier: Apache-2.0
"""Logs as one JSON object a line, without personal data: no addresses, no names, no query strings, no bodies."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

_EXTRA = ("request_id", "cluster", "sequence", "route", "status", "milliseconds", "worker")


class JsonFormatter(logging.Formatter):
    """One line a record. Of what a caller adds, only known names without personal data are kept."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON; a traceback is one field of it."""
        content: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": record.getMessage(),
        }
        content |= {name: getattr(record, name) for name in _EXTRA if hasattr(record, name)}
        if record.exc_info:
            content["traceback"] = self.formatException(record.exc_info)
        return json.dumps(content, ensure_ascii=False, default=str)
