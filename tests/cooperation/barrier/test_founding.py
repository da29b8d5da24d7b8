# SPDX-License-Identifier: Apache-2.0
"""What a folder says its cluster was founded with."""

from __future__ import annotations

from pathlib import Path

import pytest

from klynge.cooperation.barrier import Founding, read_founding
from klynge.network import FolderError

EXAMPLES = Path(__file__).parents[3] / "examples"
MEMBERS = ("fjell", "vidda")


def founded(folder: Path, text: str) -> Founding:
    (folder / "charter.yaml").write_text(text, encoding="utf-8")
    return read_founding(folder, MEMBERS)


def test_a_folder_without_a_charter_founds_nothing(tmp_path: Path) -> None:
    """Then nobody is a member, and nothing is shown."""
    assert read_founding(tmp_path, MEMBERS) == Founding()


def test_the_small_example() -> None:
    """One has signed; the two are reviewed in one market; an agreement waits for the other side."""
    found = read_founding(EXAMPLES / "small", MEMBERS)
    assert [(m.member, m.signatory) for m in found.memberships] == [("fjell", "Fjellheims leder")]
    assert [r.market.id for r in found.relationships] == ["furniture"]
    assert [len(agreement.signatures) for agreement in found.agreements] == [1]


def test_texts_may_be_in_both_languages(tmp_path: Path) -> None:
    """Who signed, a market's name, who reviewed and why; a text alone is the same to everyone."""
    text = (
        "members: {fjell: {signatory: {nb: Leder, en: Manager}, signed: 2026-01-01, joined: 2026-01-01}}\n"
        "markets: {steel: product, work: {kind: labour, name: {nb: Arbeid, en: Work}}}\n"
        "relationships: [{members: [fjell, vidda], market: work, relation: none, since: 2026-01-01, reviewer: Kari, "
        "reason: {nb: Ulike fag, en: Different trades}}]\n"
    )
    found = founded(tmp_path, text)
    (member,), (steel, work), (pair,) = found.memberships, found.markets, found.relationships
    assert (member.signatory, member.signatory_en) == ("Leder", "Manager")
    assert ((steel.name, steel.name_en), (work.name, work.name_en)) == (("", ""), ("Arbeid", "Work"))
    assert (pair.reviewer, pair.reviewer_en, pair.reason, pair.reason_en) == (
        "Kari",
        "",
        "Ulike fag",
        "Different trades",
    )


@pytest.mark.parametrize(
    ("text", "place", "said", "norwegian"),
    [
        ("members: {fjel: {signatory: K, signed: 2026-01-01, joined: 2026-01-01}}", "row 1", "fjell", "medlem"),
        ("members: {fjell: {signatory: K, signed: 2026-02-01, joined: 2026-01-01}}", "row 1", "before it signed", ""),
        ("members: {fjell: {signatory: K}}", "row 1", "“signed” is missing", "mangler"),
        ("markets: {steel: prodct}", "row 1", "product", "steel"),
        ("members: {fjell: {signatory: {nb: K}, signed: 2026-01-01, joined: 2026-01-01}}", "row 1", "“en” is missing",
         "mangler"),
        ("relationships:\n  - {members: [fjell, fjell], market: m, relation: none, since: 2026-01-01, reviewer: K}",
         "row 2", "two", "to"),
        ("agreements: {a: {giver: fjell, taker: vidda, fields: [person.wage], purpose: p, valid_from: 2026-01-01, "
         "valid_to: 2026-02-01}}", "row 1", "no agreement can open", "avtalen"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, text: str, place: str, said: str, norwegian: str) -> None:
    """File, line, what is wrong and what would mend it, in both languages."""
    with pytest.raises(FolderError) as raised:
        founded(tmp_path, text)
    problem = raised.value.problems[0]
    assert f"charter.yaml {place}" in str(problem)
    assert said in "\n".join(str(each) for each in raised.value.problems)
    assert norwegian in "\n".join(each.line("nb") for each in raised.value.problems)


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    """Two members that there are not, and a market of no kind: three problems."""
    member = "{signatory: K, signed: 2026-01-01, joined: 2026-01-01}"
    with pytest.raises(FolderError) as raised:
        founded(tmp_path, f"members:\n  a: {member}\n  b: {member}\nmarkets:\n  c: d\n")
    assert len(raised.value.problems) == 3
