# SPDX-License-Identifier: Apache-2.0
"""The page of a file: shown before, taken in once, however often the form is sent."""

from __future__ import annotations

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from tests.server.web.test_imports import HEAD, boss, line, packed
from tests.support.people import person

from klynge.server.roles import Role

pytestmark = pytest.mark.usefixtures("trustee")


def test_a_form_sent_twice_takes_a_file_in_once() -> None:
    """The first look changes nothing; the form adds the order; the same form again adds no other."""
    manager, number = boss(), f"P-{uuid4().hex[:6]}"
    file = SimpleUploadedFile("tables.zip", packed(orders_csv=HEAD + line(number)))
    address = manager.client.post("/manager/import/", {"file": file})["Location"]
    assert number in manager.get(address).content.decode()
    sales = person(Role.SALES, manager.organisation)
    assert sales.get(f"/api/orders?search={number}").json()["total"] == 0
    for _ in range(2):
        assert manager.client.post(f"{address}apply/", {"key": "once"}).status_code == 302
    assert sales.get(f"/api/orders?search={number}").json()["total"] == 1
    assert "apply/" not in manager.get(address).content.decode()


def test_the_empty_workbook_comes_in_and_changes_nothing() -> None:
    """Its sheets are the tables, its first rows their columns; the sheet that explains them is left alone."""
    manager = boss()
    book = manager.get("/manager/export/klynge-template.xlsx").content
    assert load_workbook(BytesIO(book)).sheetnames == ["orders", "items", "stock", "configurations", "read me"]
    address = manager.client.post("/manager/import/", {"file": SimpleUploadedFile("mine.xlsx", book)})["Location"]
    assert "would change nothing" in manager.get(address, headers={"Accept-Language": "en"}).content.decode()
