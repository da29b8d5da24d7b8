# SPDX-License-Identifier: Apache-2.0
"""The shop floor's queue and reports."""
