# SPDX-License-Identifier: Apache-2.0
"""Who uses the server: organisations, people and their roles in them, and tokens for programs."""
