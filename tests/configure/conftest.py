# SPDX-License-Identifier: Apache-2.0
"""The kernels are compiled before the first example, which is not to be timed with them."""

from __future__ import annotations

import pytest

from klynge.configure.diagram.warming import warm_up


@pytest.fixture(scope="session", autouse=True)
def kernels() -> None:
    """Compile or load them."""
    warm_up()
