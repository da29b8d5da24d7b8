# SPDX-License-Identifier: Apache-2.0
"""The site manager's week in figures."""
