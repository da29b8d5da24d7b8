# SPDX-License-Identifier: Apache-2.0
"""The trustee process: holds the replicas, plans, and appends to the log. It serves no pages.

Web processes ask it over a private socket and say for whom; it answers only what that asker may see.
"""
