# SPDX-License-Identifier: Apache-2.0
"""Explanations as customers read them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.configure.models import window

from klynge.configure import CompiledProduct, compile_product, read_product


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> CompiledProduct:
    """The window of the reader's tests."""
    folder: Path = tmp_path_factory.mktemp("window")
    return compile_product(read_product(window(folder)), date(2026, 2, 1))


def test_a_rule_speaks_for_itself(product: CompiledProduct) -> None:
    """What is not possible, with what, why, and what giving up comes to."""
    session = product.session({"glass": "two", "colour": "own", "height": 790})
    found = session.why_not("width", 1200)
    assert found is not None
    assert found.sentence("en") == (
        "Width: 1200 mm is not possible with Glass: Two panes: The colour is not made with the glass. "
        "It becomes possible without Glass, and then costs NOK 1\u00a0685.76 more."
    )
    assert found.sentence("nb") == (
        "Bredde: 1200 mm er ikke mulig sammen med Glass: To lag: Fargen lages ikke til glasset. "
        "Det blir mulig uten Glass, og koster da 1\u00a0685,76 kr mer."
    )


def test_a_condition_a_day_and_a_limit_are_reasons_too(product: CompiledProduct) -> None:
    """Each in words of its own."""
    hinges = product.session({"opening": "fixed"}).why_not("hinge-side", "left")
    assert hinges is not None
    assert "Hinges is chosen only when what it belongs to is chosen." in hinges.sentence("en")
    later = product.session().why_not("opening", "side")
    assert later is not None
    assert (
        later.sentence("nb")
        == "Åpning: Sidehengslet er ikke mulig i dette produktet: Sidehengslet selges ikke på denne dagen."
    )
    dear = product.session().with_price_at_most(300_000).why_not("opening", "tilt")
    assert dear is not None
    assert "The cheapest costs more than the limit of NOK 3\u00a0000." in dear.sentence("en")
