# SPDX-License-Identifier: Apache-2.0
"""Connecting to the database as one of its roles, and seeing in it what one tenant may see.

A serving process opens the database (`opened`), refuses to serve where a table is not protected (`refuse_unprotected`),
takes its connections from a pool (`serving_pool`) and reads and writes for one tenant at a time (`tenant`).
"""

from klynge.server.postgres.roles import BACKUP, OWNER, ROLES, TRUSTEE, WEB

from .addresses import AddressError, Addresses, data_folder, keep, named, opened
from .pool import reset, serving_pool
from .protection import Problem, ProtectionError, protect, refuse_unprotected, unprotected
from .tenant import TenantError, current_tenant, enter_tenant, tenant
from .trip import Executes, Statement, Trip, UnderWay

__all__ = [
    "BACKUP",
    "OWNER",
    "ROLES",
    "TRUSTEE",
    "WEB",
    "AddressError",
    "Addresses",
    "Executes",
    "Problem",
    "ProtectionError",
    "Statement",
    "TenantError",
    "Trip",
    "UnderWay",
    "current_tenant",
    "data_folder",
    "enter_tenant",
    "keep",
    "named",
    "opened",
    "protect",
    "refuse_unprotected",
    "reset",
    "serving_pool",
    "tenant",
    "unprotected",
]
