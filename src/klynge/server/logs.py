# SPDX-License-Identifier: Apache-2.0
"""Logs as one JSON object a line, or as a line for people, without personal data: no addresses, no names, no query
strings, no bodies."""

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


class LineFormatter(logging.Formatter):
    """One line a record for who looks at a terminal: the time, what is wrong, where; of an error its kind alone, since
    the whole of it is in the JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line."""
        parts = [f"{datetime.fromtimestamp(record.created):%H:%M:%S}", record.levelname.lower() + ":"]
        parts.append(f"{record.name.rpartition('.')[2]}: {record.getMessage()}")
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            parts.append(f"({type(error).__name__}: {error})" if str(error) else f"({type(error).__name__})")
        parts += [f"{name}={getattr(record, name)}" for name in _EXTRA if hasattr(record, name)]
        return " ".join(" ".join(parts).split())
