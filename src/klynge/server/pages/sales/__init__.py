# SPDX-License-Identifier: Apache-2.0
"""Sales answers inquiries, quotes, and enters orders."""
