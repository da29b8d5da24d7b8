# SPDX-License-Identifier: Apache-2.0
"""Orders as each organisation may see them: rows that the trustee writes with the log, tagged with whose they are."""
