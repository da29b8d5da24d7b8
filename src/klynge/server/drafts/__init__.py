# SPDX-License-Identifier: Apache-2.0
"""What a planner keeps beside the log: drafts of a plan, what may not be moved, and how far the plan improves itself.

None of it is the plan: it says what is proposed and what a later change has to respect. The trustee writes it; each
organisation reads its own.
"""
