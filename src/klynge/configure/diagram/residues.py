# SPDX-License-Identifier: Apache-2.0
"""Numbers of any size from their remainders (Chinese remainder theorem)."""

from __future__ import annotations

from functools import cache
from math import isqrt

WORD = 2**64


def moduli(greatest: int) -> list[int]:
    """Coprime moduli whose product is more than `greatest`: 2^64, written 0, and primes below 2^32."""
    found, product = [0], WORD
    while product <= greatest:
        found.append(_prime(len(found)))
        product *= found[-1]
    return found


@cache
def _prime(number: int) -> int:
    """The number-th prime counted down from 2^32."""
    candidate = 2**32 - 1 if number == 1 else _prime(number - 1) - 2
    while any(candidate % divisor == 0 for divisor in range(3, isqrt(candidate) + 1, 2)):
        candidate -= 2
    return candidate


def combined(residues: list[int], moduli: list[int]) -> int:
    """The least number that leaves these remainders, built up modulus by modulus (H. L. Garner, 1959)."""
    value, product = residues[0], WORD
    for residue, modulus in zip(residues[1:], moduli[1:], strict=True):
        value += product * ((residue - value) * pow(product, -1, modulus) % modulus)
        product *= modulus
    return value
