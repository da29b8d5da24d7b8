# SPDX-License-Identifier: Apache-2.0
"""What is said of accounts, in Norwegian bokmål by the English text."""

from __future__ import annotations

NORWEGIAN: dict[str, str] = {
    "You log in by your provider from now on. The password and keys that were here before have ended.": (
        "Du logger inn via leverandøren din fra nå av. Passordet og nøklene som var her før, gjelder ikke lenger."
    ),
}
