# SPDX-License-Identifier: Apache-2.0
"""Requests that a generator makes from the API's description, one by one or on from what an answer named, judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import hypothesis
from django.middleware.csrf import _get_new_csrf_string
from hypothesis import strategies as st
from hypothesis.errors import FlakyStrategyDefinition
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks
from tests.support.people import Person, person

from klynge.server.accounts.actions import make_token
from klynge.server.accounts.models import Kind, Organisation
from klynge.server.accounts.queries import places_of, standing_in
from klynge.server.api.access import operations
from klynge.server.api.main import api
from klynge.server.roles import Role, abilities
from klynge.server.tenancy import Asker, acting_as

CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
ALL_HEALTH = list(hypothesis.HealthCheck)
ANEW = 3  # times that scenarios are drawn
KNOWN: dict[str, list[Any]] = {
    "item": ["chair", "stool", "blanket"],
    "region": ["Oslo", "Trondheim", "Export"],
    "job": ["C-1", "C-1:frame", "S-1", "B-1", "B-2"],
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
SCENARIOS = [
    "changes:\n- kind: remove-order\n  order: S-1\n",
    "changes:\n- kind: breakdown\n  work_centre: saw\n  start: 2026-01-06T08:00:00+01:00\n"
    "  end: 2026-01-08T08:00:00+01:00\n",
    "changes: []\n",
]
BODIES: dict[str, dict[str, list[Any]]] = {
    "POST /api/scenarios": {"scenario": SCENARIOS, "name": ["Uten S-1"]},
    "POST /api/network/absences": {"pool": ["jig", "packers"], "amount": [500, 1000]},
    "POST /api/network/people": {"pool": ["jig", "packers"], "amount": [500, 1000]},
    "POST /api/cluster/charter/members": {"member": ["fjell", "vidda"], "joins": ["2099-01-01"]},
    "POST /api/cluster/agreements": {
        "giver": ["fjell", "vidda"],
        "taker": ["fjell", "vidda"],
        "fields": [["orders.status"], ["load"]],
        "valid_from": ["2098-01-01"],
        "valid_to": ["2099-01-01"],
    },
}
"""What there is, for one operation alone."""
HOMES = {Role.CUSTOMER: (Kind.CUSTOMER, "Skolen"), Role.OFFICE: (Kind.OFFICE, "office")}
FILES = ("stock.csv", "orders.csv", "items.csv")


def bearer(role: Role, slug: str) -> dict[str, str]:
    """A token that may do all that its role may, at a cluster that was loaded from examples/small."""
    who = _someone(role, slug)
    standing = standing_in(who.user.id, places_of(who.user.id))
    assert standing is not None
    with acting_as(Asker(tenant=standing.organisation, user=standing.user)):
        return {"Authorization": f"Bearer {make_token(standing, 'fuzz', role, abilities(role), 1)[1]}"}


def session(role: Role, slug: str) -> dict[str, str]:
    """The cookies of someone of that role who has logged in: who alone signs."""
    own = _someone(role, slug).client.cookies["sessionid"].value
    return {"sessionid": own, "csrftoken": _get_new_csrf_string()}


def _someone(role: Role, slug: str) -> Person:
    kind, code = HOMES.get(role, (Kind.MEMBER, "fjell"))
    return person(role, Organisation.objects.using("trustee").get(cluster__slug=slug, kind=kind, code=code))


@dataclass
class Judge:
    """Counts what was sent and answered. A fault is raised, or only kept, once for each kind and operation."""

    raising: bool = True
    sent: Counter[str] = field(default_factory=Counter)
    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    faults: dict[tuple[str, str], str] = field(default_factory=dict)
    times: Counter[str] = field(default_factory=Counter)

    def look(self, case: Any, answer: Any) -> None:
        """An answer, by the description of its operation. Raises what is wrong with it."""
        label = case.operation.label
        self.sent[label] += 1
        self.statuses[label, answer.status_code] += 1
        try:
            assert b"Traceback" not in answer.content, "a traceback"
            case.validate_response(answer, checks=CHECKS)
        except (Exception, BaseExceptionGroup) as error:  # several failures at once are no Exception
            if self.raising:
                raise
            kind = kind_of(error, answer.status_code)
            self.times[kind] += 1
            self.faults.setdefault((kind, label), f"{case.as_curl_command()}\n{error}")

    @property
    def calls(self) -> int:
        """How many requests were answered."""
        return self.sent.total()

    def reached(self) -> set[str]:
        """The operations that did what was asked at least once."""
        return {label for (label, status), n in self.statuses.items() if n and 200 <= status < 300}


def kind_of(error: BaseException, status: int) -> str:
    """What an answer was wrong by: a traceback, a fault of the server's, or not as described."""
    if isinstance(error, AssertionError) and "a traceback" in str(error):
        return "traceback"
    return "5xx" if status >= 500 else "schema"


def meaningful(draw: Callable[[Any], Any], label: str, part: Any) -> Any:
    """Mostly put what there is where something random stands: in all fields, or in some."""
    if not isinstance(part, dict):
        return part
    known = KNOWN | BODIES.get(label, {})
    some, found = draw(st.sampled_from(["all", "all", "some", "none"])), dict(part)
    for name in sorted(known.keys() & part.keys()):
        if some == "all" or (some == "some" and draw(st.booleans())):
            found[name] = draw(st.sampled_from(known[name]))
    if some == "all" and found.keys() >= {"item", "product"}:  # one of them is what is asked for
        del found[draw(st.sampled_from(["item", "product"]))]
    return found


def real_names(case: Any, draw: Callable[[Any], Any], real: Mapping[str, list[Any]]) -> None:
    """The same for a whole request, with the orders and portions that the asker may read."""
    some = draw(st.sampled_from(["all", "all", "some", "none"]))
    case.body = meaningful(draw, case.operation.label, case.body)
    case.query = meaningful(draw, case.operation.label, case.query)
    if isinstance(case.body, dict) and "job" in case.body and real["portions"] and some == "all":
        case.body |= draw(st.sampled_from(real["portions"]))
    if real["orders"] and "order" in (case.path_parameters or {}) and some != "none":
        case.path_parameters["order"] = draw(st.sampled_from(real["orders"]))


def there(headers: Mapping[str, str], schema: Any) -> dict[str, list[Any]]:
    """The orders that the token's role may read, and the portions of the plan that it may."""

    def items(path: str) -> list[Any]:
        answer = schema[path]["GET"].Case(query={"size": 100}, headers=dict(headers)).call()
        return list(answer.json()["items"]) if answer.status_code == 200 else []

    chairs = {"item": "chair", "quantity": 1, "region": "Oslo", "customer": "Skolen"}
    for _ in range(10):  # so that there is something to commit; a role that may not is refused
        key = {"Idempotency-Key": uuid4().hex}
        schema["/api/promises/hold"]["POST"].Case(body=dict(chairs), headers={**headers, **key}).call()
    portions = [
        {name: each[name] for name in ("job", "operation", "work_centre", "unit", "quantity", "start", "end")}
        for each in items("/api/plan")
    ]
    return {"orders": [order["id"] for order in items("/api/orders")], "portions": portions}


def allowed(role: Role) -> set[str]:
    """The operations that a role may use."""
    return {
        f"{method} /api{path.replace('{uuid:', '{')}"
        for method, path, guard in operations(api)
        if guard is None or guard.ability is None or guard.ability in abilities(role)
    }


def packed(folder: Path) -> list[tuple[str, bytes]]:
    """Files to bring in: tables of a cluster's folder, a damaged archive, an empty one."""
    found = [("broken.zip", b"PK\x03\x04 not an archive"), ("none.xlsx", b"x")]
    for names in (*((name,) for name in FILES), FILES, ()):
        with BytesIO() as file:
            with ZipFile(file, "w") as archive:
                for name in names:
                    archive.writestr(name, (folder / name).read_text("utf-8"))
            found.append(("tables.zip", file.getvalue()))
    return found


def workflow(schema: Any, role: Role, cookies: Mapping[str, str], judge: Judge, files: list[tuple[str, bytes]]) -> Any:
    """A state machine over the links of the description: what an answer named is used in the requests that follow."""
    may, random = allowed(role), Random(role.value)
    own = schema.include(lambda context: context.operation.label in may)

    def likely(context: Any, part: Any) -> Any:
        return st.composite(lambda draw: meaningful(draw, context.operation.label, part))()

    for name in ("flatmap_body", "flatmap_query"):
        own.hooks.register_hook_with_name(likely, name)
    machine: Any = own.as_state_machine()

    class Workflow(machine):  # type: ignore[misc]
        """One client that goes on from answer to answer."""

        def before_call(self, case: Any) -> None:
            kept = {name: value for name, value in (case.headers or {}).items() if name.lower() != "authorization"}
            key = {} if random.random() < 0.1 else {"Idempotency-Key": uuid4().hex}
            case.headers = {**kept, **key, "X-CSRFToken": cookies["csrftoken"]}
            case.cookies = dict(cookies)

        def get_call_kwargs(self, case: Any) -> dict[str, Any]:
            if case.operation.label != "POST /api/imports" or random.random() < 0.1:
                return {}
            name, content = random.choice(files)
            return {"data": {"file": (BytesIO(content), name)}}

        def validate_response(self, response: Any, case: Any, **_more: Any) -> None:
            judge.look(case, response)

    return Workflow


def run_workflow(machine: Any, scenarios: int, steps: int, seed: int) -> None:
    """So many scenarios of so many requests each; the server changes with each, so none is played twice. Where two
    begin alike and are answered otherwise, which Hypothesis takes for a mistake, others are drawn."""
    settings = hypothesis.settings(
        max_examples=scenarios,
        stateful_step_count=steps,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=ALL_HEALTH,
    )
    for again in range(ANEW):
        hypothesis.seed(seed + again * 1_000_003)(machine)
        try:
            machine.run(settings=settings)
        except FlakyStrategyDefinition:
            if again == ANEW - 1:
                raise
        else:
            return


@cache
def cases(operation: Any, mode: GenerationMode) -> Any:
    """What is sent to an operation; to find out what there could be takes longer than to send some of it."""
    return operation.as_strategy(generation_mode=mode)


def send(
    operation: Any,
    mode: GenerationMode,
    headers: Mapping[str, str],
    real: Mapping[str, list[Any]],
    judge: Judge,
    settings: hypothesis.settings,
    seed: int = 1,
) -> None:
    """Requests to one operation, with what its description allows or with what it does not."""

    @settings
    @hypothesis.seed(seed)
    @hypothesis.given(case=cases(operation, mode), data=st.data())
    def sent(case: Any, data: Any) -> None:
        real_names(case, data.draw, real)
        if data.draw(st.integers(0, 9)):
            case.headers = {"Idempotency-Key": uuid4().hex}
        case.headers = {**(case.headers or {}), **headers}
        judge.look(case, case.call())

    sent()
