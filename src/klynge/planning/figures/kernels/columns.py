# SPDX-License-Identifier: Apache-2.0
"""Columns of the tables of prices and of what is counted; all of them are int64."""

from __future__ import annotations

# Prices.mode: a portion, a unit of quantity, an hour of set-up or run
PORTION_ORE, UNIT_ORE, HOUR_ORE, PORTION_G, UNIT_G, HOUR_G = range(6)
MODE_PRICES = 6
# Prices.pool
POOL_ORE, POOL_PEOPLE, POOL_MEMBER = range(3)
POOL_PRICES = 3
# Prices.item
ITEM_ORE, ITEM_G = range(2)
ITEM_PRICES = 2
# Prices.lane: a shipment, a kilogram
LANE_ORE, LANE_KG_ORE, LANE_KG_G = range(3)
LANE_PRICES = 3
# Prices.agreement
RATE_ORE, RATE_GIVER, RATE_TAKER = range(3)
AGREEMENT_PRICES = 3
# Prices.frozen: a reported run
FROZEN_WORKED, FROZEN_OCCUPIED = range(2)
FROZEN = 2

# what is counted, by member (the last row: those who are no member)
(
    MACHINE_ORE, PEOPLE_ORE, POWER_ORE, SETUP_ORE, STOCK_ORE, PURCHASE_ORE, EXTERNAL_ORE, TRANSPORT_ORE, PAID_ORE,
    RECEIVED_ORE, WORK_G, MATERIAL_G, TRANSPORT_G,
) = range(13)  # fmt: skip
COSTS = 8  # so many of them are costs
COUNTED = 13
# what is counted, by work centre
RUN_S, SETUP_S, OCCUPIED_S = range(3)
LOADS = 3
# what is noted of a run before its hours are counted: rates an hour (the highest of a batch's), its agreement,
# and in NOTE_HOW how it pauses and who bears external work and CO2: 1 + pause + 4 x member; 0 for a run not seen
NOTE_HOW, NOTE_ORE, NOTE_G, NOTE_AGREEMENT = range(4)
NOTES = 4
