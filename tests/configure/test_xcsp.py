# SPDX-License-Identifier: Apache-2.0
"""XCSP 2.1 files: what is extensional is read, anything else is one clear error."""

from __future__ import annotations

from pathlib import Path

import pytest

from klynge.configure.xcsp import XcspError, parse, read

GOOD = """<?xml version="1.0"?>
<instance>
  <presentation name="small" format="XCSP 2.1"/>
  <domains nbDomains="2">
    <domain name="D" nbValues="4">-1 2..4</domain>
    <domain name="E" nbValues="2">7 5</domain>
  </domains>
  <variables nbVariables="2"><variable name="x" domain="D"/><variable name="y" domain="E"/></variables>
  <relations nbRelations="2">
    <relation name="R" arity="2" nbTuples="3" semantics="supports">-1 5|4 7|9 7</relation>
    <relation name="N" arity="1" nbTuples="0" semantics="conflicts"></relation>
  </relations>
  <constraints nbConstraints="2">
    <constraint name="c" arity="2" scope="x y" reference="R"/>
    <constraint name="n" arity="1" scope="y" reference="N"/>
  </constraints>
</instance>"""


def test_an_instance_is_read() -> None:
    """Ranges are unrolled, values are numbered in the file's order, tuples with unknown values say nothing."""
    found = parse(GOOD)
    assert found.names == ("x", "y")
    assert found.values == ((-1, 2, 3, 4), (7, 5))
    assert found.sizes == (4, 2)
    assert found.titles == ("c", "n")
    assert [(table.scope, table.rows.tolist(), table.allowed) for table in found.constraints] == [
        ((0, 1), [[0, 1], [3, 0]], True),
        ((1,), [], False),
    ]


BROKEN = {
    "<instance": "not well-formed XML",
    "": "not well-formed XML",
    "<html/>": "the outermost element is <html>, not <instance>",
    GOOD.replace("<instance>", '<!DOCTYPE i [<!ENTITY a "aa">]><instance>'): "the file has a DOCTYPE",
    GOOD.replace("presentation", "predicates"): "<predicates> is not supported",
    GOOD.replace("supports", "soft"): '<relation name="R">: semantics "soft" is not supported',
    GOOD.replace("-1 5|4 7|9 7", "-1 5|4"): '<relation name="R">: 3 numbers in 2 tuples are not 2 for each',
    GOOD.replace("-1 5|4", "-1 5|x"): '<relation name="R">: a tuple or the arity is not made of whole numbers',
    GOOD.replace('arity="2" nbTuples', "nbTuples"): '<relation name="R"> has no attribute arity',
    GOOD.replace('scope="x y"', 'scope="x z"'): '<constraint name="c">: variable "z" is not defined',
    GOOD.replace('scope="x y"', 'scope="x x"'): '<constraint name="c">: a variable stands twice in its scope',
    GOOD.replace('scope="x y"', 'scope="x"'): '<constraint name="c">: 1 variables for tuples of 2',
    GOOD.replace('reference="R"', 'reference="global:sum"'): 'reference "global:sum" is not defined',
    GOOD.replace('domain="E"', 'domain="F"'): '<variable name="y">: domain "F" is not defined',
    GOOD.replace("2..4", "2..b"): '<domain name="D">: "2..b" is neither a number nor a range',
    GOOD.replace("2..4", "2..4 3"): '<domain name="D">: a value stands twice',
    GOOD.replace("7 5", ""): '<domain name="E"> has no values',
    GOOD.replace('name="y"', 'name="x"'): "two variables have the same name",
    GOOD.replace("<variable name", "<array name"): "<array> within <variables> is not supported",
}


@pytest.mark.parametrize(("text", "said"), BROKEN.items(), ids=BROKEN.values())
def test_what_cannot_be_used_is_said(text: str, said: str, tmp_path: Path) -> None:
    """One error that names the file, the element and what is wrong with it."""
    path = tmp_path / "model.xml"
    path.write_text(text, "utf-8")
    with pytest.raises(XcspError) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert said in str(caught.value)


def test_entities_are_never_expanded() -> None:
    """A file that would grow to gigabytes is refused at its first line."""
    bomb = "".join(f'<!ENTITY e{i + 1} "{f"&e{i};" * 10}">' for i in range(12))
    with pytest.raises(XcspError, match="DOCTYPE"):
        parse(f'<!DOCTYPE x [<!ENTITY e0 "x">{bomb}]><instance>&e12;</instance>')
