# SPDX-License-Identifier: Apache-2.0
"""The operator's pages: health, jobs, backups and users, and no firm's data."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.db import connections
from tests.server.web.test_plan import committed, member
from tests.server.web.test_promises import at
from tests.support.people import Person, person

from klynge.server.accounts.models import Kind
from klynge.server.jobs.actions import work_once
from klynge.server.jobs.models import BackgroundJob, State
from klynge.server.operate.background import KINDS
from klynge.server.roles import Role

pytestmark = pytest.mark.usefixtures("trustee")
PAGES = ["/operation/", "/operation/jobs/", "/operation/backups/", "/operation/users/"]


def operator_here() -> Person:
    """The operator of the small example's cluster; one of another cluster has nothing to do with its jobs."""
    return person(Role.OPERATOR, at(Kind.OPERATOR, "operator"))


def buried(tenant: UUID, trouble: str) -> BackgroundJob:
    rows = BackgroundJob.objects.using("trustee")
    return rows.create(tenant=tenant, kind=f"k{uuid4().hex[:6]}", state=State.BURIED, trouble=trouble)


@pytest.mark.parametrize("address", PAGES)
def test_only_the_operator_comes_in_and_reads_no_firms_data(address: str) -> None:
    """No order's number and no customer is on any page; every other role is refused."""
    number = committed()
    page = person(Role.OPERATOR).get(address)
    assert page.status_code == 200
    assert number not in page.content.decode()
    for role in set(Role) - {Role.OPERATOR}:
        assert person(role).get(address).status_code == 403


def test_of_anothers_job_its_trouble_is_not_quoted() -> None:
    """The kind of error alone: the text may hold what is theirs."""
    job = buried(member(Role.PLANNER).organisation.id, "ValueError: order C-77 of Skolen")
    page = operator_here().get("/operation/jobs/").content.decode()
    assert job.kind in page
    assert "ValueError" in page
    assert "C-77" not in page


def test_a_buried_job_is_put_in_line_again() -> None:
    """A new one is in line for the same organisation; the buried one stays to be read."""
    job = buried(member(Role.PLANNER).organisation.id, "ValueError")
    assert person(Role.OPERATOR).client.post(f"/operation/jobs/{job.id}/", {"do": "again"}).status_code == 404
    assert operator_here().client.post(f"/operation/jobs/{job.id}/", {"do": "again"}).status_code == 302
    states = BackgroundJob.objects.using("trustee").filter(kind=job.kind).values_list("state", flat=True)
    assert sorted(states) == ["buried", "ready"]
    assert person(Role.MANAGER).client.post(f"/operation/jobs/{job.id}/", {"do": "again"}).status_code == 403


def test_a_backup_is_made_in_the_background_and_listed() -> None:
    """Begun by a button, once however often it is pressed; done in the background, found in the list."""
    operator = person(Role.OPERATOR)
    for _ in range(2):
        assert operator.client.post("/operation/backups/").status_code == 302
    assert [job.kind for job in done_for(operator)] == ["backup"]
    assert ".zip" in operator.get("/operation/backups/").content.decode()


def test_the_doctor_says_what_it_found() -> None:
    """Looked at in the background; the page then lists each check."""
    operator = person(Role.OPERATOR)
    operator.client.post("/operation/")
    assert [job.kind for job in done_for(operator)] == ["doctor"]
    page = operator.get("/operation/", headers={"Accept-Language": "en"}).content.decode()
    assert "tables closed to other firms" in page


def done_for(who: Person) -> list[BackgroundJob]:
    """The person's jobs, done as the background process does them."""
    ours = connections["default"]
    connections["default"] = connections["trustee"]
    try:
        while work_once(KINDS):
            pass
    finally:
        connections["default"] = ours
    jobs = list(BackgroundJob.objects.using("trustee").filter(tenant=who.organisation.id))
    assert [(job.state, job.trouble) for job in jobs] == [(State.DONE, "")] * len(jobs)
    return jobs
