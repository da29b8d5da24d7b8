# SPDX-License-Identifier: Apache-2.0
"""The rows in which portions and supply lots come to the kernels, and the codes of what does not fit."""

from __future__ import annotations

# A wanted portion (int64). Its task belongs to an operation of the orders, or of the supplies when `W_SUPPLY` is 1.
# `W_SETUP` is ANY when the set-up is whatever the unit needs, and so is the moment of a purchase. `W_POOL0` is where
# its pools, one a need, begin.
(
    W_TASK,
    W_OP,
    W_MODE,
    W_SUPPLY,
    W_QUANTITY,
    W_UNIT,
    W_SETUP,
    W_START,
    W_END,
    W_POOL0,
    W_PEG0,
    W_PEG1,
    W_PLACE,
) = range(13)
W_WIDTH = 13
ANY = -(1 << 40)

# A wanted peg: kind (FROM_STOCK, FROM_LOT, FROM_SUPPLIER), stock or lot row or the moment of a purchase
G_KIND, G_ROW, G_QUANTITY, G_MATERIAL = range(4)
G_WIDTH = 4

# A wanted supply lot: supply, (item, site) key, moment from which it is there
L_SUPPLY, L_KEY, L_TIME = range(3)
L_WIDTH = 3

# What does not fit; `said` then holds the place of the portion in what was wanted, another run, and two numbers.
(
    FITS,
    FULL,
    CLOSED,
    DURATION,
    WHOLE_INTERVAL,
    BEFORE_PLANNING,
    OUTSIDE_AGREEMENT,
    CEILING,
    BUSY,
    FORBIDDEN,
    SETUP_DIFFERS,
    NEXT_SETUP,
    POOL_USED,
    POOL_STRANGE,
    BATCH_UNLIKE,
    BATCH_FULL,
    STOCK_LATE,
    STOCK_USED,
    LOT_WINDOW,
    LOT_USED,
    PURCHASE_LATE,
    STRANGE_PEG,
    SEVERAL_MODES,
    QUANTITY,
    LOTS,
    MATERIAL,
    TOO_EARLY,
    TOO_LATE,
    NO_WAY,
    SITES,
    LOT_TIME_DIFFERS,
    BATCH_HOLDS,
) = range(32)

SAID_PLACE, SAID_RUN, SAID_A, SAID_B = range(4)
