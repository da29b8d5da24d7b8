# SPDX-License-Identifier: Apache-2.0
"""A compiled product asked by many threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from klynge.configure import read_products
from klynge.configure.compiled import reckoning
from klynge.configure.compiled.compilation import compile_product

EXAMPLE = Path(__file__).parents[3] / "examples" / "small"


def test_what_one_thread_reckoned_another_need_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second thread reckons no costs of its own, and answers the same."""
    (model, *_) = read_products(EXAMPLE).values()
    product, reckoned = compile_product(model, date(2026, 3, 2)), []
    costs = reckoning._costs

    def counted(*asked: object) -> reckoning.Costs:
        reckoned.append(asked)
        return costs(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(reckoning, "_costs", counted)
    with ThreadPoolExecutor(1) as one, ThreadPoolExecutor(1) as other:
        first = one.submit(lambda: product.session({}).view()).result()
        before = len(reckoned)
        assert before
        assert other.submit(lambda: product.session({}).view()).result() == first
    assert len(reckoned) == before
