# SPDX-License-Identifier: Apache-2.0
"""Scheduling problems as the literature keeps them in files: text in, a problem of `planning` out."""

from __future__ import annotations

from .errors import InstanceError

__all__ = ["InstanceError"]
