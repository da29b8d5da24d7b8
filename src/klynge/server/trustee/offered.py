# SPDX-License-Identifier: Apache-2.0
"""Which products an asker may have, and what is answered when choices come to no order."""

from __future__ import annotations

from typing import Literal

from klynge.configure.work import ConfigurationError
from klynge.server.trustee.buying_texts import problem
from klynge.server.trustee.products import Kept
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.service import Problem


def may_have(kept: Kept, product: str, asker: Asker) -> None:
    """A member asks for what it offers itself, a customer for everything. Raises Problem: there is no such product."""
    model = kept.models.get(product)
    mine = asker.kind == "customer" or (asker.kind == "member" and model is not None and model.owner == asker.code)
    if model is None or not mine:
        raise problem("no-product", asker.language)


def not_whole(error: ConfigurationError, asker: Asker) -> Problem:
    """The problem of choices that are no whole configuration: all that is wrong, in the asker's language."""
    lang: Literal["nb", "en"] = "en" if asker.language == "en" else "nb"
    return problem("not-whole", lang, " ".join(f"{one.message[lang]} {one.remedy[lang]}" for one in error.faults[:20]))


def no_way(asker: Asker) -> Problem:
    """The problem of a configuration that the network cannot make; why is the members' own affair."""
    return problem("cannot-be-made", asker.language)
