# SPDX-License-Identifier: Apache-2.0
"""A message in both languages."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """A message and its remedy in both languages; `{name}` is filled."""

    en: str
    en_remedy: str
    nb: str
    nb_remedy: str
