# SPDX-License-Identifier: Apache-2.0
"""Numbers of any size from their remainders."""

from __future__ import annotations

from math import gcd, prod

from hypothesis import given
from hypothesis import strategies as st

from klynge.configure.diagram.residues import WORD, combined, moduli


@given(st.integers(0, 2**300))
def test_remainders_name_a_number(number: int) -> None:
    """Divided by the moduli for it and put together again it is the same."""
    found = [modulus or WORD for modulus in moduli(number)]
    assert prod(found) > number
    assert combined([number % modulus for modulus in found], moduli(number)) == number


def test_moduli_share_no_factor() -> None:
    """Any two are coprime, and products of remainders fit a machine word."""
    found = [modulus or WORD for modulus in moduli(2**600)]
    assert all(gcd(one, other) == 1 for i, one in enumerate(found) for other in found[:i])
    assert max(found[1:]) < 2**32
