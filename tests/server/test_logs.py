# SPDX-License-Identifier: Apache-2.0
"""What is logged: as JSON for machines, as a line for people; of what a caller adds, nothing personal."""

from __future__ import annotations

import json
import logging
import sys

import pytest

from klynge.server.environment import SettingError, one_of
from klynge.server.logs import JsonFormatter, LineFormatter


def record() -> logging.LogRecord:
    """A warning about an error, with a name that is known and one that is not."""
    try:
        raise ValueError("no such\nwork centre")
    except ValueError:
        made = logging.LogRecord("klynge.server.trustee", logging.WARNING, "", 0, "%s failed", ("it",), sys.exc_info())
    made.status, made.email = 500, "who@example.org"
    return made


def test_a_line_tells_people_what_is_wrong_and_where() -> None:
    """The kind of error and what it says, on one line, without where in the code it was raised."""
    said = LineFormatter().format(record())
    assert said[8:] == " warning: trustee: it failed (ValueError: no such work centre) status=500"


def test_an_object_tells_machines_all_but_what_is_personal() -> None:
    """The traceback is a field of it."""
    told = json.loads(JsonFormatter().format(record()))
    assert {name: told[name] for name in ("level", "from", "message", "status")} == {
        "level": "warning", "from": "klynge.server.trustee", "message": "it failed", "status": 500,
    }  # fmt: skip
    assert "ValueError" in told["traceback"]
    assert "email" not in told


def test_a_setting_that_is_no_choice_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what it may be; not set, it is the first."""
    assert one_of("KLYNGE_LOG_FORMAT", ("json", "line")) == "json"
    monkeypatch.setenv("KLYNGE_LOG_FORMAT", "xml")
    with pytest.raises(SettingError, match="none of json, line"):
        one_of("KLYNGE_LOG_FORMAT", ("json", "line"))
