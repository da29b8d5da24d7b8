# SPDX-License-Identifier: Apache-2.0
"""A complete configuration becomes work: rows of a cluster's tables, bill of materials, price, sheet, code.

In come product models and choices that were made (in a session, or in a folder's configurations.csv); out go the rows
that a network's work is expanded from, and what people read of them. A configuration that was made by an older model is
reopened here, with an account of what changed.
"""

from .bill import BillItem, Kind
from .configuration import (
    ChoicesError,
    Configuration,
    Value,
    code_of,
    format_choices,
    parse_choices,
    product_of_item,
    read_code,
)
from .desk import Desk
from .expanding import Expanding
from .fault import ConfigurationError, Fault
from .made import Made, MadeLink, MadeStep, MadeWay
from .pricing import Price, PricedLine
from .reopening import (
    Change,
    GivenUp,
    NewVariable,
    NotAsked,
    OptionGone,
    PriceChanged,
    Renamed,
    Reopened,
    VariableGone,
    WorkChanged,
    reopen,
)

__all__ = [
    "BillItem",
    "Change",
    "ChoicesError",
    "Configuration",
    "ConfigurationError",
    "Desk",
    "Expanding",
    "Fault",
    "GivenUp",
    "Kind",
    "Made",
    "MadeLink",
    "MadeStep",
    "MadeWay",
    "NewVariable",
    "NotAsked",
    "OptionGone",
    "Price",
    "PriceChanged",
    "PricedLine",
    "Renamed",
    "Reopened",
    "Value",
    "VariableGone",
    "WorkChanged",
    "code_of",
    "format_choices",
    "parse_choices",
    "product_of_item",
    "read_code",
    "reopen",
]
