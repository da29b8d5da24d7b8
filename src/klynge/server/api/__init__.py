# SPDX-License-Identifier: Apache-2.0
"""The REST API under /api/: a router for each resource, each operation naming the ability it needs.

Errors are problem details (RFC 9457). Writes that make a promise, an order or a report take an Idempotency-Key.
"""
