# SPDX-License-Identifier: Apache-2.0
"""Which migrations this Klynge has, and so whether a database is of an earlier or of a later one."""

from __future__ import annotations

import os
from collections.abc import Iterable


def known() -> set[str]:
    """The migrations of this Klynge and of what it is built on, as "app.name"."""
    import django
    from django.db.migrations.loader import MigrationLoader

    _set_up(django)
    return {f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}


def later(applied: Iterable[str]) -> list[str]:
    """Those applied that only a later Klynge has. Of its own apps alone: others may drop theirs."""
    import django
    from django.apps import apps

    _set_up(django)
    own = {app.label for app in apps.get_app_configs() if app.name.startswith("klynge.")}
    return sorted(name for name in set(applied) - known() if name.split(".")[0] in own)


def _set_up(django: object) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klynge.server.settings")
    django.setup()  # type: ignore[attr-defined]
