# SPDX-License-Identifier: Apache-2.0
"""Broken product files: each gives one message that names the file, the line, the key and the remedy."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from tests.configure.models import COLOURS, GLASS, line_of, window

from klynge.configure import ProductError, read_product, read_products
from klynge.configure.reading.texts import MESSAGES
from klynge.network.problem import Problem

RULE = "opening = fixed or glass-mass <= 20"
AREA = "width * height / 1000000"
BROKEN: dict[str, tuple[str, str, str, str]] = {  # what is written instead of what; the key, and what the message says
    "a name misspelt": (RULE, "opening = fixed or glass-mas <= 20", "rules.glass-weight.rule", "no “glass-mas” here"),
    "an option misspelt": (RULE, "opening = fixd", "rules.glass-weight.rule", "“fixd” is not an option of “opening”"),
    "a bracket": (RULE, "(opening = fixed", "rules.glass-weight.rule", "“)” is missing at the end"),
    "a choice as a number": (RULE, "opening > 3", "rules.glass-weight.rule", "have no order for “>”"),
    "a number as a truth": (RULE, "not width", "rules.glass-weight.rule", "“width” is a number, not true or false"),
    "a glued minus": (RULE, "width-height > 0", "rules.glass-weight.rule", "no “width-height” here"),
    "an odd option": (RULE, "glass = 130x200", "rules.glass-weight.rule", "“130x200” is neither a number nor a name"),
    "a comma": ('"by(glass, none: 400, else: 250)"', "by(glass, none: 400, else: 250)", "prices.paint.amount",
                "within { } a comma ends the value, here after “by(glass”"),
    "python": (RULE, "__import__('os')", "rules.glass-weight.rule", "the sign “_” has no meaning here"),
    "an attribute": (RULE, "width.__class__ = 1", "rules.glass-weight.rule", "the sign “_” has no meaning here"),
    "a function": (RULE, "exec(1) = 1", "rules.glass-weight.rule", "no function “exec”"),
    "a text in a rule": (RULE, "engraving = 1", "rules.glass-weight.rule", "texts take part in no rule"),
    "two arrows": (RULE, "vent => vent => vent", "rules.glass-weight.rule", "“=>” follows another arrow"),
    "a chain": (RULE, "390 < width < 900", "rules.glass-weight.rule", "“<” follows another comparison"),
    "quantity in a rule": (RULE, "quantity < 5", "rules.glass-weight.rule", "quantity may not stand here"),
    "a table alone": ("area * glass.weight", "area * glass.wait", "derived.glass-mass.value", "no column “wait”"),
    "a circle": (AREA, "glass-mass / 2", "derived.area", "follows from itself: area → glass-mass → area"),
    "zero": (AREA, "width / 0", "derived.area.value", "divides by zero"),
    "by without a case": (
        "by(glass, none: 400, else: 250)", "by(glass, none: 400)", "prices.paint.amount", "no value for two, 130x200",
    ),
    "an empty range": ("390..1790 step 10", "1790..390", "variables.width.values", "from 1790 to 390 is empty"),
    "an uneven step": ("390..1790 step 10", "390..1795 step 10", "variables.width.values", "do not meet its end"),
    "an overlap": (
        "[390..790 step 10, 990]", "[390..790 step 10, 700]", "variables.height.values", "step 10 and 700 overlap",
    ),
    "a suggestion": ("suggested: 990", "suggested: 995", "variables.width.suggested", "995 is none of the values"),
    "no otherwise": ("when: vent, otherwise: 0", "when: vent", "variables.lock-height.when", "what is its value"),
    "a slow pattern": ("[A-ZÆØÅ0-9 ]{0,20}", "(A+)+", "variables.engraving.pattern", "not plain enough"),
    "an unknown key": ("rule: opening", "regel: opening", "rules.glass-weight.regel", "“regel” is unknown"),
    "an unknown step": ("{step: plane", "{step: plan", "bill.1.step", "there is no step “plan”"),
    "a time": ("fixed: 15min", "fixed: 15", "routing.glaze.ways.2.fixed", "“15” has no unit of time"),
    "a yield": ("yield: 0.98", "yield: 98", "routing.plane.yield", "not a part of the whole"),
    "a need": ('["planing:0.5"]', '["planing:0"]', "routing.plane.ways.1.run_needs", ""),
    "a header": ("weight: kg_m2", "weight: kg", "tables.glass.columns.weight", "no column “kg”"),
    "a file elsewhere": ("file: glass.csv", "file: ../glass.csv", "tables.glass.file", "not a file beside the product"),
    "no such file": ("file: glass.csv", "file: glas.csv", "tables.glass.file", "no file “glas.csv”"),
    "a brace": ("Karm {width}", "Karm {with}", "drawing.1.nb", "“with” in braces"),
    "a day": ("to: 2027-12-31", "to: 2027-13-31", "valid.to", "not a day"),
    "a group": ("group: size, unit: mm, values: 390..1790", "group: sise, unit: mm, values: 390..1790",
                "variables.width.group", "no group “sise”"),
    "an owner": ("product: rdv/window", "product: roros/window", "product", "does not begin with its owner"),
    "a part's choice": ("finish: =colour", "finish: =color", "parts.hinges.choices.finish", "“color” is no variable"),
    "texts": ("texts: {nb: Areal, en: Area}, ", "", "derived.area", "no text for people"),
    "a key twice": ("weight_g: 4000", "unit: pcs\nunit: m\nweight_g: 4000", "unit", "“unit” is there twice"),
    "a column left out": (RULE, "width. = 1", "rules.glass-weight.rule", "column of table “width” is missing"),
    "a second document": ("weight_g: 4000", "---\nweight_g: 4000", "", "a second document begins here"),
    "an alias": ("weight_g: 4000 + 1000 * glass-mass", "weight_g: *mass", "", "aliases (*) are not allowed"),
    "a tag": ("weight_g: 4000 + 1000 * glass-mass", "weight_g: !!python/name:os.system", "", "the tag"),
    "indents": ("groups:\n  size", "groups:\n - size", "groups", "names and values"),
}  # fmt: skip


def problems_of(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(ProductError) as caught:
        read_product(path)
    return caught.value.problems


@pytest.mark.parametrize("case", BROKEN)
def test_one_clear_message(tmp_path: Path, case: str) -> None:
    """A file with one thing wrong gives one message: the file, the line, the key, what, and how to mend it."""
    old, new, key, said = BROKEN[case]
    path = window(tmp_path, (old, new))
    (problem,) = problems_of(path)
    assert problem.file == "window.yaml"
    assert line_of(old) <= problem.row <= line_of(old) + new.count("\n")
    assert problem.column == key or not key
    assert said in problem.message
    assert problem.remedy


@pytest.mark.parametrize("case", BROKEN)
def test_in_norwegian_too(tmp_path: Path, case: str) -> None:
    """Every message has its Norwegian words, with the same names in them."""
    old, new, _, _ = BROKEN[case]
    (problem,) = problems_of(window(tmp_path, (old, new)))
    said = problem.words("nb")
    assert said.message != problem.message
    assert not {"“", "”"} & set(said.message + said.remedy)


@pytest.mark.parametrize(
    ("file", "content", "row", "column", "said"),
    [
        ("glass.csv", GLASS.replace("two,20", "too,20"), 3, "Glass", "“too” is not an option of “glass”"),
        ("glass.csv", GLASS.replace("two,20", '"To lag",20'), 3, "Glass", "what customers read"),
        ("glass.csv", GLASS.replace("20,", '"20,5",'), 3, "kg_m2", "“20,5” has a comma"),
        ("glass.csv", GLASS.replace("20,", ","), 3, "kg_m2", "the cell is empty"),
        ("glass.csv", GLASS + "two,9,9\n", 5, "", "the same keys as row 3"),
        ("glass.csv", "", 0, "", "the table has no rows"),
        ("glass.csv", 'Glass,kg_m2,U\n"two,3,4\n', 2, "", "quotes of a cell"),
        ("colours.csv", COLOURS.replace("390..790|990", "wide"), 3, "Bredde", "neither a whole number nor a range"),
    ],
)
def test_tables(tmp_path: Path, file: str, content: str, row: int, column: str, said: str) -> None:
    """A cell that is wrong is named by the table's file, row and column."""
    path = window(tmp_path)
    (tmp_path / file).write_text(content, "utf-8")
    (problem,) = problems_of(path)
    assert (problem.file, problem.row, problem.column) == (file, row, column)
    assert said in problem.message


def test_all_at_once(tmp_path: Path) -> None:
    """What is wrong in different places is told together, in the order of the lines."""
    chosen = ("a name misspelt", "zero", "a time", "a brace")
    found = problems_of(window(tmp_path, *(BROKEN[case][:2] for case in chosen)))
    assert len(found) == len(chosen)
    assert [problem.row for problem in found] == sorted(problem.row for problem in found)


def test_what_hangs_on_the_broken_is_not_blamed(tmp_path: Path) -> None:
    """A broken variable gives one message, however many rules, prices and tables use it."""
    (problem,) = problems_of(window(tmp_path, ("390..1790 step 10", "wide")))
    assert problem.column == "variables.width.values"


def test_parts_are_checked_in_the_folder(tmp_path: Path) -> None:
    """Where the other product is known, what binds it must fit it, and no product is part of itself."""
    (tmp_path / "products").mkdir()
    window(tmp_path / "products")
    with pytest.raises(ProductError, match=r"products/window.yaml row \d+, parts.hinges.product: there is no product"):
        read_products(tmp_path)
    window(tmp_path / "products", ("product: norse/hinge", "product: rdv/window"))
    with pytest.raises(ProductError) as caught:
        read_products(tmp_path)
    said = "\n".join(problem.message for problem in caught.value.problems)
    assert "the product “rdv/window” has no variable “size”" in said
    assert "part of itself" in said


def test_no_folder_no_products(tmp_path: Path) -> None:
    """A cluster without products has none."""
    assert read_products(tmp_path) == {}


def test_every_text_is_whole() -> None:
    """The texts of both languages fill the same places, but for words that only one language needs."""
    for code, words in MESSAGES.items():
        assert all(words), code
        assert _places(words.en + words.en_remedy) >= _places(words.nb + words.nb_remedy), code


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_the_example_is_right(tmp_path: Path) -> None:
    """What the tests break is right before."""
    assert read_product(window(tmp_path)).place.file == "window.yaml"
    assert len(BROKEN) >= 20
