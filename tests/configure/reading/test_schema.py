# SPDX-License-Identifier: Apache-2.0
"""The published schema is that of the code, and knows the keys that the reader knows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError
from tests.configure.models import WINDOW

from klynge.configure.reading.product import KEYS
from klynge.configure.reading.schema import FILE, PRODUCT_FILE, schema

ROOT = Path(__file__).parents[3]


def test_published() -> None:
    """`make reference` wrote the schema of this code."""
    assert json.loads((ROOT / "docs" / "reference" / FILE).read_text("utf-8")) == schema()


def test_same_keys() -> None:
    """Schema and reader know the same sections."""
    assert set(schema()["properties"]) == set(KEYS)


@pytest.mark.parametrize("path", sorted(ROOT.glob("examples/*/products/*.yaml")), ids=lambda path: path.name)
def test_examples_fit(path: Path) -> None:
    """Every product of the examples has the shape that the schema gives."""
    PRODUCT_FILE.validate_python(yaml.safe_load(path.read_text("utf-8")))


def test_a_key_too_many() -> None:
    """The schema refuses what the reader refuses: a key that is unknown, at the top and deep below."""
    PRODUCT_FILE.validate_python(yaml.safe_load(WINDOW))
    for old, new in (("weight_g:", "weigth:"), ("max_lots:", "most_lots:"), ("setup_needs:", "set-up:")):
        with pytest.raises(ValidationError):
            PRODUCT_FILE.validate_python(yaml.safe_load(WINDOW.replace(old, new)))
