# SPDX-License-Identifier: Apache-2.0
"""The audit: who did what to what, append-only, each event sealed with the hash of the one before it."""
