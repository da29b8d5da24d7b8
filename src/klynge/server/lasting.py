# SPDX-License-Identifier: Apache-2.0
"""What is made at the start and stays as long as the process, such as plans: millions of objects."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def lasting() -> Iterator[None]:
    """What is made within is never gone through for garbage: neither while it grows, which takes longer than making it,
    nor later, when everyone would wait."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
