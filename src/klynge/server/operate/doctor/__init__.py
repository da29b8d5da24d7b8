# SPDX-License-Identifier: Apache-2.0
"""`klynge doctor`: what is wrong with an installation, where, and how to mend it. It changes nothing.

Each check looks at one thing and gives findings; one that cannot look (no database, no trustee) says so.
"""

from .examining import examine
from .findings import Finding, Report

__all__ = ["Finding", "Report", "examine"]
