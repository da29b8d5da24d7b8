# SPDX-License-Identifier: Apache-2.0
"""What the planner's templates say in ways of their own."""
