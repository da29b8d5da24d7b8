# SPDX-License-Identifier: Apache-2.0
"""The planner's board, lists, inspector and drafts."""
