# SPDX-License-Identifier: Apache-2.0
"""From a customer's choices to exact work: product models, the choices that remain possible, and why others do not."""
