# SPDX-License-Identifier: Apache-2.0
"""Inquiries and the quotations that answer them, and parts that wait to be assessed, of one organisation each."""
