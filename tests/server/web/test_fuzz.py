# SPDX-License-Identifier: Apache-2.0
"""Whatever is sent to the API: no fault of the server's, no answer that its description does not say, no traceback.

KLYNGE_FUZZ=N sends N requests of each kind, right and wrong, to each operation as each role; unset, a few.
"""

from __future__ import annotations

import os
from typing import Any, cast

import hypothesis
import pytest
import schemathesis
from schemathesis import GenerationMode
from tests.server.web.conftest import FUZZED
from tests.support.fuzzing import Judge, bearer, send, there

from klynge.server.roles import Role
from klynge.server.wsgi import application

pytestmark = pytest.mark.usefixtures("trustee")
EACH = int(os.environ.get("KLYNGE_FUZZ", "4"))
SETTINGS = hypothesis.settings(
    max_examples=EACH,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(hypothesis.HealthCheck),
)
PLAIN = {"GET /api/me", "GET /api/tokens", "GET /api/products", "GET /api/export/workbook"}
REACHED = {200, 201, 403}
"""Some request to each operation is to get all the way, unless the role may not; looked at when many are sent."""


@pytest.fixture(scope="module")
def schema() -> Any:
    """The API by its own description."""
    return schemathesis.openapi.from_wsgi("/api/openapi.json", application)


@pytest.fixture(scope="module")
def operations(schema: Any) -> list[Any]:
    """All operations."""
    return [cast(Any, found).ok() for found in schema.get_all_operations()]


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("role", [Role.SALES, Role.PLANNER, Role.MANAGER])
def test_nothing_that_is_sent_is_not_foreseen(
    role: Role, mode: GenerationMode, schema: Any, operations: list[Any]
) -> None:
    """Each operation, with what its description allows and with what it does not."""
    headers, judge = bearer(role, FUZZED), Judge()
    real = there(headers, schema)
    if mode is GenerationMode.NEGATIVE:  # of these, nothing could be wrong
        operations = [each for each in operations if each.label not in PLAIN]
    for operation in operations:
        send(operation, mode, headers, real, judge, SETTINGS)
    if mode is GenerationMode.POSITIVE and EACH >= 20:
        reached = {label for label, status in judge.statuses if status in REACHED}
        assert set(judge.sent) - reached <= {"DELETE /api/tokens/{token}"}  # it would end the token that is used here
