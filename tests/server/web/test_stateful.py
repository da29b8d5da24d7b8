# SPDX-License-Identifier: Apache-2.0
"""Whatever is done one after another with what the API's answers name: no fault, no answer that was not foreseen.

KLYNGE_FUZZ_RUNS=N plays N scenarios as each role; unset, a few.
"""

from __future__ import annotations

import os

import pytest
import schemathesis
from tests.server.web.conftest import LINKED, ROOT
from tests.support.fuzzing import Judge, packed, run_workflow, session, workflow

from klynge.server.api.links import LINKS
from klynge.server.api.main import api
from klynge.server.roles import Role
from klynge.server.wsgi import application

pytestmark = pytest.mark.usefixtures("trustee")
RUNS = int(os.environ.get("KLYNGE_FUZZ_RUNS", "5"))
ROLES = [Role.SALES, Role.PLANNER, Role.MANAGER, Role.CUSTOMER, Role.OFFICE]
STEPS = 12


@pytest.mark.parametrize("role", ROLES)
def test_what_an_answer_names_is_used_in_what_follows(role: Role) -> None:
    """Scenarios over the description's links, each of whose answers is as it says."""
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application)
    judge = Judge()
    machine = workflow(schema, role, session(role, LINKED), judge, packed(ROOT / "examples" / "small"))
    run_workflow(machine, RUNS, STEPS, seed=5)
    assert judge.reached()


def test_an_object_that_an_operation_makes_leads_on() -> None:
    """Each operation that makes something which can be named is linked to what can be done with it."""
    described = api.get_openapi_schema(path_prefix="/api/")["paths"]
    makes = {
        operation["operationId"]
        for path in described.values()
        for operation in path.values()
        if "201" in {str(status) for status in operation["responses"]}
    }
    assert makes - {link.source for link in LINKS} == set()
    named = [f"{{{name}}}" for link in LINKS for name in link.parameters]
    assert {part for path in described for part in path.split("/") if part.startswith("{")} <= set(named)
