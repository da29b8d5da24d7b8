# SPDX-License-Identifier: Apache-2.0
"""Django's PostgreSQL backend; it asks where the database is when it first connects."""
