# SPDX-License-Identifier: Apache-2.0
"""What can be wrong with a planning problem as a whole."""


class PlanningError(ValueError):
    """The network or the work cannot be planned as given; the text says what and where."""
