# SPDX-License-Identifier: Apache-2.0
"""Mails as rows: put there in the transaction of what they tell of, sent in the background until they are gone.

A mail has a key, so that what is done twice is told once. A mail server that is away is tried again, with growing
pauses; an address that is refused is given up at once, and its firm sees it.
"""
