# SPDX-License-Identifier: Apache-2.0
"""The server's settings, written anew at each start; an installation's own go into own.conf, which is left alone."""

from __future__ import annotations

import sys
from pathlib import Path

SETTINGS: dict[str, str] = {
    "listen_addresses": "",  # a socket in a private folder only
    "unix_socket_permissions": "0700",
    "max_connections": "120",
    "shared_buffers": "64MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "fsync": "on",
    "synchronous_commit": "on",
    "password_encryption": "scram-sha-256",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "5s",
    "logging_collector": "on",
    "log_directory": "log",
    "log_filename": "postgresql-%a.log",  # a file a weekday: a week of them
    "log_truncate_on_rotation": "on",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
    "log_line_prefix": "%m [%p] %u ",
    "log_parameter_max_length": "0",  # values may be personal data
    "log_parameter_max_length_on_error": "0",
}
if sys.platform == "linux":
    # one call before a recovery, and not one for each of a thousand files
    SETTINGS["recovery_init_sync_method"] = "syncfs"

ACCESS = "local all all scram-sha-256\n"


def write_settings(folder: Path, socket: Path) -> None:
    """Write postgresql.conf and pg_hba.conf; they lie beside data/, which is the server's to write in."""
    lines = [f"{name} = '{value}'" for name, value in SETTINGS.items()]
    lines += [f"unix_socket_directories = '{socket}'", "include_if_exists = 'own.conf'"]
    head = "# written by Klynge at each start; put your own settings into own.conf\n"
    for name, text in (("postgresql.conf", head + "\n".join(lines) + "\n"), ("pg_hba.conf", ACCESS)):
        (folder / name).write_text(text, encoding="utf-8")
        (folder / name).chmod(0o644)
