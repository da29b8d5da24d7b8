# SPDX-License-Identifier: Apache-2.0
"""Bringing tables in and taking them out, over HTTP: all errors at once, nothing of others', applied once."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from tests.server.web.conftest import ROOT
from tests.server.web.test_promises import at
from tests.support.here import desk_of, do_here
from tests.support.people import Person, person

from klynge.network import FolderError
from klynge.server.accounts.models import Kind
from klynge.server.products.models import ProductVersion
from klynge.server.roles import Role
from klynge.server.trustee import importing
from klynge.server.trustee.desk import Desk
from klynge.server.trustee.import_texts import wrong

pytestmark = pytest.mark.usefixtures("trustee")
HEAD = "order,member,customer,region,item,quantity,value_nok,released,due\n"


def boss() -> Person:
    return person(Role.MANAGER, at(Kind.MEMBER, "fjell"))


def packed(**files: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_csv", ".csv").replace("_yaml", ".yaml"), text)
    return file.getvalue()


def bring(who: Person, content: bytes, name: str = "tables.zip") -> Any:
    return who.client.post("/api/imports", {"file": SimpleUploadedFile(name, content)})


def check(who: Person, content: bytes, name: str = "tables.zip", **how: Any) -> tuple[str, Any]:
    brought = bring(who, content, name)
    assert brought.status_code == 201, brought.content
    file = brought.json()["id"]
    answer = who.post(f"/api/imports/{file}/check", how)
    assert answer.status_code == 200, answer.content
    return file, answer.json()


def apply(who: Person, file: str, key: str = "", **how: Any) -> Any:
    return who.post(f"/api/imports/{file}/apply", how, headers={"Idempotency-Key": key or uuid4().hex})


def line(number: str, item: str = "chair", quantity: int = 2, member: str = "fjell") -> str:
    return f"{number},{member},shop-1,Oslo,{item},{quantity},4000,2026-01-12,2026-03-20\n"


def test_an_order_is_shown_before_it_comes_in_and_comes_in_once() -> None:
    """Checking changes nothing; applying adds the order, and the same request again adds no other."""
    manager, number = boss(), f"I-{uuid4().hex[:6]}"
    file, told = check(manager, packed(orders_csv=HEAD + line(number)))
    assert (told["problems"], told["changes"]["new"]["number"]) == ([], 1)
    assert told["days"][0]["day"] is not None
    sales = person(Role.SALES, manager.organisation)
    assert sales.get(f"/api/orders?search={number}").json()["total"] == 0
    key = uuid4().hex
    first = apply(manager, file, key)
    assert first.status_code == 200, first.content
    assert apply(manager, file, key).json() == first.json()
    assert sales.get(f"/api/orders?search={number}").json()["total"] == 1
    assert check(manager, packed(orders_csv=HEAD + line(number)))[1]["changes"]["new"]["number"] == 0


def test_every_error_is_told_at_once_with_its_place() -> None:
    """File, row, column, and in the reader's language how to mend it; nothing can be applied."""
    bad = HEAD + line("E-1", item="unicorn") + line("E-2").replace("Oslo", "Atlantis") + line("E-3", quantity=0)
    manager = boss()
    file, told = check(manager, packed(orders_csv=bad))
    assert [(one["row"], one["column"]) for one in told["problems"]] == [(2, "item"), (3, "region"), (4, "quantity")]
    assert all(one["file"] == "orders.csv" and one["remedy"] for one in told["problems"])
    assert apply(manager, file).status_code == 409


def test_rows_of_other_members_are_left_out() -> None:
    """The weaver's order in the joiner's file stays the weaver's affair."""
    number = f"W-{uuid4().hex[:6]}"
    told = check(boss(), packed(orders_csv=HEAD + line(number, "blanket", member="vidda")))[1]
    assert (told["problems"], told["changes"]["new"]["number"], told["changes"]["left_out"]) == ([], 0, 1)


def test_what_was_taken_out_comes_in_again_without_a_change() -> None:
    """One's own tables as a workbook hold nothing of others', and bringing them in changes nothing."""
    manager = boss()
    book = manager.get("/api/export/workbook")
    assert book.status_code == 200, book.content
    members = {row[1].value for row in load_workbook(BytesIO(book.content))["orders"].iter_rows(min_row=2)}
    assert members == {"fjell"}
    told = check(manager, book.content, "mine.xlsx", remove=True)[1]
    assert told["problems"] == []
    assert not any(each["number"] for name, each in told["changes"].items() if name != "left_out")


def test_an_order_that_is_no_longer_in_the_table_goes_only_when_asked() -> None:
    """Without `remove` nothing is withdrawn."""
    manager, number = boss(), f"G-{uuid4().hex[:6]}"
    apply(manager, check(manager, packed(orders_csv=HEAD + line(number)))[0])
    book = load_workbook(BytesIO(manager.get("/api/export/workbook").content))
    sheet = book["orders"]
    row = next(cells[0].row for cells in sheet.iter_rows(min_row=2) if cells[0].value == number)
    sheet.delete_rows(row)
    changed = BytesIO()
    book.save(changed)
    assert check(manager, changed.getvalue(), "m.xlsx")[1]["changes"]["gone"]["number"] == 0
    file, told = check(manager, changed.getvalue(), "m.xlsx", remove=True)
    assert told["changes"]["gone"]["shown"] == [{"order": number}]
    assert apply(manager, file, remove=True).status_code == 200
    seen = person(Role.SALES, manager.organisation).get(f"/api/orders?search={number}").json()["items"][0]
    assert seen["state"] == "withdrawn"


def test_a_new_version_of_a_product_comes_in() -> None:
    """A product file that is brought in is the product from then on; a broken one is told with its line."""
    text = (
        "product: fjell/peg\nowner: fjell\nversion: '{version}'\nunit: pcs\nsynthetic: x\n"
        "texts: {{nb: Knagg, en: Peg}}\n"
        "variables:\n  length: {{texts: {{nb: Lengde, en: Length}}, unit: mm, values: 100..300 step 50}}\n"
        "prices:\n  base: {{texts: {{nb: Knagg, en: Peg}}, amount: {amount}}}\n"
        "routing:\n  saw:\n    texts: {{nb: Kapp, en: Saw}}\n    ways: [{{work_centre: saw, per_unit: 1min}}]\n"
    )
    manager = boss()
    broken = check(manager, packed(products__peg_yaml=text.format(version=1, amount="nothing + 1")))[1]
    assert broken["problems"][0]["file"] == "products/peg.yaml"
    version = uuid4().hex[:4]
    file, told = check(manager, packed(products__peg_yaml=text.format(version=version, amount="100 + length")))
    assert told["problems"] == [], told
    assert told["changes"]["products"]["shown"] == [{"product": "fjell/peg"}]
    assert apply(manager, file).status_code == 200
    shown = person(Role.SALES, manager.organisation).get("/api/products").json()["products"]
    assert next(one["version"] for one in shown if one["product"] == "fjell/peg") == version


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.zip", b"no archive"), ("a.xlsx", b"no workbook"), ("Våre ordrer (2).xlsx", b"-"),
     ("?*" * 90 + ".XLSX", b"PK"), ("a.zip", packed(readme__txt="x")),
     ("a.zip", packed(**{"..__..__orders_csv": HEAD}))],
)  # fmt: skip
def test_what_is_no_folder_says_so(name: str, content: bytes) -> None:
    """Damaged, empty or reaching outside: one clear problem, nothing taken in."""
    told = check(boss(), content, name)[1]
    assert len(told["problems"]) == 1
    assert told["problems"][0]["remedy"]
    assert told["problems"][0]["file"].isprintable()
    if name.startswith("Våre"):
        assert told["problems"][0]["file"] == name


def test_a_bomb_is_not_unpacked() -> None:
    """An archive that unpacks to more than is allowed stops at the bound."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("orders.csv", b"0" * 101_000_000)
    told = check(boss(), file.getvalue())[1]
    assert "MB" in told["problems"][0]["message"]
    assert bring(boss(), b"x", "orders.exe").status_code == 422


HOOK = """
product: fjell/hook
owner: fjell
version: '1'
unit: pcs
synthetic: x
texts: {nb: Krok, en: Hook}
variables:
  length: {texts: {nb: Lengde, en: Length}, unit: mm, values: 100..300 step 50}
prices:
  base: {texts: {nb: Krok, en: Hook}, amount: 100}
routing:
  saw:
    texts: {nb: Kapp, en: Saw}
    ways: [{work_centre: saw, per_unit: 1min}]
"""


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A desk of a process of its own on the plan that the trustee has."""
    with desk_of(at(Kind.MEMBER, "fjell").cluster_id) as found:
        yield found


def test_a_file_comes_in_whole_or_not_at_all(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever happens between the row of the log and the products: neither is there, and it can be done again."""
    manager, number = boss(), f"H-{uuid4().hex[:6]}"
    file, told = check(manager, packed(orders_csv=HEAD + line(number), products__hook_yaml=HOOK))
    assert told["problems"] == []
    sales = person(Role.SALES, manager.organisation)

    def there() -> tuple[int, bool, str]:
        products = ProductVersion.objects.using("trustee").filter(tenant=manager.organisation.id, current=True)
        orders = sales.get(f"/api/orders?search={number}").json()["total"]
        state = manager.get(f"/api/imports/{file}").json()["state"]
        return orders, products.filter(product="fjell/hook").exists(), state

    def apply_here() -> Any:
        return do_here(desk, importing.verbs, "apply-import", manager, Role.MANAGER, file=file)

    def lost(*_: object) -> None:
        raise ZeroDivisionError

    before = desk.plan.state.sequence
    with monkeypatch.context() as broken:
        broken.setattr(importing, "write_applied", lost)
        with pytest.raises(ZeroDivisionError):
            apply_here()
    assert (desk.plan.state.sequence, there()) == (before, (0, False, "checked"))
    assert apply_here()["changes"]["new"]["number"] == 1
    assert there() == (1, True, "applied")


def test_a_cluster_that_takes_too_long_to_check_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many seconds it is said, with what to bring in instead; and the same when the check itself fails."""
    for kind, limit, program in (("slow", 0.01, sys.executable), ("unchecked", 60, "/bin/false")):
        monkeypatch.setattr(importing, "WHOLE_S", limit)
        monkeypatch.setattr(sys, "executable", program)
        with pytest.raises(FolderError) as told:
            importing._check_whole(ROOT / "examples" / "small", "all.zip")
        (problem,) = told.value.problems
        assert problem == wrong("all.zip", 0, "", kind, seconds=limit)
        assert problem.remedy


def test_a_stranger_finds_no_file() -> None:
    """Another firm's manager can neither see, check nor apply it."""
    file, _ = check(boss(), packed(orders_csv=HEAD + line("S-1")))
    stranger = person(Role.MANAGER, at(Kind.MEMBER, "vidda"))
    assert stranger.get(f"/api/imports/{file}").status_code == 404
    assert stranger.post(f"/api/imports/{file}/check", {}).status_code == 404
    assert apply(stranger, file).status_code == 404
