# SPDX-License-Identifier: Apache-2.0
"""What the floor lost and why: scrap and interruptions with their reasons, of work, never of a person."""
