# SPDX-License-Identifier: Apache-2.0
"""Product files that mean harm, or hold just very much: one clear message, never a crash, never a run of their text."""

from __future__ import annotations

import io
import tempfile
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from tests.configure.models import GLASS, WINDOW, window

from klynge.configure import Evaluator, ProductError, read_product
from klynge.configure.reading import sheets
from klynge.configure.reading.scope import Scope
from klynge.configure.reading.tokens import SyntaxProblemError
from klynge.configure.reading.typed import BrokenNameError, number_of, truth_of

RULE = "opening = fixed or glass-mass <= 20"


def message_of(path: Path) -> str:
    """The one problem of a file, in English."""
    with pytest.raises(ProductError) as caught:
        read_product(path)
    (problem,) = caught.value.problems
    assert problem.file.startswith(path.name) or problem.file.endswith((".csv", "Sheet", ".xlsx"))
    return problem.message


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[" * 5000, ""),
        (b"a: " * 3000, ""),
        (b"\n".join(b" " * depth + b"a:" for depth in range(500)), "nested more than 20 deep"),
        (b"a: &a [*a]", "anchors (&) and aliases (*)"),
        (b"a: &a [x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]", "anchors (&) and aliases (*)"),
        (b"<<: {a: 1}", "“<<” is unknown"),
        (b"texts: !!python/object/apply:os.system [ls]", "the tag"),
        (b"? [a, b]\n: c", "one text here"),
        (b"a: \x01", "this is not YAML"),
        (bytes(range(256)), "not UTF-8"),
        ("texts: {nb: Dør}".encode("cp1252"), "looks like Windows-1252"),
        ("texts: {nb: Dør}".encode("utf-16"), "looks like UTF-16"),
        (b"PK\x03\x04\xff\xfe", "a workbook or another zip file"),
        (b"", "the file is empty"),
        (b"# " + b"x" * 3_000_000, "larger than 2 MB"),
    ],
    ids=range(15),
)
def test_files(tmp_path: Path, content: bytes, said: str) -> None:
    """Nesting, references, objects, other encodings and other kinds of files."""
    path = tmp_path / "window.yaml"
    path.write_bytes(content)
    with pytest.raises(ProductError) as caught:
        read_product(path)
    assert any(said in problem.message for problem in caught.value.problems)
    assert {problem.file for problem in caught.value.problems} == {"window.yaml"}


def test_a_byte_order_mark(tmp_path: Path) -> None:
    """What some editors put before the text is no error."""
    path = window(tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_product(path).id == "rdv/window"


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("__import__('os').system('touch pwned')", "the sign “_”"),
        ("width.__class__.__bases__", "the sign “_”"),
        ("eval('1') = 1", "no function “eval”"),
        ("open(width) = 1", "no function “open”"),
        ("lambda: 1", "“:” cannot stand"),
        ("width ** 9 ** 9 > 1", "“*” cannot stand"),
        ("width > " + "9" * 30, "too long"),
        ("width > 1.2.3", "too long"),
        ("(" * 200 + "vent" + ")" * 200, "nested more than"),
        ("width > " + " + ".join(["width"] * 300), "nested more than"),
        ("not " * 200 + "vent", "“not” cannot stand"),
        (" and ".join(["vent"] * 900), "characters long"),
        ("width > " + "-" * 100 + "1", "“-” cannot stand"),
        ("width > 1\x00", "the sign"),
        ("vent; import os", "the sign “;”"),
    ],
)
def test_expressions(tmp_path: Path, expression: str, said: str) -> None:
    """No text is run, and none exhausts the stack, the memory or the time."""
    path = window(tmp_path, (RULE, '"' + expression.replace("\x00", "\\0") + '"'))
    assert said in message_of(path)
    assert not Path("pwned").exists()


def test_a_chain_of_products(tmp_path: Path) -> None:
    """Quantities that square one another would have more digits than there is memory for."""
    chain = "".join(f"\n  q{n}: {{texts: {{nb: q}}, value: q{n - 1} * q{n - 1}}}" for n in range(1, 9))
    path = window(tmp_path, ("derived:", "derived:\n  q0: {texts: {nb: q}, value: width}" + chain))
    assert "grow beyond all use" in message_of(path)


def test_a_chain_of_sums(tmp_path: Path) -> None:
    """Forty quantities, each twice the one before, are small on paper and enormous written out."""
    chain = "".join(f"\n  q{n}: {{texts: {{nb: q}}, value: q{n - 1} + q{n - 1}}}" for n in range(1, 40))
    path = window(tmp_path, ("derived:", "derived:\n  q0: {texts: {nb: q}, value: width}" + chain))
    assert "parts when what it is made of is written out" in message_of(path)


def test_a_long_chain(tmp_path: Path) -> None:
    """A thousand quantities, each made of the one before, would exhaust the stack."""
    chain = "".join(f"\n  q{n}: {{texts: {{nb: q}}, value: q{n - 1} + 1}}" for n in range(1, 1000))
    path = window(tmp_path, ("derived:", "derived:\n  q0: {texts: {nb: q}, value: width}" + chain))
    assert "levels deep" in message_of(path)


def test_many_options_in_a_by(tmp_path: Path) -> None:
    """A price for each of a thousand options is no deep tree."""
    options = ", ".join(f"o{n}: {{nb: O{n}}}" for n in range(500))
    cases = ", ".join(f"o{n}: {n}" for n in range(300))
    path = window(
        tmp_path,
        (
            "options: {white: {nb: Hvit, en: White}, own: {nb: Egen, en: Own}}",
            f"options: {{own: {{nb: E}}, {options}}}",
        ),
        ("by(glass, none: 400, else: 250)", f"by(colour, {cases}, else: 7)"),
        ("file: colours.csv, keys: {glass: Glass, colour: Farge,", "file: colours.csv, keys: {glass: Glass,"),
    )
    model = read_product(path)
    paint = next(line for line in model.prices if line.id == "paint")
    price = Evaluator(model).number(paint.amount)
    assert [price({"colour": option}) for option in ("o0", "o299", "o300", "own")] == [0, 299, 7, 7]


def test_huge_ranges(tmp_path: Path) -> None:
    """A range of a billion values is kept as what it is; larger ones are refused."""
    read_product(window(tmp_path, ("390..1790 step 10", "0..1000000000")))
    assert "too large" in message_of(window(tmp_path, ("390..1790 step 10, suggested", "0..1000000001, suggested")))


def book(path: Path, rows: list[list[object]]) -> None:
    """A workbook with one sheet."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    made.save(path)


XLSX = ("file: glass.csv", "file: glass.xlsx")


def test_a_workbook(tmp_path: Path) -> None:
    """A sheet is read as a CSV file is, whatever types its cells have."""
    book(tmp_path / "glass.xlsx", [["Glass", "kg_m2", "U"], ["none", 0, 5.7], ["two", 20, 1.2], ["130x200", 30.5, 0.8]])
    rows = read_product(window(tmp_path, XLSX)).tables["glass"].rows
    assert rows == tuple(
        type(row)(row.cells, row.values, type(row.place)("glass.xlsx", row.place.line))
        for row in read_product(window(tmp_path)).tables["glass"].rows
    )


def test_a_formula(tmp_path: Path) -> None:
    """Formulas are not computed."""
    book(tmp_path / "glass.xlsx", [["Glass", "kg_m2", "U"], ["none", "=1+1", 5.7]])
    assert "is a formula" in message_of(window(tmp_path, XLSX))


def test_no_workbook(tmp_path: Path) -> None:
    """Bytes, a text, and a zip file that is none are told."""
    for content in (b"", b"\x00" * 100, GLASS.encode(), b"PK\x03\x04" + b"x" * 200):
        (tmp_path / "glass.xlsx").write_bytes(content)
        assert "not a workbook" in message_of(window(tmp_path, XLSX))


def test_a_zip_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file that unpacks to a very large one is not unpacked."""
    monkeypatch.setattr(sheets, "LARGEST_UNPACKED", 3_000_000)
    with zipfile.ZipFile(tmp_path / "glass.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(4_000_000))
    assert (tmp_path / "glass.xlsx").stat().st_size < 10_000
    assert "unpacks to more than 3 MB" in message_of(window(tmp_path, XLSX))


def test_entities(tmp_path: Path) -> None:
    """Entities of a workbook's XML, which may unfold without end, are refused before it is parsed."""
    plain = io.BytesIO()
    Workbook().save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(tmp_path / "glass.xlsx", "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "xl/workbook.xml":
                content = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + content
            new.writestr(entry, content)
    assert "not a workbook" in message_of(window(tmp_path, XLSX))


def test_a_large_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many rows are refused by their number, not one by one."""
    monkeypatch.setattr(sheets, "MOST_ROWS", 1000)
    path = window(tmp_path)
    (tmp_path / "glass.csv").write_text("Glass,kg_m2,U\n" + "two,20,1\n" * 1001, "utf-8")
    assert "more than 1000 rows" in message_of(path)


TOKENS = (
    "width height vent glass two fixed opening quantity area glass.weight ( ) , : = != <= => and or not in by if else "
    "count min 12 0.5 4min .. + - * / // % 'x' 130x200 _ é 9999999999999999"
)
WORDS = st.sampled_from(TOKENS.split(" "))


@given(st.one_of(st.lists(WORDS, max_size=12).map(" ".join), st.text(max_size=30)))
@settings(deadline=None, max_examples=300)
def test_any_expression(text: str) -> None:
    """Any text is an expression or tells what is wrong with it."""
    for read in (truth_of, number_of):
        with suppress(SyntaxProblemError, BrokenNameError):
            read(text, SCOPE)


@given(st.integers(0, len(WINDOW)), st.integers(0, 40), st.text(max_size=8))
@settings(deadline=None, max_examples=120)
def test_any_change(tmp_path_factory: pytest.TempPathFactory, at: int, cut: int, text: str) -> None:
    """A product file with anything cut out and put in is read, or its problems are told."""
    folder = tmp_path_factory.mktemp("changed")
    path = window(folder)
    with suppress(UnicodeEncodeError):
        path.write_text(WINDOW[:at] + text + WINDOW[at + cut :], "utf-8")
    with suppress(ProductError):
        read_product(path)


def _scope() -> Scope:
    with tempfile.TemporaryDirectory() as folder:
        model = read_product(window(Path(folder)))
    return Scope(model.variables, frozenset(model.derived), {"glass": ("weight", "u")}, quantity=True)


SCOPE = _scope()
