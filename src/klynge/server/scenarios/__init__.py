# SPDX-License-Identifier: Apache-2.0
"""Scenarios of a firm: kept as data, planned in the background, and told in its own measures alone."""
