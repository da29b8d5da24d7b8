# SPDX-License-Identifier: Apache-2.0
"""Compiled counting over the engine's tables."""
