# SPDX-License-Identifier: Apache-2.0
"""Background work as rows: claimed by a guarded update, leased, and finished in one transaction with its effect.

A worker that dies loses its lease; another takes the job with the next attempt's number, which fences the first off.
"""
