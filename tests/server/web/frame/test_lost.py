# SPDX-License-Identifier: Apache-2.0
"""A lost update is told with who changed what, and keeps what was typed."""

from __future__ import annotations

from datetime import timedelta

from django.test import RequestFactory
from django.utils import timezone, translation

from klynge.server.pages.frame.lost import Change, LostUpdate, lost_response


def test_who_changed_what_is_told_and_nothing_typed_is_lost() -> None:
    """Both values stand beside each other; “use mine” sends all that was typed, for the new version."""
    request = RequestFactory().post("/x/?draft=1", {"name": ["Kari & co"], "days": ["1", "2"], "version": "3"})
    changes = [Change("Name", "Ola", "Kari & co"), Change("Day", "2", "2")]
    lost = LostUpdate("Per", timezone.now() - timedelta(minutes=5), changes)
    with translation.override("en"):
        answer = lost_response(request, lost, "/x/", 4)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Per changed it" in text
    assert "5\u00a0minutes ago" in text
    assert text.count('name="days"') == 2
    assert 'name="name" value="Kari &amp; co"' in text
    assert 'name="version" value="4"' in text
    assert 'value="3"' not in text
    assert 'action="/x/?draft=1"' in text
