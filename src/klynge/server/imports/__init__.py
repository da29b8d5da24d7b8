# SPDX-License-Identifier: Apache-2.0
"""Files that a member brings in: kept until they are applied, checked as a whole, shown before anything changes.

A cluster folder as .zip or a workbook as .xlsx, whole or some of its tables. Of it a member's own orders, items,
stock and products are taken; the rest of a cluster is the office's affair.
"""
