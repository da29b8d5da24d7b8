# SPDX-License-Identifier: Apache-2.0
"""Choices become exact work: product models, valid choices, explanations, and the rows of a routing.

In comes a product file (docs/reference/product-model.md); out go, for every choice, what is still possible and why
not, and for a whole configuration the items, routings, links and materials that a cluster's work is expanded from.
"""
