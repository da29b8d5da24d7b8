# SPDX-License-Identifier: Apache-2.0
"""Nothing is served while anything could be reached past row-level security, and all of it is listed."""

from __future__ import annotations

import pytest
from tests.support.embedded import Database

from klynge.server.database import (
    OWNER,
    TRUSTEE,
    WEB,
    Problem,
    ProtectionError,
    protect,
    refuse_unprotected,
    unprotected,
)
from klynge.server.database.texts import TEXTS

GRANTS = {WEB: "select, insert", TRUSTEE: "select, insert"}
THING = "create table thing (tenant uuid not null, id int, name text, primary key (tenant, id))"
RIGHT = (THING, protect("thing", GRANTS))
SUPERUSER = "klynge_superuser"


def problems(database: Database, *shared: str) -> list[Problem]:
    """What the web role finds."""
    with database.connect(WEB) as connection:
        return unprotected(connection, shared)


def test_a_protected_database_is_served(database: Database) -> None:
    """An empty database and one with a protected table have no problem, for either role."""
    assert problems(database) == []
    database.run(OWNER, *RIGHT, "create table log (id int)", protect("log", {TRUSTEE: "select"}, tenant=False))
    for role in (WEB, TRUSTEE):
        with database.connect(role) as connection:
            refuse_unprotected(connection, role)


@pytest.mark.parametrize(
    ("kind", "statements"),
    [
        ("off", [THING]),
        ("off", [*RIGHT, "alter table thing disable row level security"]),
        ("not_forced", [*RIGHT, "alter table thing no force row level security"]),
        ("no_policy", [*RIGHT, "drop policy tenant on thing", "drop policy trustee on thing"]),
        ("open_policy", [*RIGHT, "create policy all_see on thing for select using (true)"]),
        ("open_policy", [*RIGHT, "create policy all_write on thing for insert to klynge_web with check (true)"]),
        ("public", [*RIGHT, "grant select on thing to public"]),
        ("too_much", [*RIGHT, "grant truncate on thing to klynge_web"]),
        ("view", [*RIGHT, "create view seen as select * from thing", "grant select on seen to klynge_web"]),
        ("no_rows", [*RIGHT, "create materialized view kept as select 1 as one", "grant select on kept to klynge_web"]),
        ("definer", [*RIGHT, "create function all_things() returns bigint security definer language sql return 1"]),
        ("unique", [*RIGHT, "create unique index by_name on thing (name)"]),
        ("foreign_key", [*RIGHT, "create table part (tenant uuid, id uuid primary key, thing uuid references part)",
                         protect("part", GRANTS)]),
    ],
)  # fmt: skip
def test_each_way_past_the_policies_is_found(database: Database, kind: str, statements: list[str]) -> None:
    """One thing is wrong, and it alone is named, with what mends it in both languages."""
    database.run(OWNER, *statements)
    found = problems(database)
    assert {problem.kind for problem in found} == {kind}
    for language in ("en", "nb"):
        assert found[0].name in found[0].words(language)


def test_a_table_of_another_owner_is_found(database: Database) -> None:
    """Whoever owns a table may take its protection away."""
    database.run(SUPERUSER, *RIGHT)
    assert Problem("owner", "thing", SUPERUSER, "") in problems(database)


def test_a_stronger_role_is_found(database: Database) -> None:
    """A serving role that may become another, or is not held by policies."""
    database.run(SUPERUSER, f"grant {OWNER} to {WEB}", f"alter role {TRUSTEE} bypassrls")
    try:
        found = problems(database)
    finally:
        database.run(SUPERUSER, f"revoke {OWNER} from {WEB}", f"alter role {TRUSTEE} nobypassrls")
    assert [(problem.kind, problem.name, problem.what) for problem in found] == [
        ("strong_role", TRUSTEE, "bypassrls"),
        ("strong_role", WEB, OWNER),
    ]


def test_shared_tables_need_no_tenant(database: Database) -> None:
    """The framework's own tables are named one by one; views that ask as the asker are right."""
    database.run(
        OWNER, *RIGHT, "create table session (id int)", "grant select on session to klynge_web",
        "create view seen with (security_invoker = true) as select * from thing", "grant select on seen to klynge_web",
    )  # fmt: skip
    assert problems(database, "session") == []
    assert [problem.kind for problem in problems(database)] == ["off"]


def test_the_refusal_lists_everything(database: Database) -> None:
    """The wrong role and every table, at once."""
    database.run(OWNER, THING, "create table other (id int)")
    with database.connect(OWNER) as connection, pytest.raises(ProtectionError) as caught:
        refuse_unprotected(connection, WEB)
    assert [(problem.kind, problem.name) for problem in caught.value.problems] == [
        ("wrong_role", OWNER), ("off", "other"), ("off", "thing"),
    ]  # fmt: skip
    assert len(caught.value.words("nb").splitlines()) == 4


def test_what_protects_is_no_text_of_others() -> None:
    """Names and rights come from the code, and nothing else gets into a statement."""
    for table, grants in (("x; drop", {}), ("x", {WEB: "all"}), ("x", {"klynge_backup": "select"})):
        with pytest.raises(ValueError, match=r"x|all|backup"):
            protect(table, grants)
    with pytest.raises(ValueError, match="no rows"):
        protect("x", {WEB: "select"}, tenant=False)


def test_every_text_is_in_both_languages() -> None:
    """No problem without words."""
    assert all(set(texts) == {"en", "nb"} for texts in TEXTS.values())
