# SPDX-License-Identifier: Apache-2.0
"""What `klynge product check` finds in the bench of the small example when something is wrong with it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from klynge.configure.check import Finding, check_product
from klynge.configure.check.files import models_at
from klynge.configure.check.texts import FINDINGS

SMALL = Path(__file__).parents[3] / "examples" / "small"
ON = date(2026, 5, 1)
LONG = "rule: length > 1600 => legs = wood"


def findings(folder: Path, *changes: tuple[str, str], file: str = "bench.yaml") -> list[Finding]:
    """What is found in the small cluster's products after texts of one are replaced."""
    cluster = Path(shutil.copytree(SMALL, folder / "small"))
    path = cluster / "products" / file
    text = path.read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1, f"{text.count(old)} × {old!r}"
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    there = models_at(cluster)
    return [
        one
        for model in there.models
        for one in check_product(model, ON, products=there.products, cluster=there.cluster)
    ]


WRONG: dict[str, tuple[list[tuple[str, str]], str, str, str]] = {
    # code: what is changed, where it is found, severity, and what is said
    "translation": ([("raw: {nb: Ubehandlet, en: Untreated}", "raw: {nb: Ubehandlet}")],
                    "variables.finish.options.raw", "warning", "no en: Ubehandlet"),
    "expired": ([("rule: padded", "valid: {to: 2026-04-30}\n    rule: padded")],
                "rules.pad-length", "warning", "until 2026-04-30"),
    "not_priced": ([(", price: 450", "")], "variables.padded", "warning", "no price hangs"),
    "options_not_priced": ([("Grå, en: Grey, price: 0", "Grå, en: Grey"),
                            ("red: {nb: Rød, en: Red}", "blue: {nb: Blå, en: Blue}\n      red: {nb: Rød, en: Red}"),
                            ("none: {nb: Ingen", "green: {nb: Grønn, en: Green}\n      none: {nb: Ingen")],
                           "variables.pad-colour", "warning", "grey, green have none"),
    "contradiction": ([(LONG, "rule: finish = red"), ("rule: padded => length <= 1500", "rule: legs = chrome")],
                      "rules.finish-of-legs", "error", "rules.finish-of-legs, rules.long-on-wood, rules.pad-length"),
    "dead_option": ([(LONG, "rule: finish != red")],
                    "variables.finish.options.red", "error", "because of rules.long-on-wood"),
    "dead_values": ([(LONG, "rule: length < 1800")], "variables.length", "warning", "1800..2000 can never"),
    "redundant": ([(LONG, "rule: length > 1400 => finish in (raw, white, black, red)")],
                  "rules.long-on-wood", "warning", "holds nothing back"),
    "no_way": ([("per_unit: 60s + 15s * board", "when: quantity < 50, per_unit: 60s + 15s * board")],
               "routing.saw", "error", "quantity = "),
    "divides_by_zero": ([("amount: 890 + 1.2 * length", "amount: 890 / (length - 1000)")],
                        "prices.bench", "error", "length = 1000"),
    "part_value": ([("length: length - 50", "length: length - 150")],
                   "parts.pad", "error", "length as it comes out for length = 600, padded = yes"),
    "part_impossible": ([("    quantity: 1\n    when: padded", "    quantity: 1")],
                        "parts.pad", "error", "pad-colour = none"),
    "unknown_work_centre": ([("work_centre: paint", "work_centre: pain")], "routing.paint.ways.1", "error", "“pain”"),
    "unknown_need": ([("[assembler, ", "[asembler, ")], "routing.assemble.ways.1", "error", "“asembler”"),
    "unknown_item": ([("item: screws", "item: screw")], "bill.2", "error", "“screw”"),
    "unknown_agreement": ([("{work_centre: cnc,", "{work_centre: cnc, agreement: milling-2026,")],
                          "routing.mill.ways.1", "error", "“milling-2026”"),
}  # fmt: skip


@pytest.mark.parametrize("code", WRONG)
def test_found(tmp_path: Path, code: str) -> None:
    """Each kind of fault is found where it stands, as what it is, and said in both languages."""
    changes, key, severity, said = WRONG[code]
    (found,) = (one for one in findings(tmp_path, *changes) if one.code == code)
    assert (found.place.file, found.place.key) == ("products/bench.yaml", key)
    assert found.severity == severity
    assert said in found.message("en")
    assert found.remedy("en") != found.remedy("nb")
    assert "“" not in found.message("nb") + found.remedy("nb")


def test_nothing_is_wrong_with_the_examples(tmp_path: Path) -> None:
    """The products of the small example are in order."""
    assert findings(tmp_path) == []


def test_a_row_that_is_missing(tmp_path: Path) -> None:
    """A look-up without a row is found, with a product that needs it, but not where a condition keeps it away."""
    table = "  times: {file: times.csv, kind: lookup, keys: {finish: Finish}, columns: {paint: s}}\n\nrules:"
    cluster = Path(shutil.copytree(SMALL, tmp_path / "small"))
    path = cluster / "products" / "bench.yaml"
    text = path.read_text("utf-8").replace("\nrules:", table, 1).replace("60s + 0.06s * length", "times.paint")
    path.write_text(text, "utf-8")
    (cluster / "products" / "times.csv").write_text("Finish,s\nwhite,60\nblack,70\n", "utf-8")
    there = models_at(cluster)
    (found,) = check_product(there.products["fjell/bench"], ON, products=there.products)
    assert (found.code, found.place.key) == ("no_row", "routing.paint.ways.1")
    assert found.message("en") == "the table times has no row for this: finish = red"


def test_no_step(tmp_path: Path) -> None:
    """A product that no step makes is found."""
    only_red = [
        ("Saw to length}\n", "Saw to length}\n    when: finish = red\n"),
        ("Assemble and pack}\n", "Assemble and pack}\n    when: finish = red\n"),
        ("when: legs = wood\n", "when: finish = red\n"),
        ("when: legs = chrome\n", "when: finish = red\n"),
        ("when: finish != raw\n    ways", "when: finish = red\n    ways"),
    ]
    found = [one for one in findings(tmp_path, *only_red) if one.code == "no_step"]
    assert len(found) == 1
    assert found[0].message("en").startswith("no step makes this: finish = ")


def test_every_text_is_there() -> None:
    """Each finding has its message and remedy in both languages."""
    for code, words in FINDINGS.items():
        assert all(words), code
