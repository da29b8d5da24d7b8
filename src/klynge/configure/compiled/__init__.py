# SPDX-License-Identifier: Apache-2.0
"""A product model compiled for a day: conditions, tables, numbers and prices over one decision diagram.

In goes a `ProductModel`; out comes a `CompiledProduct`, on which sessions (`klynge.configure.session`) answer.
"""

from __future__ import annotations

from .compilation import compile_product
from .planes import TooIntricateError
from .product import CompiledProduct
from .reasons import Reason

__all__ = ["CompiledProduct", "Reason", "TooIntricateError", "compile_product"]
