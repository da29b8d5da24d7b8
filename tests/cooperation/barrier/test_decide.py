# SPDX-License-Identifier: Apache-2.0
"""Who may see what of whom."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from klynge.cooperation.barrier import (
    FIELDS,
    Barrier,
    Charter,
    CharterError,
    Disclosure,
    DisclosureAgreement,
    FieldClass,
    Market,
    MarketKind,
    Membership,
    Register,
    Relation,
    Relationship,
    Signature,
    Verdict,
)

DAY = date(2026, 11, 2)
FURNITURE, LABOUR = Market("furniture", MarketKind.PRODUCT), Market("labour", MarketKind.LABOUR)
CHARTER = Charter("Røros", tuple(Membership(name, "Kari", DAY, DAY) for name in ("a", "b", "c")))


def relation(one: str, other: str, kind: Relation, market: Market = FURNITURE) -> Relationship:
    return Relationship(frozenset((one, other)), market, kind, date(2026, 1, 1), "counsel")


def agreed(fields: set[str], **changes: object) -> DisclosureAgreement:
    signed = tuple(Signature(name, "Kari", datetime(2026, 1, 2, tzinfo=UTC)) for name in ("a", "b"))
    values: dict[str, object] = {"signatures": signed} | changes
    return DisclosureAgreement(
        "d1", "a", "b", frozenset(fields), "joint orders", date(2026, 1, 1), date(2026, 12, 31), **values  # type: ignore[arg-type]
    )  # fmt: skip


def verdict(field: str, *agreements: DisclosureAgreement, kind: Relation = Relation.VERTICAL) -> Verdict:
    register = Register([relation("a", "b", kind)])
    asked = Disclosure("b", "a", field, "joint orders")
    return Barrier(CHARTER, register, agreements).decide(asked, DAY).verdict


@pytest.mark.parametrize("field", sorted(set(FIELDS) - {f for f, kind in FIELDS.items() if kind is FieldClass.PUBLIC}))
def test_nothing_is_shown_without_an_agreement(field: str) -> None:
    """Deny by default: every field that is not public, even between firms that are no competitors."""
    assert verdict(field, kind=Relation.NONE) in (Verdict.NO_AGREEMENT, Verdict.NEVER)


def test_an_agreement_in_force_opens_its_fields_for_its_purpose() -> None:
    """The agreed field for the agreed purpose and nothing else."""
    agreement = agreed({"order.delivery"})
    assert verdict("order.delivery", agreement) is Verdict.AGREED
    assert verdict("order.progress", agreement) is Verdict.NO_AGREEMENT
    barrier = Barrier(CHARTER, Register([relation("a", "b", Relation.NONE)]), [agreement])
    assert not barrier.decide(Disclosure("b", "a", "order.delivery", "curiosity"), DAY).allowed


@pytest.mark.parametrize("kind", [Relation.COMPETITOR, Relation.POTENTIAL])
def test_competitors_cannot_agree_to_exchange_capacity_or_prices(kind: Relation) -> None:
    """No agreement opens a sensitive field between (possible) competitors."""
    assert verdict("work_centre.load", agreed({"work_centre.load"}), kind=kind) is Verdict.COMPETITORS


def test_one_market_in_which_they_compete_is_enough() -> None:
    """The strictest relation over all markets decides; a market nobody judged counts as competition."""
    register = Register([relation("a", "b", Relation.NONE)], markets=[LABOUR])
    asked = Disclosure("b", "a", "work_centre.load", "joint orders")
    assert Barrier(CHARTER, register, [agreed({"work_centre.load"})]).decide(asked, DAY).verdict is Verdict.COMPETITORS
    assert register.unreviewed(["a", "b"], DAY) == [("a", "b", LABOUR)]


@pytest.mark.parametrize("field", ["person.wage", "person.name", "pool.hiring"])
def test_wages_and_persons_cannot_even_be_agreed(field: str) -> None:
    """An agreement that names them cannot be made."""
    with pytest.raises(ValueError, match="no agreement can open"):
        agreed({field})


def test_an_agreement_binds_when_both_have_signed_and_until_it_ends() -> None:
    """One signature, a day after the end, a withdrawal: not in force."""
    one = agreed({"order.state"}, signatures=(Signature("a", "Kari", datetime(2026, 1, 2, tzinfo=UTC)),))
    assert verdict("order.state", one) is Verdict.NO_AGREEMENT
    assert verdict("order.state", agreed({"order.state"}, withdrawn=DAY)) is Verdict.NO_AGREEMENT
    assert not agreed({"order.state"}).in_force(date(2027, 1, 1))


def test_unknown_fields_strangers_and_the_stopped_barrier() -> None:
    """What is not known is denied; who is no member sees nothing; the switch stops all but one's own."""
    assert verdict("order.secret_sauce") is Verdict.UNKNOWN_FIELD
    barrier = Barrier(CHARTER, Register())
    assert barrier.decide(Disclosure("stranger", "a", "order.state"), DAY).verdict is Verdict.NOT_A_MEMBER
    stopped = Barrier(CHARTER, Register([relation("a", "b", Relation.NONE)]), [agreed({"order.state"})], stopped=True)
    assert stopped.decide(Disclosure("b", "a", "order.state", "joint orders"), DAY).verdict is Verdict.STOPPED
    assert stopped.decide(Disclosure("a", "a", "person.wage"), DAY).verdict is Verdict.OWN


def test_a_member_that_left_sees_nothing_more() -> None:
    """Membership has dates, and may not overlap itself."""
    left = Membership("b", "Kari", DAY, DAY, date(2026, 12, 1))
    charter = Charter("Røros", (CHARTER.memberships[0], left))
    assert charter.members(date(2026, 11, 30)) == {"a", "b"}
    assert charter.members(date(2026, 12, 1)) == {"a"}
    with pytest.raises(CharterError, match="a member already"):
        Charter("Røros", (left, Membership("b", "Kari", DAY, date(2026, 11, 15))))
