# SPDX-License-Identifier: Apache-2.0
"""Whose rows a request may see: the tenant, the user or the token, set for its one transaction.

The database enforces it (forced row-level security under roles that own nothing); queries filter too, so that either
layer alone keeps firms apart.
"""

from .context import Asker, acting_as

__all__ = ["Asker", "acting_as"]
