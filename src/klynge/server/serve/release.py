# SPDX-License-Identifier: Apache-2.0
"""An installation brought up to this release, as the owner: `python -m klynge.server.serve.release`.

The database is migrated, and what browsers load is laid out under its hashed names. One process does both: loading
Django takes longer than either.
"""

from __future__ import annotations

import os

import django

os.environ["KLYNGE_ROLE"] = "owner"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klynge.server.settings")
django.setup()

from django.core.management import call_command  # noqa: E402

if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
