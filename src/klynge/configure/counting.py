# SPDX-License-Identifier: Apache-2.0
"""How many different valid products there are: of a product model, or of a constraint model in XCSP 2.1."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from klynge.configure import diagram, xcsp
from klynge.configure.check.probe import bare
from klynge.configure.compiled import compile_product
from klynge.configure.model import ProductModel, TextVariable
from klynge.configure.reading import read_product
from klynge.configure.session import Session


@dataclass(frozen=True, slots=True)
class ProductCount:
    """`count` products; where it is not `exact`, at most so many. `variables` are counted, `texts` are not."""

    name: str
    count: int
    exact: bool
    variables: int
    texts: tuple[str, ...] = ()


def count_products(source: ProductModel | Path | str, on: date | None = None) -> ProductCount:
    """Count the valid products of a model on a day (None: today), or of a file: `.xml` is XCSP 2.1, else a product.

    Every choice and number counts; texts, which can be anything, do not. Raises ProductError or xcsp.XcspError for a
    file that cannot be used, TooIntricateError or TooWideError for rules that cannot be compiled.
    """
    if not isinstance(source, ProductModel):
        path = Path(source)
        if path.suffix.lower() == ".xml":
            return _instance(path)
        source = read_product(path)
    texts = tuple(name for name, one in source.variables.items() if isinstance(one, TextVariable))
    product = compile_product(bare(source), on or date.today())
    number, exact = 0, True
    if not product.empty:
        found = Session(product).view().products
        number, exact = found.number, found.exact
    return ProductCount(source.id, number, exact, len(source.variables) - len(texts), texts)


def _instance(path: Path) -> ProductCount:
    found = xcsp.read(path)
    compiled = diagram.compile(found.sizes, found.constraints)
    number = 0 if compiled.empty else compiled.sweep().count(compiled.allowed())
    return ProductCount(path.stem, number, True, len(found.names))
