# SPDX-License-Identifier: Apache-2.0
"""Which reasons leave nothing: the smallest set of constraints' reasons that together exclude what is asked for.

In go the constraints of a compiled product and the values still allowed; out come the numbers of reasons, none of
which can be left out. Nothing here knows what a variable means.
"""

from __future__ import annotations

from .network import ALWAYS, Conflicts

__all__ = ["ALWAYS", "Conflicts"]
