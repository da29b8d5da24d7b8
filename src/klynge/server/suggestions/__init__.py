# SPDX-License-Identifier: Apache-2.0
"""Suggestions from the floor: a text, perhaps a photo, and what became of it."""
