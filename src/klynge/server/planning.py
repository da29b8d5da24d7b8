# SPDX-License-Identifier: Apache-2.0
"""What plans, in one process: `python -m klynge.server.planning`. `klynge serve` has two of them: a child of one is the
trustee, a child of the other works in the background, and each takes over what the other can no longer do."""

from __future__ import annotations

import sys

from klynge.server.again import again_and_again
from klynge.server.background.__main__ import background
from klynge.server.trustee.__main__ import trustee

if __name__ == "__main__":
    sys.exit(again_and_again(trustee(), background()))
