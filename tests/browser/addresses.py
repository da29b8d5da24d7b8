# SPDX-License-Identifier: Apache-2.0
"""How to get at pages whose address has arguments, one line a page: the address as it is written in urls.py, and what
gives one that the role can open, or None when there is none for it.

`see.api("/orders")` is the API's answer for the role, `see.role` the role.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page


@dataclass(frozen=True)
class See:
    """What a role can see, to find the arguments of addresses in."""

    page: Page
    role: str

    def api(self, path: str) -> Any:
        """What the API answers to the role; None when it refuses."""
        answer = self.page.request.get(f"/api{path}")
        return answer.json() if answer.ok else None

    def first(self, path: str, key: str) -> str | None:
        """The key of the first item of a list; None when there is none."""
        found = self.api(path)
        items = found["items"] if isinstance(found, dict) else found
        return str(items[0][key]) if items else None


ADDRESSES: dict[str, Callable[[See], str | None]] = {}
