# SPDX-License-Identifier: Apache-2.0
"""The journal of disclosures."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from klynge.cooperation.barrier import Journal, JournalError

AT = datetime(2026, 11, 2, 8, tzinfo=UTC)


def journal() -> Journal:
    found = Journal()
    for field in ("order.state", "order.delivery", "=HYPERLINK(1)"):
        found.append(AT, reader="b", owner="a", field=field, rule="agreed", agreement="d1", purpose="joint orders")
    return found


def test_it_reads_back_as_it_was_written() -> None:
    """A stored journal is the same journal, with the same last hash."""
    assert Journal(journal()).last_hash == journal().last_hash
    assert len(journal().of("a")) == 3
    assert journal().of("c") == ()


@pytest.mark.parametrize("change", [{"reader": "c"}, {"field": "order.value"}, {"hash": "0" * 64}])
def test_a_changed_entry_is_found(change: dict[str, str]) -> None:
    """Any change of any entry breaks the chain."""
    entries = list(journal())
    entries[1] = replace(entries[1], **change)  # type: ignore[arg-type]
    with pytest.raises(JournalError, match="entry 2"):
        Journal(entries)


def test_a_removed_or_resealed_entry_is_found() -> None:
    """Taking one out, or sealing a changed one again, breaks the next."""
    entries = list(journal())
    with pytest.raises(JournalError, match="entry 2"):
        Journal([entries[0], entries[2]])
    entries[0] = replace(entries[0], reader="c").sealed()
    with pytest.raises(JournalError, match="entry 2"):
        Journal(entries)


def test_the_export_holds_no_formula() -> None:
    """A text that a spreadsheet would run is quoted."""
    assert "'=HYPERLINK(1)" in journal().csv()
    assert len(journal().csv().splitlines()) == 4


def test_a_moment_needs_a_time_zone() -> None:
    """A naive moment is refused."""
    with pytest.raises(ValueError, match="time zone"):
        Journal().append(datetime(2026, 11, 2), reader="b", owner="a", field="order.state", rule="agreed")
