# SPDX-License-Identifier: Apache-2.0
"""Whatever is sent to the API: no fault of the server's, no answer that its description does not say, no traceback.

KLYNGE_FUZZ=N sends N requests of each kind, right and wrong, to each operation as each role; unset, a few.
"""

from __future__ import annotations

import os
from functools import cache
from typing import Any, cast
from uuid import uuid4

import hypothesis
import pytest
import schemathesis
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks
from tests.server.web.conftest import FUZZED
from tests.support.people import person

from klynge.server.accounts.actions import make_token
from klynge.server.accounts.models import Kind, Organisation
from klynge.server.accounts.queries import places_of, standing_in
from klynge.server.roles import Role, abilities
from klynge.server.tenancy import Asker, acting_as
from klynge.server.wsgi import application

pytestmark = pytest.mark.usefixtures("trustee")
EACH = int(os.environ.get("KLYNGE_FUZZ", "4"))
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
SETTINGS = hypothesis.settings(
    max_examples=EACH,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(hypothesis.HealthCheck),
)
KNOWN: dict[str, list[Any]] = {
    "item": ["chair", "stool", "blanket"],
    "region": ["Oslo", "Trondheim", "Export"],
    "job": ["C-1", "C-1/frame", "S-1", "B-1", "B-2"],
    "operation": ["saw", "mill", "glue", "cure", "paint", "pack", "weave"],
    "work_centre": ["saw", "cnc", "paint", "assembly", "oven", "chrome", "loom"],
    "unit": [1, 2, 3],
    "quantity": [1, 2],
    "start": ["2026-01-06T08:00:00+01:00", "2026-02-02T08:00:00Z", "2026-03-29T02:30:00+01:00"],
    "end": ["2026-01-06T09:00:00+01:00", "2026-02-20T08:00:00Z", "2026-10-25T02:30:00+01:00"],
    "state": ["held", "committed"],
    "family": ["white", "low"],
    "customer": ["Skolen"],
    "wanted": ["2026-02-27", None],
    "day": ["2026-12-31", None],
    "hours": [1, 48],
    "reference": ["A 1"],
    "product": ["fjell/table"],
    "variable": ["length", "colour"],
}
"""What there is: words of no meaning alone would never get past the first look."""
PLAIN = {"GET /api/me", "GET /api/tokens", "GET /api/products", "GET /api/export/workbook"}
REACHED = {200, 201, 403}
"""Some request to each operation is to get all the way, unless the role may not; looked at when many are sent."""


def bearer(role: Role) -> dict[str, str]:
    """A token of a member that may do all that its role may."""
    firm = Organisation.objects.using("trustee").get(cluster__slug=FUZZED, kind=Kind.MEMBER, code="fjell")
    who = person(role, firm)
    standing = standing_in(who.user.id, places_of(who.user.id))
    assert standing is not None
    with acting_as(Asker(tenant=standing.organisation, user=standing.user)):
        return {"Authorization": f"Bearer {make_token(standing, 'fuzz', role, abilities(role), 1)[1]}"}


def there(headers: dict[str, str], schema: Any) -> dict[str, list[Any]]:
    """The orders that the token's role may read, and the portions of the plan that it may."""

    def items(path: str) -> list[Any]:
        answer = schema[path]["GET"].Case(query={"size": 100}, headers=dict(headers)).call()
        return list(answer.json()["items"]) if answer.status_code == 200 else []

    chairs = {"item": "chair", "quantity": 1, "region": "Oslo", "customer": "Skolen"}
    for _ in range(10):  # so that there is something to commit; a role that may not is refused
        key = {"Idempotency-Key": uuid4().hex}
        schema["/api/promises/hold"]["POST"].Case(body=dict(chairs), headers=headers | key).call()
    portions = [
        {name: each[name] for name in ("job", "operation", "work_centre", "unit", "quantity", "start", "end")}
        for each in items("/api/plan")
    ]
    return {"orders": [order["id"] for order in items("/api/orders")], "portions": portions}


def meaningful(case: Any, data: Any, real: dict[str, list[Any]]) -> None:
    """Mostly put what there is where something random stands: in all fields, or in some."""
    some = data.draw(st.sampled_from(["all", "all", "some", "none"]))
    for part in (case.body, case.query):
        for name in sorted(KNOWN.keys() & part.keys()) if isinstance(part, dict) else ():
            if some == "all" or (some == "some" and data.draw(st.booleans())):
                part[name] = data.draw(st.sampled_from(KNOWN[name]))
    if isinstance(case.body, dict) and "job" in case.body and real["portions"] and some == "all":
        case.body |= data.draw(st.sampled_from(real["portions"]))
    if real["orders"] and "order" in (case.path_parameters or {}) and some != "none":
        case.path_parameters["order"] = data.draw(st.sampled_from(real["orders"]))


@pytest.fixture(scope="module")
def schema() -> Any:
    """The API by its own description."""
    return schemathesis.openapi.from_wsgi("/api/openapi.json", application)


@cache
def cases(operation: Any, mode: GenerationMode) -> Any:
    """What is sent to an operation; to find out what there could be takes longer than to send some of it."""
    return operation.as_strategy(generation_mode=mode)


@pytest.fixture(scope="module")
def operations(schema: Any) -> list[Any]:
    """All operations."""
    return [cast(Any, found).ok() for found in schema.get_all_operations()]


def answers_to(operation: Any, mode: GenerationMode, headers: dict[str, str], real: dict[str, list[Any]]) -> set[int]:
    """The statuses of an operation's answers, each of which is as its description says."""
    found = set()

    @SETTINGS
    @hypothesis.given(case=cases(operation, mode), data=st.data())
    def sent(case: Any, data: Any) -> None:
        meaningful(case, data, real)
        if data.draw(st.integers(0, 9)):
            case.headers = {"Idempotency-Key": uuid4().hex}
        case.headers = {**(case.headers or {}), **headers}
        answer = case.call()
        case.validate_response(answer, checks=CHECKS)
        assert b"Traceback" not in answer.content
        found.add(answer.status_code)

    sent()
    return found


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("role", [Role.SALES, Role.PLANNER, Role.MANAGER])
def test_nothing_that_is_sent_is_not_foreseen(
    role: Role, mode: GenerationMode, schema: Any, operations: list[Any]
) -> None:
    """Each operation, with what its description allows and with what it does not."""
    headers = bearer(role)
    real = there(headers, schema)
    if mode is GenerationMode.NEGATIVE:  # of these, nothing could be wrong
        operations = [each for each in operations if each.label not in PLAIN]
    answered = {each.label: answers_to(each, mode, headers, real) for each in operations}
    if mode is GenerationMode.POSITIVE and EACH >= 20:
        unreached = {label for label, statuses in answered.items() if not statuses & REACHED}
        assert unreached <= {"DELETE /api/tokens/{token}"}  # to reach it would end the token that is used here
