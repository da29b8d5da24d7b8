# SPDX-License-Identifier: Apache-2.0
"""Customers choose, ask for a day, order and follow."""
