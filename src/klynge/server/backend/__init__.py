# SPDX-License-Identifier: Apache-2.0
"""Django's PostgreSQL backend, which asks where the database is when it first connects: reading settings starts nothing."""
