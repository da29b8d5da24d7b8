# SPDX-License-Identifier: Apache-2.0
"""Whose rows a transaction may see: the tenant, the user or the token of a request, set for that transaction alone.

The database enforces it (forced row-level security under roles that own nothing); queries filter too, so that either
layer alone keeps firms apart.
"""

from .context import Asker, TenancyError, acting_as, current_tenant
from .sql import Shared, protect, share

__all__ = ["Asker", "Shared", "TenancyError", "acting_as", "current_tenant", "protect", "share"]
